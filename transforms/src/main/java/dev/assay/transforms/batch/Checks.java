package dev.assay.transforms.batch;

import dev.assay.transforms.ledger.QualityCheck;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The checks made of a batch, in the order they were made. */
final class Checks {
  private static final int SHARE_SCALE = 9;

  private final List<QualityCheck> checks = new ArrayList<>();

  List<QualityCheck> list() {
    return List.copyOf(checks);
  }

  void add(QualityCheck check) {
    checks.add(check);
  }

  /**
   * Adds a check that holds if nothing failed.
   *
   * @param table the dataset or table
   * @param isError whether the batch is refused if it fails
   * @param checked how many were looked at
   * @param failed how many of them failed
   * @param threshold what was to hold, for a person
   * @param sample some of those that failed
   */
  void add(
      String table,
      String check,
      String dimension,
      boolean isError,
      long checked,
      long failed,
      String threshold,
      List<String> sample) {
    checks.add(
        new QualityCheck(
            table,
            check,
            dimension,
            isError,
            checked,
            failed,
            share(failed, checked),
            threshold,
            failed == 0,
            sample));
  }

  static BigDecimal share(long part, long whole) {
    return whole == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(part)
            .divide(BigDecimal.valueOf(whole), SHARE_SCALE, RoundingMode.HALF_UP);
  }
}
