package dev.assay.transforms.lake;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.Measure;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.statistics.IntStatistics;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/** What a Parquet file really holds: read back from it, for the books. */
public final class ParquetFacts implements AutoCloseable {
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private final ParquetFileReader reader;

  private ParquetFacts(ParquetFileReader reader) {
    this.reader = reader;
  }

  public static ParquetFacts of(ResourceId file) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    return new ParquetFacts(ParquetFileReader.open(new ParquetInput(file), options));
  }

  /** Rows, by the footer. */
  public long rows() {
    return reader.getRecordCount();
  }

  /** Rows for each file they were read from, by the column that says so. */
  public Map<String, Long> rowsBySource() throws IOException {
    RunCounter counter = new RunCounter();
    forEachValue(Dataset.SOURCE_FILE.name(), value -> counter.add(value.getBinary()));
    return counter.counts();
  }

  /**
   * The exact amount that the file's rows come to.
   *
   * @throws IllegalArgumentException if a factor is no number, or a condition's column no text
   */
  public BigDecimal total(Measure measure) throws IOException {
    if (measure.equals(Measure.rows())) {
      return BigDecimal.valueOf(rows());
    }
    MeasuredRows rows = new MeasuredRows(measure, reader.getFileMetaData().getSchema());
    forEachRow(rows.columns(), rows::add);
    return rows.total();
  }

  /** The latest day of a date or timestamp column, by the footer. */
  public Optional<LocalDate> latest(String column) {
    return reader.getRowGroups().stream()
        .flatMap(group -> latest(chunk(group, column)).stream())
        .max(LocalDate::compareTo);
  }

  private static Optional<LocalDate> latest(ColumnChunkMetaData chunk) {
    Statistics<?> statistics = chunk.getStatistics();
    return statistics.hasNonNullValue() ? Optional.of(day(statistics)) : Optional.empty();
  }

  private static LocalDate day(Statistics<?> statistics) {
    return statistics instanceof LongStatistics micros
        ? LocalDate.ofEpochDay(Math.floorDiv(micros.getMax(), MICROS_PER_DAY))
        : LocalDate.ofEpochDay(((IntStatistics) statistics).getMax());
  }

  private static ColumnChunkMetaData chunk(BlockMetaData group, String column) {
    return group.getColumns().stream()
        .filter(chunk -> chunk.getPath().toDotString().equals(column))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no column " + column));
  }

  private void forEachValue(String column, Consumer<ColumnReader> consumer) throws IOException {
    forEachRow(
        List.of(column),
        row -> {
          ColumnReader value = row.get(0);
          if (isDefined(value)) {
            consumer.accept(value);
          }
        });
  }

  static boolean isDefined(ColumnReader value) {
    return value.getCurrentDefinitionLevel() == value.getDescriptor().getMaxDefinitionLevel();
  }

  /** Goes on to the next value. One that nobody looked at has to be skipped, or it comes again. */
  private static void next(ColumnReader value) {
    if (isDefined(value)) {
      value.skip();
    }
    value.consume();
  }

  /** Shows the values of some columns, row by row, in the order the columns are asked for. */
  private void forEachRow(List<String> columns, Consumer<List<ColumnReader>> consumer)
      throws IOException {
    MessageType schema = reader.getFileMetaData().getSchema();
    MessageType wanted =
        new MessageType(schema.getName(), columns.stream().map(schema::getType).toList());
    reader.setRequestedSchema(wanted);
    for (int group = 0; group < reader.getRowGroups().size(); group++) {
      PageReadStore pages = reader.readRowGroup(group);
      ColumnReadStoreImpl store =
          new ColumnReadStoreImpl(
              pages,
              new DummyRecordConverter(wanted).getRootConverter(),
              wanted,
              reader.getFileMetaData().getCreatedBy());
      List<ColumnReader> row = wanted.getColumns().stream().map(store::getColumnReader).toList();
      for (long i = 0; i < pages.getRowCount(); i++) {
        consumer.accept(row);
        row.forEach(ParquetFacts::next);
      }
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /** Counts values that come in runs: a dictionary gives the same object for the same value. */
  private static final class RunCounter {
    private final Map<String, Long> counts = new HashMap<>();
    private Binary current = Binary.EMPTY;
    private long run;

    void add(Binary value) {
      if (value != current) {
        endRun();
        current = value;
      }
      run++;
    }

    private void endRun() {
      if (run > 0) {
        counts.merge(current.toStringUsingUTF8(), run, Long::sum);
        run = 0;
      }
    }

    Map<String, Long> counts() {
      endRun();
      return counts;
    }
  }
}
