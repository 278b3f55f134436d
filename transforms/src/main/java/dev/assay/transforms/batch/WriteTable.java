package dev.assay.transforms.batch;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Table;
import dev.assay.transforms.rows.Block;
import dev.assay.transforms.rows.Bucket;
import dev.assay.transforms.rows.KeyRows;
import dev.assay.transforms.rows.RowCursor;
import dev.assay.transforms.rows.Rows;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes the rows of a gold table as Parquet, sorted by key; of a table that is cut by day a file
 * for each day, sorted by key in it. A null in a key, or two rows with one key, is a fault of the
 * computation and fails the bundle: SQL would merge such rows wrongly and silently.
 *
 * @param <T> class of a row
 */
final class WriteTable<T> extends PTransform<Rows<T>, PCollection<Fact>> {
  private final Deliveries deliveries;
  private final Table table;

  WriteTable(Deliveries deliveries, Table table) {
    this.deliveries = deliveries;
    this.table = table;
  }

  @Override
  public PCollection<Fact> expand(Rows<T> rows) {
    List<String> sortedBy = sortedBy();
    KeyRows<T> byKey = KeyRows.by(sortedBy, rows);
    return rows.apply("Key", table.incremental() ? byKey.spreadBy(1) : byKey)
        .apply("Group", GroupByKey.create())
        .apply(
            "Write",
            ParDo.of(
                new WriteFn(
                    deliveries, table, KeyRows.keyed(rows.columns(), sortedBy), sortedBy.size())))
        .setCoder(Fact.coder());
  }

  private List<String> sortedBy() {
    List<String> key = table.key().isEmpty() ? table.columns().names() : table.key();
    if (!table.incremental()) {
      return key;
    }
    Set<String> dayFirst = new LinkedHashSet<>(List.of(table.partitionBy()));
    dayFirst.addAll(key);
    return new ArrayList<>(dayFirst);
  }

  private static final class WriteFn extends DoFn<KV<Integer, Iterable<Block>>, Fact> {
    private final Deliveries deliveries;
    private final Table table;
    private final Columns columns;
    private final int sortedBy;

    WriteFn(Deliveries deliveries, Table table, Columns columns, int sortedBy) {
      this.deliveries = deliveries;
      this.table = table;
      this.columns = columns;
      this.sortedBy = sortedBy;
    }

    @ProcessElement
    public void write(
        @Element KV<Integer, Iterable<Block>> bucket,
        BoundedWindow window,
        OutputReceiver<Fact> out)
        throws IOException {
      Delivery delivery = deliveries.in(window);
      String part = String.format("bucket-%05d.parquet", bucket.getKey());
      Bucket rows =
          Bucket.of(columns.select(columns.names().subList(0, sortedBy)), bucket.getValue());
      RowCursor row = new RowCursor(columns);
      for (int from = 0; from < rows.size(); ) {
        int to = table.incremental() ? endOfDay(rows, from, row) : rows.size();
        try (GoldFile file = open(delivery, rows, from, row, part)) {
          write(rows, from, to, row, file);
          out.output(new Fact.FileWritten(file.finish(), Map.of(), null));
        }
        from = to;
      }
    }

    private GoldFile open(Delivery delivery, Bucket rows, int from, RowCursor row, String part)
        throws IOException {
      if (!table.incremental()) {
        return GoldFile.of(delivery, table, columns, null, part);
      }
      return GoldFile.of(delivery, table, columns, day(rows, from, row), part);
    }

    private int endOfDay(Bucket rows, int from, RowCursor row) {
      LocalDate day = day(rows, from, row);
      int to = from + 1;
      while (to < rows.size() && day(rows, to, row).equals(day)) {
        to++;
      }
      return to;
    }

    private LocalDate day(Bucket rows, int index, RowCursor row) {
      rows.show(index, row);
      if (row.isNull(0)) {
        throw new IllegalStateException(
            table.name() + " was computed with a row whose " + table.partitionBy() + " is null");
      }
      return LocalDate.ofEpochDay(DayLayout.day(row, 0));
    }

    private void write(Bucket rows, int from, int to, RowCursor row, GoldFile file)
        throws IOException {
      for (int i = from; i < to; i++) {
        rows.show(i, row);
        if (!table.key().isEmpty()) {
          checkKey(rows, i, row);
        }
        file.write(row);
      }
    }

    private void checkKey(Bucket rows, int index, RowCursor row) {
      for (int i = 0; i < sortedBy; i++) {
        if (row.isNull(i)) {
          throw new IllegalStateException(
              table.name()
                  + " was computed with a row whose "
                  + columns.get(i).name()
                  + " is null");
        }
      }
      if (rows.endOfKey(index) > index + 1) {
        throw new IllegalStateException(table.name() + " was computed with two rows for one key");
      }
    }
  }
}
