package dev.assay.transforms.rows;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Ranks all rows by an order: each gets its number, from 1, as SQL's ROW_NUMBER over the whole
 * table, and the number of all rows.
 *
 * <pre>{@code
 * customers.apply(
 *     "RankByMonetary",
 *     RankRows.by(Order.ascending("monetary"), Order.ascending("customer_id"))
 *         .as("monetary_rank", "customers"));
 * }</pre>
 *
 * <p>The order must leave no choice: its last columns are a key of the rows. Two rows that are
 * equal in all of its columns fail the pipeline, since their ranks would be a matter of luck. The
 * columns of the result are those of the input, then the rank and the number of rows. Bounded
 * input, ranked per window; what is unattributed is carried on.
 *
 * <p><b>Size.</b> The rows are never in one place. A sample of the ordered columns, a few thousand
 * rows of them, cuts the order into ranges; each range is counted, then sorted and numbered by
 * itself. Ranges begin and end between whole keys, so many rows with one value in the first column
 * are spread like others. A range has about 8 MB of encoded rows, however many buckets the rows
 * have, and a small table is one range. Ranks do not depend on where ranges begin.
 */
public final class RankRows extends PTransform<Rows<?>, Rows<Row>> {
  private static final long RANGE_BYTES = 8 << 20;
  private static final TypeDescriptor<RangeCounts> COUNTS = TypeDescriptor.of(RangeCounts.class);

  /** How the rows of a range begin; the key is compared as text is. */
  private static final Columns KEY = Columns.of(List.of(new Column("key", Type.STRING, false, "")));

  private final List<Order> order;
  private final String rank;
  private final String rows;
  private final long rangeBytes;

  private RankRows(List<Order> order, String rank, String rows, long rangeBytes) {
    this.order = order;
    this.rank = rank;
    this.rows = rows;
    this.rangeBytes = rangeBytes;
  }

  /** By these columns, the first one first; the result's columns are {@code rank, row_count}. */
  public static RankRows by(Order... order) {
    if (order.length == 0) {
      throw new IllegalArgumentException("an order needs a column");
    }
    return new RankRows(List.of(order), "rank", "row_count", RANGE_BYTES);
  }

  /** Names the column of the rank and that of the number of all rows. */
  public RankRows as(String newRank, String newRows) {
    return new RankRows(order, newRank, newRows, rangeBytes);
  }

  RankRows withRangeBytes(long newRangeBytes) {
    return new RankRows(order, rank, rows, newRangeBytes);
  }

  @Override
  public Rows<Row> expand(Rows<?> input) {
    Ordering ordering = Ordering.of(input, order);
    CutRanges cut = CutRanges.ofBytes(rangeBytes, ordering, input.buckets());
    PCollectionView<Ranges> ranges =
        input.blocks().apply("CutRanges", Combine.globally(cut).asSingletonView());
    PCollection<KV<Integer, Block>> spread =
        input
            .blocks()
            .apply("Spread", ParDo.of(new SpreadFn(ordering, ranges)).withSideInputs(ranges))
            .setCoder(KvCoder.of(VarIntCoder.of(), Block.coder()));
    PCollectionView<RangeCounts> counts =
        spread
            .apply("CountBlocks", MapElements.into(COUNTS).via(RankRows::count))
            .setCoder(RangeCounts.coder())
            .apply("SumCounts", Combine.globally(new RangeCounts.SumCounts()).asSingletonView());
    PCollection<Block> numbered =
        spread
            .apply("Group", GroupByKey.create())
            .apply("Number", ParDo.of(new NumberFn(order, counts)).withSideInputs(counts))
            .setCoder(Block.coder());
    Rows<Row> ranked = Rows.ofBlocks(numbered, RowType.of(ranked(input)), input.buckets());
    return input.hasUnattributed() ? ranked.withUnattributed(input.unattributed()) : ranked;
  }

  private static RangeCounts count(KV<Integer, Block> block) {
    return new RangeCounts().add(block.getKey(), block.getValue().count());
  }

  private Columns ranked(Rows<?> input) {
    String by = String.join(", ", order.stream().map(Order::toString).toList());
    return input
        .columns()
        .plus(
            new Column(rank, Type.INTEGER, false, "From 1, by " + by),
            new Column(rows, Type.INTEGER, false, "How many rows are ranked"));
  }

  /** Gives each row its key, and its range. */
  private static final class SpreadFn extends DoFn<Block, KV<Integer, Block>> {
    private final Ordering ordering;
    private final PCollectionView<Ranges> ranges;
    private transient Map<BoundedWindow, BucketBlocks> unfinished;
    private transient List<KV<Integer, Block>> full;

    SpreadFn(Ordering ordering, PCollectionView<Ranges> ranges) {
      this.ordering = ordering;
      this.ranges = ranges;
    }

    @StartBundle
    public void start() {
      unfinished = new HashMap<>();
      full = new ArrayList<>();
    }

    @ProcessElement
    public void spread(
        @Element Block block,
        BoundedWindow window,
        ProcessContext context,
        OutputReceiver<KV<Integer, Block>> out) {
      Ranges cut = context.sideInput(ranges);
      BucketBlocks blocks =
          unfinished.computeIfAbsent(
              window, w -> new BucketBlocks(cut.size(), 0, (r, rows) -> full.add(KV.of(r, rows))));
      OrderKey key = ordering.newKey();
      Projection projection = Projection.of(ordering.stored(), ordering.columns());
      RowCursor row = new RowCursor(ordering.stored()).over(block);
      while (row.next()) {
        key.encode(row, block.file());
        blocks.add(cut.of(key), projection.project(key, row, block.file()), "");
      }
      full.forEach(out::output);
      full.clear();
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      unfinished.forEach(
          (window, blocks) -> {
            blocks.flush("");
            full.forEach(rows -> context.output(rows, window.maxTimestamp(), window));
            full.clear();
          });
    }
  }

  /** Sorts a range and numbers its rows, behind those of all ranges before it. */
  private static final class NumberFn extends DoFn<KV<Integer, Iterable<Block>>, Block> {
    private final List<Order> order;
    private final PCollectionView<RangeCounts> counts;

    NumberFn(List<Order> order, PCollectionView<RangeCounts> counts) {
      this.order = order;
      this.counts = counts;
    }

    @ProcessElement
    public void number(
        @Element KV<Integer, Iterable<Block>> range,
        ProcessContext context,
        OutputReceiver<Block> out) {
      RangeCounts counted = context.sideInput(counts);
      long before = counted.before(range.getKey());
      long total = counted.total();
      Bucket sorted = Bucket.of(KEY, range.getValue());
      RowCursor row = new RowCursor(KEY);
      RowEncoder encoder = new RowEncoder();
      BlockBuilder builder = new BlockBuilder();
      for (int i = 0; i < sorted.size(); i++) {
        requireOneRow(sorted, i);
        sorted.show(i, row);
        encoder.begin(row.line());
        encoder.putFields(row.bytes(), row.columnsEnd(), row.rowEnd());
        encoder.putLong(before + i + 1);
        encoder.putLong(total);
        encoder.end();
        builder.append(encoder);
        if (builder.isFull()) {
          out.output(builder.build(""));
        }
      }
      if (!builder.isEmpty()) {
        out.output(builder.build(""));
      }
    }

    /** Rows with one key are always in one range. */
    private void requireOneRow(Bucket sorted, int index) {
      if (sorted.endOfKey(index) > index + 1) {
        throw new IllegalStateException(
            "rows cannot be ranked by "
                + order.stream().map(Order::column).toList()
                + ": two are equal in all of these; add columns to the order that tell them apart");
      }
    }
  }
}
