package dev.assay.pipelines.report;

import java.math.BigDecimal;
import java.util.List;

/**
 * Amounts by size, in bands whose bounds do not depend on the data, so that two reports can be
 * compared: 1, 2 and 5 times powers of ten.
 */
final class Bands {
  private static final List<Integer> BOUNDS =
      List.of(0, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000);

  private Bands() {}

  /** A query for (band, number of rows, sum of the amounts), the smallest band first. */
  static String sql(String amount, String relation) {
    StringBuilder places = new StringBuilder();
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < BOUNDS.size(); i++) {
      String when = " WHEN " + amount + " < " + BOUNDS.get(i) + " THEN ";
      places.append(when).append(i);
      names.append(when).append('\'').append(name(i)).append('\'');
    }
    return """
    SELECT band, COUNT(*), SUM(amount) FROM (
      SELECT %1$s AS amount, CASE%2$s ELSE %3$d END AS place,
        CASE%4$s ELSE '%5$s' END AS band
      FROM %6$s) AS banded
    GROUP BY place, band ORDER BY place\
    """
        .formatted(
            amount, places, BOUNDS.size(), names, bound(BOUNDS.size() - 1) + " or more", relation);
  }

  private static String name(int i) {
    return i == 0 ? "Below 0" : bound(i - 1) + "–" + bound(i);
  }

  private static String bound(int i) {
    int bound = BOUNDS.get(i);
    if (bound >= 1_000_000) {
      return bound / 1_000_000 + "M";
    }
    return bound >= 1_000 ? bound / 1_000 + "k" : Unit.COUNT.text(BigDecimal.valueOf(bound));
  }
}
