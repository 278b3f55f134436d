package dev.assay.transforms.rows;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.BigDecimalCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.MapCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.values.KV;

/** Adds up how often each value occurs; all values have one scale. */
final class ValueCounts
    extends Combine.CombineFn<KV<BigDecimal, Long>, Map<BigDecimal, Long>, Map<BigDecimal, Long>> {
  private static final MapCoder<BigDecimal, Long> COUNTS =
      MapCoder.of(BigDecimalCoder.of(), VarLongCoder.of());

  @Override
  public Map<BigDecimal, Long> createAccumulator() {
    return new HashMap<>();
  }

  @Override
  public Map<BigDecimal, Long> addInput(Map<BigDecimal, Long> counts, KV<BigDecimal, Long> value) {
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
    return COUNTS;
  }

  @Override
  public Coder<Map<BigDecimal, Long>> getDefaultOutputCoder(
      CoderRegistry registry, Coder<KV<BigDecimal, Long>> input) {
    return COUNTS;
  }
}
