package dev.assay.transforms.lake;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.auto.value.AutoValue;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.TableDefinition;
import dev.assay.schemas.Type;
import dev.assay.transforms.lake.ParquetFiles.Put;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.rows.RowCursor;
import dev.assay.transforms.rows.RowEncoder;
import dev.assay.transforms.rows.Rows;
import dev.assay.transforms.rows.TestRows;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadTableTest {
  private static final Columns COLUMNS =
      TestRows.columns("id", Type.STRING, "paid", Type.decimal(18, 2));
  private static final Columns SILVER =
      COLUMNS.plus(Dataset.SOURCE_FILE, Dataset.SOURCE_LINE, Dataset.BATCH);

  /** One row per night of a stay. */
  @AutoValue
  @DefaultSchema(AutoValueSchema.class)
  public abstract static class Night {
    @SchemaCreate
    public static Night of(
        String guest,
        Instant date,
        @Nullable Instant arrived,
        BigDecimal price,
        boolean paid,
        long number) {
      return new AutoValue_ReadTableTest_Night(guest, date, arrived, price, paid, number);
    }

    @SchemaFieldNumber("0")
    public abstract String getGuest();

    @SchemaFieldNumber("1")
    public abstract Instant getDate();

    @SchemaFieldNumber("2")
    public abstract @Nullable Instant getArrived();

    @SchemaFieldNumber("3")
    public abstract BigDecimal getPrice();

    @SchemaFieldNumber("4")
    public abstract boolean isPaid();

    @SchemaFieldNumber("5")
    public abstract long getNumber();
  }

  private static final TableDefinition<Night> NIGHT = TableDefinition.of(Night.class).day("date");

  @TempDir Path folder;
  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  @Test
  void readsTheChosenFilesOfSeveralBatches() throws IOException {
    List<DataFile> files =
        List.of(
            silver("b1", "1", row("a", 100)),
            silver("b2", "1", row("b", 250), row("a", -1)),
            silver("b2", "2"));
    silver("b3", "1", row("not chosen", 1));

    Columns origin = Columns.of(List.of(COLUMNS.get(0), Dataset.SOURCE_FILE, Dataset.SOURCE_LINE));
    PAssert.that(Rows.select(read(files, COLUMNS), origin.names()).unpack())
        .containsInAnyOrder(
            TestRows.row(origin, "a", "b1.csv", 1L),
            TestRows.row(origin, "b", "b2.csv", 1L),
            TestRows.row(origin, "a", "b2.csv", 2L));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void readsAGoldTableAsItsClass() throws IOException {
    Instant date = Instant.parse("2026-01-31");
    Instant arrived = Instant.parse("2026-01-31T17:45:01.123Z");
    Columns stored = NIGHT.columns();
    DataFile file =
        write(
            Layer.GOLD,
            "gold.parquet",
            stored,
            stored,
            List.of(
                into -> {
                  into.putString("Ann");
                  into.putLong(LocalDate.parse("2026-01-31").toEpochDay());
                  into.putLong(arrived.getMillis() * 1000);
                  into.putDecimal(new BigDecimal("99.900000000"));
                  into.putLong(1);
                  into.putLong(-7);
                },
                into -> {
                  into.putString("Bob");
                  into.putLong(LocalDate.parse("2026-01-31").toEpochDay());
                  into.putNull();
                  into.putDecimal(new BigDecimal("0.000000000"));
                  into.putLong(0);
                  into.putLong(0);
                }));

    PAssert.that(
            pipeline.apply("Read", ReadTable.of(folder.toString(), List.of(file), NIGHT)).unpack())
        .containsInAnyOrder(
            Night.of("Ann", date, arrived, new BigDecimal("99.900000000"), true, -7),
            Night.of("Bob", date, null, new BigDecimal("0.000000000"), false, 0));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void noFilesAreNoRows() {
    PAssert.that(read(List.of(), COLUMNS).unpack()).empty();
    pipeline.run().waitUntilFinish();
  }

  @Test
  void refusesAFileWhoseBytesAreOthers() throws IOException {
    DataFile file = silver("b1", "1", row("a", 100));
    Path path = folder.resolve(file.path());
    byte[] bytes = Files.readAllBytes(path);
    bytes[10] ^= 1;
    Files.write(path, bytes);

    assertThat(
        failure(file, COLUMNS),
        allOf(containsString(file.path()), containsString("is not the file that was committed")));
  }

  @Test
  void refusesAFileThatHoldsOtherRowsThanTheLogSays() throws IOException {
    DataFile file = silver("b1", "1", row("a", 100));

    assertThat(
        failure(file.withRows(2), COLUMNS),
        allOf(containsString(file.path()), containsString("it holds 1 rows, not 2")));
  }

  @Test
  void saysWhichFileIsNotThere() throws IOException {
    DataFile file = silver("b1", "1", row("a", 100));
    Files.delete(folder.resolve(file.path()));

    assertThat(
        failure(file, COLUMNS),
        allOf(containsString(file.path()), containsString("listed in the log and not there")));
  }

  @Test
  void saysWhichColumnAFileLacks() throws IOException {
    DataFile file = silver("b1", "1", row("a", 100));

    assertThat(
        failure(file, TestRows.columns("name", Type.STRING)),
        allOf(containsString(file.path()), containsString("it has no column name")));
  }

  private String failure(DataFile file, Columns columns) {
    read(List.of(file), columns);
    return assertThrows(PipelineExecutionException.class, () -> pipeline.run().waitUntilFinish())
        .getMessage();
  }

  private Rows<Row> read(List<DataFile> files, Columns columns) {
    return pipeline.apply("Read", ReadTable.of(folder.toString(), files, columns));
  }

  private static Put row(String id, long cents) {
    return into -> {
      into.putString(id);
      into.putLong(cents);
    };
  }

  /** A file of a batch, whose rows were read from a file named after the batch. */
  private DataFile silver(String batch, String part, Put... rows) throws IOException {
    return write(Layer.SILVER, batch + "-" + part, SILVER, COLUMNS, List.of(rows), batch + ".csv");
  }

  private DataFile write(Layer layer, String path, Columns columns, Columns encoded, List<Put> rows)
      throws IOException {
    return write(layer, path, columns, encoded, rows, "");
  }

  private DataFile write(
      Layer layer, String part, Columns columns, Columns encoded, List<Put> rows, String source)
      throws IOException {
    Lake lake = new Lake(folder.toString(), "run");
    try (LakeFile file = lake.create(layer, "stays", "b", part)) {
      ParquetRows parquet = ParquetRows.to(file.out(), columns, encoded, "b");
      RowEncoder encoder = new RowEncoder();
      RowCursor cursor = new RowCursor(encoded);
      for (int i = 0; i < rows.size(); i++) {
        encoder.begin(i + 1);
        rows.get(i).into(encoder);
        encoder.end();
        cursor.moveTo(encoder.bytes(), 0);
        parquet.write(cursor, source);
      }
      parquet.close();
      return file.finish(parquet.rows());
    }
  }
}
