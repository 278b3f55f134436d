package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of hostile input is borne, as whoever starts a batch may say. */
class LimitsTest {
  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: notes
      version: 1.0.0
      status: active
      domain: notes
      schema:
        - name: lines
          properties:
            - {name: id, logicalType: string, required: true, primaryKey: true}
            - {name: text, logicalType: string}
        - name: objects
          customProperties:
            - {property: format, value: jsonLines}
          properties:
            - {name: id, logicalType: string, required: true, primaryKey: true}
            - {name: amount, logicalType: number, physicalType: "decimal(38,2)"}
            - {name: more, logicalType: string}
      """;

  @TempDir private Path folder;
  private Path input;
  private BankingLake lake;

  @BeforeEach
  void deliver() throws IOException {
    Files.writeString(folder.resolve("contract.odcs.yaml"), CONTRACT);
    input = Files.createDirectory(folder.resolve("landing"));
    lake = BankingLake.of("ingest", folder.resolve("lake"));
    Files.writeString(input.resolve("lines.csv"), "id,text\na,one\nb,twenty-three\nc,x,y,z\n");
    Files.writeString(
        input.resolve("objects.json"),
        """
        {"id":"a","amount":1}
        {"id":"b","amount":123456}
        {"id":"c","more":[[]]}
        """);
  }

  @ParameterizedTest
  @CsvSource({
    "--maxRecordSize=12,  lines.csv,    3, record.tooLong,       longer than 12 bytes",
    "--maxFieldSize=11,   lines.csv,    3, field.tooLong,        longer than 11 bytes",
    "--maxColumns=3,      lines.csv,    4, record.tooManyFields, more than 3 fields",
    "--maxJsonDepth=2,    objects.json, 3, record.json,          nested deeper than 2",
    "--maxNumberLength=5, objects.json, 2, record.json,          longer than 5 characters",
  })
  void quarantinesARecordBeyondALimit(
      String option, String file, int line, String rule, String message) throws Exception {
    lake.publish(input, contract(), option);
    List<List<String>> found =
        lake.warehouse(
            "SELECT rules[1], violations[1].message FROM assay.quarantine WHERE file = '"
                + file
                + "' AND line = "
                + line);
    assertThat(found, contains(contains(is(rule), containsString(message))));
  }

  @Test
  void bearsAllOfItUnlessTold() throws Exception {
    lake.publish(input, contract());
    assertThat(
        lake.warehouse("SELECT line, rules FROM assay.quarantine"),
        contains(List.of("4", "[record.tooManyFields]")));
  }

  @Test
  void takesABatchForAnotherIfItIsToldOtherLimits() throws Exception {
    lake.publish(input, contract());
    lake.publish(input, contract(), "--maxJsonDepth=2");
    assertThat(lake.log().size(), is(2));
    lake.publish(input, contract(), "--maxJsonDepth=64", "--maxFieldSize=1024KiB");
    assertThat(lake.log().size(), is(2));
  }

  @Test
  void refusesAFileThatIsTooLarge() throws Exception {
    refused("lines.csv has 37 bytes", "--maxFileSize=36");
  }

  @Test
  void refusesAFileThatDecompressesToTooMuch() throws Exception {
    Files.delete(input.resolve("lines.csv"));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(input.resolve("lines.csv.gz")))) {
      out.write("id,text\n".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 200_000; i++) {
        out.write((i + ",aaaaaaaaaa\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    refused("decompresses to more than 2 times its size", "--maxGzipRatio=2");
    lake.publish(input, contract());
  }

  @ParameterizedTest
  @CsvSource({
    "--maxRecordSize=1GiB, at most 512MiB",
    "--maxRecordSize=0, takes bytes",
    "--maxFileSize=1TiB, takes bytes",
    "--maxColumns=0, takes a whole number from 1",
    "--maxColumns=many, takes a whole number from 1",
  })
  void refusesALimitThatIsNone(String option, String problem) throws Exception {
    refused(problem, option);
  }

  private void refused(String problem, String option) throws IOException {
    BankingLake.Run run = lake.run(input, contract(), option);
    assertThat(run.code(), is(ExitCode.REQUEST));
    assertThat(run.err(), allOf(containsString(problem), containsString("nothing was published")));
    assertThat(lake.log(), empty());
  }

  private String contract() {
    return "--contract=" + folder.resolve("contract.odcs.yaml");
  }
}
