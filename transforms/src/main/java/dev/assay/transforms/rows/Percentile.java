package dev.assay.transforms.rows;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.BigDecimalCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.MapCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * A percentile of a column over all rows, as SQL's PERCENTILE_CONT: with n values, sorted and
 * counted from 0, it is the value at position p × (n − 1), or, between two values, the point that
 * divides them likewise.
 *
 * <pre>{@code
 * PCollectionView<BigDecimal> p90 =
 *     spends.apply("Percentile90", Percentile.of("total_spend", new BigDecimal("0.9")));
 * PerRow.of(spends).with(p90).compute(…);
 * }</pre>
 *
 * <p>The result is exact, and has as many decimals as the column and p together, or fewer: compare
 * it with {@code compareTo}. Nulls are left out; the value of the view is null if nothing is left.
 * Bounded input, one percentile per window.
 *
 * <p><b>Size.</b> No row moves. A sample of the values cuts them into some thousand ranges, each
 * range is counted, and only the distinct values of the one or two ranges around the position are
 * brought together.
 */
public final class Percentile extends PTransform<Rows<?>, PCollectionView<BigDecimal>> {
  private final String column;
  private final BigDecimal p;

  private Percentile(String column, BigDecimal p) {
    this.column = column;
    this.p = p;
  }

  /**
   * Of a column of whole numbers or decimals.
   *
   * @param p from 0, the least value, over 0.5, the median, to 1, the greatest
   */
  public static Percentile of(String column, BigDecimal p) {
    if (p.signum() < 0 || p.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(p + " is not from 0 to 1");
    }
    return new Percentile(column, p);
  }

  @Override
  public PCollectionView<BigDecimal> expand(Rows<?> rows) {
    requireNumbers(rows);
    List<Order> order = List.of(Order.ascending(column));
    PCollectionView<Ranges> ranges =
        rows.blocks()
            .apply("CutRanges", Combine.globally(CutRanges.finest(rows, order)).asSingletonView());
    PCollectionView<RangeCounts> counts =
        rows.blocks()
            .apply("Count", ParDo.of(new CountFn(rows, order, ranges)).withSideInputs(ranges))
            .setCoder(RangeCounts.coder())
            .apply("SumCounts", Combine.globally(new RangeCounts.SumCounts()).asSingletonView());
    return rows.blocks()
        .apply(
            "FindNear",
            ParDo.of(new FindNearFn(rows, order, p, ranges, counts)).withSideInputs(ranges, counts))
        .setCoder(KvCoder.of(BigDecimalCoder.of(), VarLongCoder.of()))
        .apply("Gather", Combine.globally(new ValueCounts()).withoutDefaults())
        .apply("Interpolate", ParDo.of(new InterpolateFn(p, counts)).withSideInputs(counts))
        .setCoder(NullableCoder.of(BigDecimalCoder.of()))
        .apply("View", View.<BigDecimal>asSingleton().withDefaultValue(null));
  }

  private void requireNumbers(Rows<?> rows) {
    Type type = rows.columns().get(rows.columns().indexOf(column)).type();
    if (type.kind() != Type.Kind.INTEGER && type.kind() != Type.Kind.DECIMAL) {
      throw new IllegalArgumentException(
          column + " is " + type + ": only numbers have a percentile");
    }
  }

  /** Where the percentile is among n values: the index below it, and how far it is to the next. */
  record Position(long below, BigDecimal fraction) {
    static Position of(BigDecimal p, long n) {
      BigDecimal[] parts = p.multiply(BigDecimal.valueOf(n - 1)).divideAndRemainder(BigDecimal.ONE);
      return new Position(parts[0].longValueExact(), parts[1]);
    }

    /** Index of the value at or above it. */
    long above() {
      return fraction.signum() == 0 ? below : below + 1;
    }

    /** Between the values of some next to it; {@code before} values are less than all of these. */
    BigDecimal among(NavigableMap<BigDecimal, Long> near, long before) {
      BigDecimal low = at(near, below - before);
      return low.add(fraction.multiply(at(near, above() - before).subtract(low)));
    }
  }

  private static BigDecimal at(NavigableMap<BigDecimal, Long> sorted, long index) {
    long end = 0;
    for (var value : sorted.entrySet()) {
      end += value.getValue();
      if (index < end) {
        return value.getKey();
      }
    }
    throw new IndexOutOfBoundsException(index);
  }

  /** Counts the values of a block by range. */
  private static final class CountFn extends DoFn<Block, RangeCounts> {
    private final Columns stored;
    private final Columns columns;
    private final List<Order> order;
    private final PCollectionView<Ranges> ranges;

    CountFn(Rows<?> rows, List<Order> order, PCollectionView<Ranges> ranges) {
      this.stored = rows.stored();
      this.columns = rows.columns();
      this.order = order;
      this.ranges = ranges;
    }

