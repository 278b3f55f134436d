package dev.assay.transforms.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.values.PCollection;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadRecordsTest {
  private static final Dataset PEOPLE = Datasets.csv("id", "name");

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);
  @TempDir Path folder;

  @Test
  void readsEveryRecordOfEveryFile() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "name,id\n\"Ann\nLee\",1\nBob\n");
    Files.write(
        folder.resolve("b.csv.gz"),
        GzipStreamTest.gzip("id,name\n2,\n".getBytes(StandardCharsets.UTF_8)));

    PCollection<Record> records =
        pipeline
            .apply(FileIO.match().filepattern(folder + "/*"))
            .apply(FileIO.readMatches())
            .apply(ReadRecords.of(PEOPLE));

    PAssert.that(records)
        .containsInAnyOrder(
            sound("a.csv", 2, "\"Ann\nLee\",1", "1", "Ann\nLee"),
            ofSize(1, "a.csv", 4, "Bob", null, "Bob"),
            sound("b.csv.gz", 2, "2,", "2", null));
    pipeline.run();
  }

  @Test
  void tellsOfBytesThatDoNotFitTheEncoding() throws IOException {
    Files.write(folder.resolve("a.csv"), "id,name\n1,é\n".getBytes(StandardCharsets.ISO_8859_1));
    PCollection<Record> records = read(PEOPLE);
    PAssert.that(records)
        .satisfies(
            all -> {
              assertThat(all.iterator().next().getProblemRule(), containsString("name.encoding"));
              return null;
            });
    pipeline.run();
  }

  @Test
  void readsJsonLines() throws IOException {
    Files.writeString(folder.resolve("a.json"), "{\"name\":\"Ann\"}\n[]\n");
    PAssert.that(read(Datasets.of(Format.JSON_LINES, "id", "name")))
        .containsInAnyOrder(
            sound("a.json", 1, "{\"name\":\"Ann\"}", null, "Ann"),
            refused(
                "a.json",
                2,
                "[]",
                "record.json",
                "the line is not a JSON object; write one object a line"));
    pipeline.run();
  }

  @Test
  void failsOnAHeaderThatDoesNotFit() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "id,nam\n1,a\n");
    read(PEOPLE);
    Exception e = assertThrows(Exception.class, pipeline::run);
    assertThat(
        e.getMessage(), containsString("a.csv lacks the column \"name\"; the nearest is \"nam\""));
  }

  @Test
  void hasASchema() throws Exception {
    Schema schema = pipeline.getSchemaRegistry().getSchema(Record.class);
    assertThat(
        schema.getFields().stream()
            .map(f -> f.getName() + " " + f.getType().getTypeName() + f.getType().getNullable())
            .toList(),
        contains(
            "file STRINGfalse",
            "line INT64false",
            "raw STRINGfalse",
            "fields ARRAYfalse",
            "size INT32false",
            "width INT32false",
            "problemRule STRINGtrue",
            "problem STRINGtrue"));
    assertThat(
        List.of(schema.getField("fields").getType().getCollectionElementType()),
        contains(FieldType.STRING.withNullable(true)));
  }

  private PCollection<Record> read(Dataset dataset) {
    return pipeline
        .apply(FileIO.match().filepattern(folder + "/*"))
        .apply(FileIO.readMatches())
        .apply(ReadRecords.of(dataset));
  }

  private static Record sound(String file, long line, String raw, @Nullable String... fields) {
    return ofSize(2, file, line, raw, fields);
  }

  private static Record ofSize(
      int size, String file, long line, String raw, @Nullable String... fields) {
    return Record.builder()
        .setFile(file)
        .setLine(line)
        .setRaw(raw)
        .setFields(Arrays.asList(fields))
        .setSize(size)
        .setWidth(2)
        .build();
  }

  private static Record refused(String file, long line, String raw, String rule, String problem) {
    return Record.builder()
        .setFile(file)
        .setLine(line)
        .setRaw(raw)
        .setFields(List.of())
        .setSize(0)
        .setWidth(2)
        .setProblemRule(rule)
        .setProblem(problem)
        .build();
  }
}
