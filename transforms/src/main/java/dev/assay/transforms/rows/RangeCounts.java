package dev.assay.transforms.rows;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.MapCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Combine;

/** How many rows each range of {@link Ranges} has. */
final class RangeCounts {
  private static final MapCoder<Integer, Long> COUNTS =
      MapCoder.of(VarIntCoder.of(), VarLongCoder.of());

  private final TreeMap<Integer, Long> counts = new TreeMap<>();

  /** {@code rows} more rows are in a range. */
  RangeCounts add(int range, long rows) {
    counts.merge(range, rows, Long::sum);
    return this;
  }

  private RangeCounts addAll(RangeCounts other) {
    other.counts.forEach(this::add);
    return this;
  }

  /** The rows of all ranges. */
  long total() {
    return sum(counts);
  }

  /** The rows of all ranges before one. */
  long before(int range) {
    return sum(counts.headMap(range));
  }

  /** The range with the row that has {@code index} rows before it, from 0. */
  int rangeOf(long index) {
    long end = 0;
    for (Map.Entry<Integer, Long> range : counts.entrySet()) {
      end += range.getValue();
      if (index < end) {
        return range.getKey();
      }
    }
    throw new IndexOutOfBoundsException(index);
  }

  private static long sum(Map<Integer, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  static AtomicCoder<RangeCounts> coder() {
    return RangeCountsCoder.INSTANCE;
  }

  private static final class RangeCountsCoder extends AtomicCoder<RangeCounts> {
    private static final long serialVersionUID = 1;

    static final RangeCountsCoder INSTANCE = new RangeCountsCoder();

    @Override
    public void encode(RangeCounts value, OutputStream out) throws IOException {
      COUNTS.encode(value.counts, out);
    }

    @Override
    public RangeCounts decode(InputStream in) throws IOException {
      RangeCounts value = new RangeCounts();
      COUNTS.decode(in).forEach(value::add);
      return value;
    }

    private Object readResolve() {
      return INSTANCE;
    }
  }

  /** Adds up counts of some rows each. */
  static final class SumCounts extends Combine.CombineFn<RangeCounts, RangeCounts, RangeCounts> {
    @Override
    public RangeCounts createAccumulator() {
      return new RangeCounts();
    }

    @Override
    public RangeCounts addInput(RangeCounts sum, RangeCounts more) {
      return sum.addAll(more);
    }

    @Override
    public RangeCounts mergeAccumulators(Iterable<RangeCounts> sums) {
      RangeCounts merged = createAccumulator();
      sums.forEach(merged::addAll);
      return merged;
    }

    @Override
    public RangeCounts extractOutput(RangeCounts sum) {
      return sum;
    }

    @Override
    public Coder<RangeCounts> getAccumulatorCoder(
        CoderRegistry registry, Coder<RangeCounts> input) {
      return RangeCounts.coder();
    }

    @Override
    public Coder<RangeCounts> getDefaultOutputCoder(
        CoderRegistry registry, Coder<RangeCounts> input) {
      return RangeCounts.coder();
    }
  }
}
