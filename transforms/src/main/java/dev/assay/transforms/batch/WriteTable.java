package dev.assay.transforms.batch;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Table;
import dev.assay.transforms.lake.LakeFile;
import dev.assay.transforms.lake.ParquetFacts;
import dev.assay.transforms.lake.ParquetRows;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.rows.Block;
import dev.assay.transforms.rows.Bucket;
import dev.assay.transforms.rows.KeyRows;
import dev.assay.transforms.rows.RowCursor;
import dev.assay.transforms.rows.Rows;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes the rows of a gold table as Parquet, sorted by key. A null in a key, or two rows with one
 * key, is a fault of the computation and fails the bundle: SQL would merge such rows wrongly and
 * silently.
 *
 * @param <T> class of a row
 */
final class WriteTable<T> extends PTransform<Rows<T>, PCollection<Fact>> {
  private final Delivery delivery;
  private final Table table;

  WriteTable(Delivery delivery, Table table) {
    this.delivery = delivery;
    this.table = table;
  }

  @Override
  public PCollection<Fact> expand(Rows<T> rows) {
    List<String> key = table.key().isEmpty() ? table.columns().names() : table.key();
    return rows.apply("Key", KeyRows.by(key, rows))
        .apply("Group", GroupByKey.create())
        .apply(
            "Write",
            ParDo.of(new WriteFn(delivery, table, KeyRows.keyed(rows.columns(), key), key.size())))
        .setCoder(Fact.coder());
  }

  private static final class WriteFn extends DoFn<KV<Integer, Iterable<Block>>, Fact> {
    private final Delivery delivery;
    private final Table table;
    private final Columns columns;
    private final int keySize;

    WriteFn(Delivery delivery, Table table, Columns columns, int keySize) {
      this.delivery = delivery;
      this.table = table;
      this.columns = columns;
      this.keySize = keySize;
    }

    @ProcessElement
    public void write(@Element KV<Integer, Iterable<Block>> bucket, OutputReceiver<Fact> out)
        throws IOException {
      Bucket rows =
          Bucket.of(columns.select(columns.names().subList(0, keySize)), bucket.getValue());
      String part = String.format("bucket-%05d.parquet", bucket.getKey());
      try (LakeFile file = delivery.create(DataFile.Layer.GOLD, table.name(), part)) {
        out.output(readBack(file.finish(write(rows, file))));
      }
    }

    private long write(Bucket rows, LakeFile file) throws IOException {
      RowCursor row = new RowCursor(columns);
      try (ParquetRows parquet =
          ParquetRows.to(file.out(), table.columns(), columns, delivery.batch())) {
        for (int i = 0; i < rows.size(); i++) {
          rows.show(i, row);
          if (!table.key().isEmpty()) {
            checkKey(rows, i, row);
          }
          parquet.write(row, "");
        }
        return parquet.rows();
      }
    }

    private void checkKey(Bucket rows, int index, RowCursor row) {
      for (int i = 0; i < keySize; i++) {
        if (row.isNull(i)) {
          throw new IllegalStateException(
              table.name() + " was computed with a row whose " + table.key().get(i) + " is null");
        }
      }
      if (rows.endOfKey(index) > index + 1) {
        throw new IllegalStateException(table.name() + " was computed with two rows for one key");
      }
    }

    private Fact readBack(DataFile file) throws IOException {
      try (ParquetFacts parquet = ParquetFacts.of(delivery.lake().resource(file.path()))) {
        return new Fact.FileWritten(file.withRows(parquet.rows()), Map.of(), null);
      }
    }
  }
}