    @ProcessElement
    public void count(
        @Element Block block, ProcessContext context, OutputReceiver<RangeCounts> out) {
      Ranges cut = context.sideInput(ranges);
      RangeCounts counts = new RangeCounts();
      OrderKey key = OrderKey.of(stored, columns, order);
      RowCursor row = new RowCursor(stored).over(block);
      while (row.next()) {
        key.encode(row, block.file());
        if (!key.fields().isNull(0)) {
          counts.add(cut.of(key), 1);
        }
      }
      out.output(counts);
    }
  }

  /** The values of a block, each once with its count, in the ranges on both sides of a position. */
  private static final class FindNearFn extends DoFn<Block, KV<BigDecimal, Long>> {
    private final Columns stored;
    private final Columns columns;
    private final List<Order> order;
    private final BigDecimal p;
    private final PCollectionView<Ranges> ranges;
    private final PCollectionView<RangeCounts> counts;

    FindNearFn(
        Rows<?> rows,
        List<Order> order,
        BigDecimal p,
        PCollectionView<Ranges> ranges,
        PCollectionView<RangeCounts> counts) {
      this.stored = rows.stored();
      this.columns = rows.columns();
      this.order = order;
      this.p = p;
      this.ranges = ranges;
      this.counts = counts;
    }

    @ProcessElement
    public void find(
        @Element Block block, ProcessContext context, OutputReceiver<KV<BigDecimal, Long>> out) {
      Ranges cut = context.sideInput(ranges);
      RangeCounts counted = context.sideInput(counts);
      if (counted.total() == 0) {
        return;
      }
      Position position = Position.of(p, counted.total());
      int first = counted.rangeOf(position.below());
      int last = counted.rangeOf(position.above());
      Map<BigDecimal, Long> near = new TreeMap<>();
      OrderKey key = OrderKey.of(stored, columns, order);
      RowCursor row = new RowCursor(stored).over(block);
      while (row.next()) {
        key.encode(row, block.file());
        int range = cut.of(key);
        if ((range == first || range == last) && !key.fields().isNull(0)) {
          near.merge(number(key.fields()), 1L, Long::sum);
        }
      }
      near.forEach((value, times) -> out.output(KV.of(value, times)));
    }

    private static BigDecimal number(RowCursor fields) {
      return fields.columns().get(0).type().kind() == Type.Kind.INTEGER
          ? BigDecimal.valueOf(fields.longAt(0))
          : fields.decimalAt(0);
    }
  }

  /** Adds up how often each value occurs. */
  private static final class ValueCounts
      extends Combine.CombineFn<
          KV<BigDecimal, Long>, Map<BigDecimal, Long>, Map<BigDecimal, Long>> {
    @Override
    public Map<BigDecimal, Long> createAccumulator() {
      return new HashMap<>();
    }

    @Override
    public Map<BigDecimal, Long> addInput(
        Map<BigDecimal, Long> counts, KV<BigDecimal, Long> value) {
      counts.merge(value.getKey(), value.getValue(), Long::sum);
      return counts;
    }

    @Override
    public Map<BigDecimal, Long> mergeAccumulators(Iterable<Map<BigDecimal, Long>> all) {
      Map<BigDecimal, Long> merged = createAccumulator();
      all.forEach(counts -> counts.forEach((value, n) -> merged.merge(value, n, Long::sum)));
      return merged;
    }

    @Override
    public Map<BigDecimal, Long> extractOutput(Map<BigDecimal, Long> counts) {
      return counts;
    }

    @Override
    public Coder<Map<BigDecimal, Long>> getAccumulatorCoder(
        CoderRegistry registry, Coder<KV<BigDecimal, Long>> input) {
      return MapCoder.of(BigDecimalCoder.of(), VarLongCoder.of());
    }

    @Override
    public Coder<Map<BigDecimal, Long>> getDefaultOutputCoder(
        CoderRegistry registry, Coder<KV<BigDecimal, Long>> input) {
      return MapCoder.of(BigDecimalCoder.of(), VarLongCoder.of());
    }
  }

  private static final class InterpolateFn extends DoFn<Map<BigDecimal, Long>, BigDecimal> {
    private final BigDecimal p;
    private final PCollectionView<RangeCounts> counts;

    InterpolateFn(BigDecimal p, PCollectionView<RangeCounts> counts) {
      this.p = p;
      this.counts = counts;
    }

    @ProcessElement
    public void interpolate(
        @Element Map<BigDecimal, Long> near,
        ProcessContext context,
        OutputReceiver<BigDecimal> out) {
      RangeCounts counted = context.sideInput(counts);
      Position position = Position.of(p, counted.total());
      long before = counted.before(counted.rangeOf(position.below()));
      out.output(position.among(new TreeMap<>(near), before));
    }
  }
}
