package dev.assay.transforms.lake;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.validate.Rejection;
import dev.assay.transforms.validate.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {
  @TempDir Path folder;

  @Test
  void writesOneObjectALineAndCountsThemBySource() throws IOException {
    try (JsonLines lines = lines()) {
      assertThat(lines.isEmpty(), is(true));
      lines.write(rejection("a.csv", 2, "x,\"line\r\nbreak\"\u2028é"));
      lines.write(rejection("b.csv", 3, ""));
      lines.write(rejection("a.csv", 4, "y"));
      DataFile file = lines.finish();
      assertThat(file.rows(), is(3L));
      assertThat(
          JsonLines.linesBySource(lines.resource()), equalTo(Map.of("a.csv", 2L, "b.csv", 1L)));
      String text = Files.readString(folder.resolve(file.path()));
      assertThat(text.lines().count(), is(3L));
      assertThat(
          text.lines().skip(1).findFirst().orElseThrow(),
          is(
              "{\"dataset\":\"accounts\",\"file\":\"b.csv\",\"line\":3,\"raw\":\"\","
                  + "\"violations\":[{\"rule\":\"id.required\",\"field\":\"id\","
                  + "\"message\":\"is missing\",\"value\":null}]}"));
    }
  }

  @Test
  void beginsNoFileWithoutALine() throws IOException {
    lines().close();
    assertThat(folder.toFile().list().length, is(0));
  }

  private JsonLines lines() {
    Lake lake = new Lake(folder.toString(), "run1");
    return new JsonLines(() -> lake.create(Layer.QUARANTINE, "accounts", "b1", "part-0.jsonl"));
  }

  private static Rejection rejection(String file, long line, String raw) {
    return Rejection.of(
        "accounts",
        file,
        line,
        raw,
        List.of(Violation.of("id.required", "id", "is missing", null)));
  }
}
