package dev.assay.transforms.lake;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.Measure;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.statistics.IntStatistics;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
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
    return new ParquetFacts(ParquetColumns.open(file));
  }

  /** Rows, by the footer. */
  public long rows() {
    return reader.getRecordCount();
  }

  /** Rows for each file they were read from, by the column that says so. */
  public Map<String, Long> rowsBySource() throws IOException {
    RunCounter counter = new RunCounter();
    ParquetColumns.forEachRow(
        reader, List.of(Dataset.SOURCE_FILE.name()), row -> counter.add(row.get(0).getBinary()));
    return counter.counts();
  }

  /** The same of the rows that came with one batch: others may stand in the file with them. */
  public Map<String, Long> rowsBySource(String batch) throws IOException {
    Binary wanted = Binary.fromString(batch);
    RunCounter counter = new RunCounter();
    ParquetColumns.forEachRow(
        reader,
        List.of(Dataset.SOURCE_FILE.name(), Dataset.BATCH.name()),
        row -> {
          if (row.get(1).getBinary().equals(wanted)) {
            counter.add(row.get(0).getBinary());
          } else {
            row.get(0).skip();
          }
        });
    return counter.counts();
  }

  /**
   * The exact amount that the file's rows come to.
   *
   * @throws IllegalArgumentException if a factor is no number, or a condition's column no text
   */
  public BigDecimal total(Measure measure) throws IOException {
    return totals(List.of(measure)).get(measure);
  }

  /**
   * The same of several measures: the file is read once, and once more for each list that some are
   * about.
   */
  public Map<Measure, BigDecimal> totals(List<Measure> measures) throws IOException {
    Map<Measure, BigDecimal> totals = new LinkedHashMap<>();
    Map<String, List<Measure>> byList = new LinkedHashMap<>();
    for (Measure measure : measures) {
      if (measure.equals(Measure.rows())) {
        totals.put(measure, BigDecimal.valueOf(rows()));
      } else {
        byList.computeIfAbsent(measure.list(), list -> new ArrayList<>()).add(measure);
      }
    }
    for (Map.Entry<String, List<Measure>> entry : byList.entrySet()) {
      add(entry.getKey(), entry.getValue().stream().distinct().toList(), totals);
    }
    return totals;
  }

  private void add(String list, List<Measure> measures, Map<Measure, BigDecimal> totals)
      throws IOException {
    List<String> columns = measures.stream().flatMap(Measure::columns).distinct().toList();
    MessageType schema = ParquetColumns.schema(reader);
    List<MeasuredRows> sums =
        measures.stream().map(measure -> new MeasuredRows(measure, columns, schema)).toList();
    Consumer<List<ColumnReader>> adder = values -> sums.forEach(sum -> sum.add(values));
    if (list.isEmpty()) {
      ParquetColumns.forEachRow(reader, columns, adder);
    } else {
      List<String> members =
          columns.stream().map(column -> column.substring(list.length() + 1)).toList();
      ParquetColumns.forEachElement(reader, list, members, adder);
    }
    for (int i = 0; i < sums.size(); i++) {
      totals.put(measures.get(i), sums.get(i).total());
    }
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
