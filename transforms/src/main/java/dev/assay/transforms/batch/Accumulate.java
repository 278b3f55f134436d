package dev.assay.transforms.batch;

import dev.assay.schemas.Dataset;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.rows.Block;
import dev.assay.transforms.rows.BucketHash;
import dev.assay.transforms.rows.KeyHashes;
import dev.assay.transforms.rows.KeyRows;
import dev.assay.transforms.rows.RowCursor;
import dev.assay.transforms.rows.RowType;
import dev.assay.transforms.rows.Rows;
import java.io.IOException;
import java.time.LocalDate;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Adds the rows of an incremental dataset to those of the batches before: one row a key over all of
 * them, and the partition of each day that changes written anew. What it costs follows the rows,
 * the days they touch and the index of the last days, and not how much there is.
 *
 * <p>Comes out: the rows of the days that changed ({@link WriteDays#ROWS}), all of each day, and
 * the facts ({@link WriteDays#FACTS}).
 */
final class Accumulate extends PTransform<PCollectionTuple, PCollectionTuple> {
  private final Deliveries deliveries;
  private final Past past;
  private final DayLayout layout;
  private final Buckets buckets;

  Accumulate(Deliveries deliveries, Past past, DayLayout layout, Buckets buckets) {
    this.deliveries = deliveries;
    this.past = past;
    this.layout = layout;
    this.buckets = buckets;
  }

  /** Takes what {@link ValidateRecords} makes of a delivery. */
  @Override
  public PCollectionTuple expand(PCollectionTuple read) {
    int keyBuckets = buckets.of(layout.dataset());
    DayBuckets groups = new DayBuckets(keyBuckets, deliveries.common().splits());
    PCollection<Arrivals> arrivals =
        read.get(ValidateRecords.ARRIVALS)
            .apply("Arrivals", Combine.globally(new Arrivals.Union()).withoutDefaults());
    PCollection<KV<Integer, Block>> arrived = read.get(ValidateRecords.arrived(layout.dataset()));
    PCollectionTuple settled =
        PCollectionList.of(arrived)
            .and(known(arrived, arrivals, keyBuckets))
            .apply("WithKnown", Flatten.pCollections())
            .apply("GroupKeys", GroupByKey.create())
            .apply("SettleKeys", settle(groups, arrivals));
    PCollection<Set<Long>> changed =
        settled.get(SettleKeys.DAYS).setCoder(DaySet.coder()).apply("Days", new DaySet());
    PCollection<KV<Integer, Block>> before =
        past.days(Layer.SILVER, layout.dataset().name(), layout.stored(), changed)
            .apply("ByDay", ParDo.of(new ByDayFn(layout, groups, keyBuckets)))
            .setCoder(keyed());
    PCollectionTuple written =
        PCollectionList.of(settled.get(SettleKeys.SETTLED).setCoder(keyed()))
            .and(before)
            .apply("WithBefore", Flatten.pCollections())
            .apply("GroupDays", GroupByKey.create())
            .apply(
                "WriteDays",
                ParDo.of(new WriteDays(deliveries, layout))
                    .withOutputTags(WriteDays.ROWS, TupleTagList.of(WriteDays.FACTS)));
    PCollection<Fact> facts =
        PCollectionList.of(settled.get(SettleKeys.FACTS).setCoder(Fact.coder()))
            .and(written.get(WriteDays.FACTS).setCoder(Fact.coder()))
            .apply("Facts", Flatten.pCollections());
    written.get(WriteDays.ROWS).setCoder(Block.coder());
    return PCollectionTuple.of(WriteDays.ROWS, written.get(WriteDays.ROWS))
        .and(WriteDays.FACTS, facts);
  }

  private ParDo.MultiOutput<KV<Integer, Iterable<Block>>, KV<Integer, Block>> settle(
      DayBuckets groups, PCollection<Arrivals> arrivals) {
    var view = arrivals.apply("FileTimes", View.asSingleton());
    return ParDo.of(new SettleKeys(deliveries, layout, groups, view))
        .withSideInputs(view)
        .withOutputTags(SettleKeys.SETTLED, TupleTagList.of(SettleKeys.DAYS).and(SettleKeys.FACTS));
  }

  /**
   * What the index says, on the days that the rows are of and on those around them, of keys that
   * came again. So it costs the reading of the index's keys, however many there are.
   */
  private PCollection<KV<Integer, Block>> known(
      PCollection<KV<Integer, Block>> arrived, PCollection<Arrivals> arrivals, int keyBuckets) {
    PCollectionView<KeyHashes> keys = arrived.apply("Keys", KeyHashes.gather(layout.key()));
    PCollection<Set<Long>> days =
        arrivals
            .apply("IndexDays", ParDo.of(new IndexDaysFn(deliveries, layout.dataset())))
            .setCoder(DaySet.coder());
    PCollection<Block> index = past.index(layout, keys, days);
    return Rows.ofBlocks(index, RowType.of(layout.index()), keyBuckets)
        .apply("Known", KeyRows.by(layout.dataset().key(), SettleKeys.KNOWN, keyBuckets));
  }

  private static KvCoder<Integer, Block> keyed() {
    return KvCoder.of(VarIntCoder.of(), Block.coder());
  }

  /**
   * Lists the days in whose index the keys of rows are looked for: those that are near enough to a
   * day that rows arrived of, before it and after. So it does not matter which of two came first.
   */
  private static final class IndexDaysFn extends DoFn<Arrivals, Set<Long>> {
    private final Deliveries deliveries;
    private final Dataset dataset;

    IndexDaysFn(Deliveries deliveries, Dataset dataset) {
      this.deliveries = deliveries;
      this.dataset = dataset;
    }

    @ProcessElement
    public void list(
        @Element Arrivals arrivals, BoundedWindow window, OutputReceiver<Set<Long>> out)
        throws IOException {
      Delivery delivery = deliveries.in(window);
      NavigableSet<LocalDate> there =
          delivery.history().rows(Layer.INDEX, dataset.name()).navigableKeySet();
      long reach = delivery.intake().indexDays() - 1L;
      Set<Long> days = new TreeSet<>();
      for (long arrived : arrivals.days(dataset.name())) {
        LocalDate day = LocalDate.ofEpochDay(arrived);
        there
            .subSet(day.minusDays(reach), true, day.plusDays(reach), true)
            .forEach(known -> days.add(known.toEpochDay()));
      }
      out.output(days);
    }
  }

  /** Sends the rows of partitions to the group that writes their day. */
  private static final class ByDayFn extends DoFn<Block, KV<Integer, Block>> {
    private final DayLayout layout;
    private final DayBuckets groups;
    private final int keyBuckets;

    ByDayFn(DayLayout layout, DayBuckets groups, int keyBuckets) {
      this.layout = layout;
      this.groups = groups;
      this.keyBuckets = keyBuckets;
    }

    @ProcessElement
    public void send(@Element Block block, OutputReceiver<KV<Integer, Block>> out) {
      RowCursor row = new RowCursor(layout.stored()).over(block);
      int partition = layout.partition(layout.stored());
      int keySize = layout.key().size();
      BucketHash hash = new BucketHash(keyBuckets);
      DatedRows rows =
          new DatedRows(layout, groups, (group, dated) -> out.output(KV.of(group, dated)));
      while (row.next()) {
        rows.stay(row, hash.bucketOf(row, keySize), block.file(), partition);
      }
      rows.flush();
    }
  }
}
