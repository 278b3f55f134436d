package dev.assay.transforms.customer360;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Averages and rates as gold rows hold them: exact sums, divided to nine decimals, half up. */
final class Averages {
  private static final int SCALE = 9;

  private Averages() {}

  static BigDecimal average(BigDecimal sum, long count) {
    return sum.divide(BigDecimal.valueOf(count), SCALE, RoundingMode.HALF_UP);
  }

  static BigDecimal rate(long part, long whole) {
    return average(BigDecimal.valueOf(part), whole);
  }
}
