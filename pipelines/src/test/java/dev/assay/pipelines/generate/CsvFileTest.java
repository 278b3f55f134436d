package dev.assay.pipelines.generate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {

  @TempDir Path folder;

  @Test
  void quotesOnlyWhatNeedsIt() throws Exception {
    assertThat(
        written(List.of("plain", "a,b", "say \"hi\"", "two\nlines", "cr\r")),
        equalTo("plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"cr\r\"\n"));
  }

  @Test
  void writesTypedValuesAndNulls() throws Exception {
    assertThat(
        written(Arrays.asList(new BigDecimal("0.10"), 36, LocalDate.of(2024, 2, 29), null)),
        equalTo("0.10,36,2024-02-29,\n"));
  }

  @Test
  void writesTextThatIsNotAscii() throws Exception {
    assertThat(written(List.of("Łucja", "a林b", "😀")), equalTo("Łucja,a林b,😀\n"));
  }

  @Test
  void writesMoreThanItsBufferHolds() throws Exception {
    String long1 = "x".repeat(200_000);
    String long2 = "é".repeat(200_000);
    assertThat(written(List.of(long1, long2)), equalTo(long1 + "," + long2 + "\n"));
  }

  private String written(List<?> values) throws Exception {
    Path path = folder.resolve("file.csv");
    try (CsvFile file = CsvFile.create(path)) {
      file.write(values, "\n");
    }
    return Files.readString(path);
  }
}
