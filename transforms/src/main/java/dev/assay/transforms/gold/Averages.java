package dev.assay.transforms.gold;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Averages and rates as gold rows hold them: exact sums, divided to nine decimals, half up. */
public final class Averages {
  private static final int SCALE = 9;

  private Averages() {}

  public static BigDecimal average(BigDecimal sum, long count) {
    return average(sum, BigDecimal.valueOf(count));
  }

  /** The average of what is weighted, whose sum that is, over the sum of the weights. */
  public static BigDecimal average(BigDecimal sum, BigDecimal weights) {
    return sum.divide(weights, SCALE, RoundingMode.HALF_UP);
  }

  public static BigDecimal rate(long part, long whole) {
    return average(BigDecimal.valueOf(part), whole);
  }
}
