package dev.assay.pipelines.generate.orders;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {

  @TempDir Path folder;

  @Test
  void writesLinesOfAnyLengthAndLanguage() throws Exception {
    List<String> lines = List.of("", "plain", "é".repeat(100_000), "x".repeat(400_000), "美咲 😀");
    Path path = folder.resolve("lines.json");
    try (LineFile file = LineFile.create(path)) {
      for (String line : lines) {
        file.write(line);
      }
      file.finish();
    }

    assertThat(Files.readString(path), is(String.join("\n", lines) + "\n"));
  }

  @Test
  void hasNoNameBeforeItIsWhole() throws Exception {
    Path path = folder.resolve("lines.json");
    try (LineFile file = LineFile.create(path)) {
      file.write("half");
      assertThat(Files.exists(path), is(false));
    }

    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.toList(), empty());
    }
  }
}
