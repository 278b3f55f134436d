package dev.assay.transforms.validate;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.transforms.rows.Block;
import dev.assay.transforms.rows.Bucket;
import dev.assay.transforms.rows.KeyRows;
import dev.assay.transforms.rows.RowType;
import dev.assay.transforms.rows.Rows;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Keeps one row of each key, chosen by what the rows hold and not by which came first (see {@link
 * KeepOneRow}). The others come out as duplicates, whole; none is lost. Bounded, or one choice a
 * pane. Takes rows as {@link Validate} makes them.
 */
public final class KeepOneRowPerKey extends PTransform<PCollection<Row>, PCollectionTuple> {
  /** One row a key. */
  public static final TupleTag<Row> KEPT = new TupleTag<>("kept");

  /** The rows that gave way. */
  public static final TupleTag<Row> DUPLICATES = new TupleTag<>("duplicates");

  private final Dataset dataset;

  private KeepOneRowPerKey(Dataset dataset) {
    this.dataset = dataset;
  }

  /** By the key of a dataset, which must have one. */
  public static KeepOneRowPerKey of(Dataset dataset) {
    if (dataset.key().isEmpty()) {
      throw new IllegalArgumentException(dataset.name() + " has no key");
    }
    return new KeepOneRowPerKey(dataset);
  }

  @Override
  public PCollectionTuple expand(PCollection<Row> plain) {
    Columns columns = Validate.columns(dataset);
    Rows<Row> rows = Rows.of(columns, plain);
    PCollectionTuple kept =
        rows.apply("Key", KeyRows.by(dataset.key(), rows))
            .apply("Group", GroupByKey.create())
            .apply(
                "Keep",
                ParDo.of(new KeepFn(dataset, columns))
                    .withOutputTags(KEPT, TupleTagList.of(DUPLICATES)));
    kept.get(KEPT).setRowSchema(columns.toSchema());
    kept.get(DUPLICATES).setRowSchema(columns.toSchema());
    return kept;
  }

  private static final class KeepFn extends DoFn<KV<Integer, Iterable<Block>>, Row> {
    private final Dataset dataset;
    private final Columns columns;

    KeepFn(Dataset dataset, Columns columns) {
      this.dataset = dataset;
      this.columns = columns;
    }

    @ProcessElement
    public void keep(@Element KV<Integer, Iterable<Block>> bucket, MultiOutputReceiver out) {
      Columns keyed = KeyRows.keyed(columns, dataset.key());
      Bucket rows = Bucket.of(keyed.select(dataset.key()), bucket.getValue());
      KeepOneRow keep = new KeepOneRow(dataset, keyed);
      RowType.Decoder<Row> decoder = RowType.of(columns).decoder(keyed);
      for (int from = 0; from < rows.size(); ) {
        int to = rows.endOfKey(from);
        int kept = keep.choose(rows, from, to);
        for (int i = from; i < to; i++) {
          rows.show(i, decoder.cursor());
          out.get(i == kept ? KEPT : DUPLICATES).output(decoder.decode());
        }
        from = to;
      }
    }
  }
}
