package dev.assay.pipelines.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What the books say, in a sentence, and why.
 *
 * @param isSound whether nothing that was published is in doubt
 * @param sentence for whoever reads no further
 * @param reasons what it rests on, or what is wrong
 */
record Verdict(boolean isSound, String sentence, List<String> reasons) {
  private static final String STATUS =
      """
      SELECT COUNT(*), SUM(CASE WHEN status = 'refused' THEN 1 ELSE 0 END) FROM (
        SELECT pipeline, batch, MAX(status) AS status
        FROM {audit}.load_audit GROUP BY pipeline, batch) AS batches\
      """;

  private static final String UNACCOUNTED =
      """
      SELECT COALESCE(SUM(rows_read), 0),
        COALESCE(SUM(ABS(rows_read - accepted - quarantined - duplicates)), 0)
      FROM {audit}.load_audit WHERE status <> 'refused'\
      """;

  private static final String AMOUNTS =
      """
      SELECT COUNT(*), COALESCE(SUM(CASE WHEN b.difference <> 0 THEN 1 ELSE 0 END), 0)
      FROM {audit}.reconciliation b
      JOIN (
        SELECT pipeline, batch FROM {audit}.load_audit WHERE status <> 'refused'
        GROUP BY pipeline, batch) AS l ON l.pipeline = b.pipeline AND l.batch = b.batch\
      """;

  static Verdict of(Question warehouse) {
    List<@Nullable Object> status = warehouse.ask(STATUS).get(0);
    List<@Nullable Object> records = warehouse.ask(UNACCOUNTED).get(0);
    List<@Nullable Object> amounts = warehouse.ask(AMOUNTS).get(0);
    return of(
        number(status, 0),
        number(status, 1),
        number(records, 0),
        number(records, 1),
        number(amounts, 0),
        number(amounts, 1));
  }

  /**
   * The verdict on what was published.
   *
   * @param read records of published batches
   * @param unaccounted those of them that are neither accepted, nor in quarantine, nor duplicates
   * @param amounts sums that tables were held against
   * @param unbalanced those of them that differ
   */
  static Verdict of(
      long batches, long refused, long read, long unaccounted, long amounts, long unbalanced) {
    boolean isSound = unaccounted == 0 && unbalanced == 0;
    List<String> reasons = new ArrayList<>();
    reasons.add(
        unaccounted == 0
            ? "%,d records of published batches: each was accepted, quarantined, or is a duplicate"
                .formatted(read)
            : "%,d of %,d records are unaccounted for".formatted(unaccounted, read));
    reasons.add(
        unbalanced == 0
            ? "%,d amounts: table and unattributed add up to silver, to the last cent"
                .formatted(amounts)
            : "%,d of %,d amounts differ from silver".formatted(unbalanced, amounts));
    reasons.add(
        refused == 0
            ? "%,d %s: none was refused".formatted(batches, batches == 1 ? "batch" : "batches")
            : "%,d of %,d batches refused: they changed no table".formatted(refused, batches));
    return new Verdict(isSound, sentence(unaccounted, unbalanced), List.copyOf(reasons));
  }

  private static String sentence(long unaccounted, long unbalanced) {
    if (unaccounted == 0 && unbalanced == 0) {
      return "Every record is accounted for, and the books balance.";
    }
    return unaccounted > 0
        ? "Records are missing from the account. Do not rely on the tables."
        : "The books do not balance. Do not rely on the amounts below that differ.";
  }

  private static long number(List<@Nullable Object> row, int column) {
    return row.get(column) instanceof BigDecimal number ? number.longValueExact() : 0;
  }
}
