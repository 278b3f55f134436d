package dev.assay.transforms.validate;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.transforms.rows.Block;
import dev.assay.transforms.rows.BlockBuilder;
import dev.assay.transforms.rows.Bucket;
import dev.assay.transforms.rows.KeyRows;
import dev.assay.transforms.rows.RowCursor;
import dev.assay.transforms.rows.RowType;
import dev.assay.transforms.rows.Rows;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.Row;

/**
 * Finds the rows whose key another row has, all rows of such a key: the key's columns of each, and
 * the file and line it was read from. What holds one row a key has none.
 */
public final class FindRepeatedKeys extends PTransform<Rows<Row>, Rows<Row>> {
  private final List<String> key;

  private FindRepeatedKeys(List<String> key) {
    this.key = key;
  }

  /** By the key of a dataset. */
  public static FindRepeatedKeys of(Dataset dataset) {
    return new FindRepeatedKeys(dataset.key());
  }

  @Override
  public Rows<Row> expand(Rows<Row> rows) {
    List<String> names = new ArrayList<>(key);
    names.addAll(List.of(Dataset.SOURCE_FILE.name(), Dataset.SOURCE_LINE.name()));
    Rows<Row> narrow = Rows.select(rows, names);
    Columns keyed = KeyRows.keyed(narrow.columns(), key);
    return Rows.ofBlocks(
        narrow
            .apply("Key", KeyRows.by(key, narrow))
            .apply("Group", GroupByKey.create())
            .apply("Find", ParDo.of(new FindFn(keyed, key.size())))
            .setCoder(Block.coder()),
        RowType.of(keyed),
        rows.buckets());
  }

  private static final class FindFn extends DoFn<KV<Integer, Iterable<Block>>, Block> {
    private final Columns columns;
    private final int keySize;

    FindFn(Columns columns, int keySize) {
      this.columns = columns;
      this.keySize = keySize;
    }

    @ProcessElement
    public void find(@Element KV<Integer, Iterable<Block>> bucket, OutputReceiver<Block> out) {
      Bucket rows =
          Bucket.of(columns.select(columns.names().subList(0, keySize)), bucket.getValue());
      RowCursor row = new RowCursor(columns);
      BlockBuilder repeated = new BlockBuilder();
      for (int from = 0; from < rows.size(); ) {
        int to = rows.endOfKey(from);
        for (int i = from; to > from + 1 && i < to; i++) {
          rows.show(i, row);
          repeated.append(row.bytes(), row.rowStart(), row.rowEnd());
        }
        from = to;
      }
      if (!repeated.isEmpty()) {
        out.output(repeated.build(""));
      }
    }
  }
}
