package dev.assay.transforms.rows;

import dev.assay.schemas.Columns;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine;

/**
 * Cuts the keys of all rows into ranges, from a sample of the keys. Ranges are about equal in
 * distinct keys; whoever uses them must be right whatever they are.
 */
final class CutRanges extends Combine.CombineFn<Block, KeySample, Ranges> {
  /** Keys of the sample per range: enough for most ranges to be within a third of their share. */
  private static final int KEYS_PER_RANGE = 32;

  private static final int LEAST_SAMPLE = 4096;

  private final Columns stored;
  private final Columns columns;
  private final List<Order> order;
  private final int sampleSize;
  private final int mostRanges;
  private final long rangeBytes;

  private CutRanges(Rows<?> rows, List<Order> order, int keysPerRange, long rangeBytes) {
    this.stored = rows.stored();
    this.columns = rows.columns();
    this.order = order;
    this.sampleSize = Math.max(LEAST_SAMPLE, KEYS_PER_RANGE * rows.buckets());
    this.mostRanges = sampleSize / keysPerRange;
    this.rangeBytes = rangeBytes;
  }

  /** Ranges of about so many bytes; larger ones where that would be too many to balance. */
  static CutRanges ofBytes(long rangeBytes, Rows<?> rows, List<Order> order) {
    return new CutRanges(rows, order, KEYS_PER_RANGE, rangeBytes);
  }

  /** As many as the sample has keys: each holds about one in some thousand distinct keys. */
  static CutRanges finest(Rows<?> rows, List<Order> order) {
    return new CutRanges(rows, order, 1, 1);
  }

  @Override
  public KeySample createAccumulator() {
    return new KeySample(sampleSize);
  }

  @Override
  public KeySample addInput(KeySample sample, Block block) {
    OrderKey key = OrderKey.of(stored, columns, order);
    RowCursor row = new RowCursor(stored).over(block);
    while (row.next()) {
      sample.add(key.encode(row, block.file()));
    }
    sample.addSize(block.bytes().length);
    return sample;
  }

  @Override
  public KeySample mergeAccumulators(Iterable<KeySample> samples) {
    KeySample merged = createAccumulator();
    samples.forEach(merged::merge);
    return merged;
  }

  @Override
  public Ranges extractOutput(KeySample sample) {
    long wanted = (sample.size() + rangeBytes - 1) / rangeBytes;
    return Ranges.evenly(sample.keys(), (int) Math.min(mostRanges, wanted));
  }

  @Override
  public Coder<KeySample> getAccumulatorCoder(CoderRegistry registry, Coder<Block> input) {
    return KeySample.coder();
  }

  @Override
  public Coder<Ranges> getDefaultOutputCoder(CoderRegistry registry, Coder<Block> input) {
    return Ranges.coder();
  }
}
