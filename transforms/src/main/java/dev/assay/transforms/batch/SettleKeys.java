package dev.assay.transforms.batch;

import dev.assay.transforms.rows.Block;
import dev.assay.transforms.rows.Bucket;
import dev.assay.transforms.rows.RowCursor;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Decides for the keys of a bucket which row stays, among those that arrived and the one that an
 * earlier batch kept, by what they hold ({@link Versions}). Rows that stay go to the partition of
 * their day. Those that give way are listed, and so is a row of an earlier batch that does.
 */
final class SettleKeys extends DoFn<KV<Integer, Iterable<Block>>, KV<Integer, Block>> {
  /** Rows of the index, among those that are grouped. */
  static final int KNOWN = 0;

  /** Rows that arrived, among those that are grouped. */
  static final int ARRIVED = 1;

  static final TupleTag<KV<Integer, Block>> SETTLED = new TupleTag<>("settled");
  static final TupleTag<Set<Long>> DAYS = new TupleTag<>("days");
  static final TupleTag<Fact> FACTS = new TupleTag<>("facts");

  private final Deliveries deliveries;
  private final DayLayout layout;
  private final DayBuckets buckets;
  private final PCollectionView<Arrivals> arrivals;

  SettleKeys(
      Deliveries deliveries,
      DayLayout layout,
      DayBuckets buckets,
      PCollectionView<Arrivals> arrivals) {
    this.deliveries = deliveries;
    this.layout = layout;
    this.buckets = buckets;
    this.arrivals = arrivals;
  }

  @ProcessElement
  public void settle(
      @Element KV<Integer, Iterable<Block>> bucket,
      ProcessContext context,
      BoundedWindow window,
      MultiOutputReceiver out)
      throws IOException {
    Delivery delivery = deliveries.in(window);
    Map<String, Long> fileTimes = context.sideInput(arrivals).fileTimes();
    String part =
        String.format(
            "settled-%05d-of-%05d.jsonl", bucket.getKey(), deliveries.buckets(layout.dataset()));
    Bucket rows = Bucket.of(layout.key(), bucket.getValue());
    try (Losers losers = new Losers(delivery, layout.dataset(), part)) {
      DatedRows settled =
          new DatedRows(
              layout, buckets, (group, block) -> out.get(SETTLED).output(KV.of(group, block)));
      out.get(DAYS)
          .output(settle(rows, bucket.getKey(), delivery.batch(), fileTimes, losers, settled));
      settled.flush();
      losers.finish().forEach(out.get(FACTS)::output);
    }
  }

  /** Returns the days whose partitions change. */
  private Set<Long> settle(
      Bucket rows,
      int keyBucket,
      String batch,
      Map<String, Long> fileTimes,
      Losers losers,
      DatedRows settled)
      throws IOException {
    Set<Long> days = new TreeSet<>();
    Versions versions = new Versions(layout, fileTimes);
    RowCursor row = new RowCursor(layout.arrived());
    RowCursor known = new RowCursor(layout.index());
    int partition = layout.partition(layout.arrived());
    for (int from = 0; from < rows.size(); ) {
      int to = rows.endOfKey(from);
      int kept = to == from + 1 ? from : versions.choose(rows, from, to);
      if (to > from + 1) {
        losers.list(rows, from, to, kept, versions);
      }
      if (rows.input(kept) == ARRIVED) {
        rows.show(kept, row);
        String file = rows.file(kept);
        days.add(settled.come(row, keyBucket, file, fileTimes.get(file), batch, partition));
        for (int i = from; i < to && rows.input(i) == KNOWN; i++) {
          rows.show(i, known);
          days.add(settled.go(known, keyBucket));
        }
      }
      from = to;
    }
    return days;
  }
}
