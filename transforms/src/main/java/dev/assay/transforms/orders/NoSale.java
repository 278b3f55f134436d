package dev.assay.transforms.orders;

import dev.assay.transforms.rows.Results;
import java.math.BigDecimal;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Tells what tables of sales lack, and why. */
final class NoSale {
  private NoSale() {}

  /** An order that is in no row. */
  static void order(String reason, BigDecimal total, Results<?> results) {
    results.unattributed("orders", reason, 1, BigDecimal.ONE);
    results.unattributed("revenue", reason, 1, total);
  }

  /** Lines that are in no row; a line that lacks its quantity or price adds nothing to a sum. */
  static void lines(
      String reason,
      long lines,
      @Nullable Long units,
      @Nullable BigDecimal revenue,
      Results<?> results) {
    if (units != null) {
      results.unattributed("units", reason, lines, BigDecimal.valueOf(units));
    }
    if (revenue != null) {
      results.unattributed("revenue", reason, lines, revenue);
    }
  }
}
