package dev.assay.pipelines.report;

import java.util.Locale;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What stands above a column.
 *
 * @param label for a person: "Orders"; unique within its chart
 * @param unit what its values are
 * @param isDrawn whether the chart shows it; if not, the table alone does
 * @param quotient what the values are computed from; null if the query gives them
 * @param nullIf when there is no value, behind "Null if"; null if there always is one
 */
record Heading(
    String label,
    Unit unit,
    boolean isDrawn,
    @Nullable Quotient quotient,
    @Nullable String nullIf) {

  /**
   * One column of a query divided by another, to nine decimals, half up; engines differ in how they
   * divide.
   *
   * @param dividend place of the one among the query's columns, from 0
   * @param divisor place of the other; there is no value where it is 0
   */
  record Quotient(int dividend, int divisor) {}

  static Heading of(String label, Unit unit) {
    return new Heading(label, unit, true, null, null);
  }

  Heading inTableOnly() {
    return new Heading(label, unit, false, quotient, nullIf);
  }

  Heading dividing(int dividend, int divisor) {
    return new Heading(label, unit, isDrawn, new Quotient(dividend, divisor), nullIf);
  }

  Heading nullIf(String words) {
    return new Heading(label, unit, isDrawn, quotient, words);
  }

  /** The name of the column where columns have names: {@code sum_of_balances}. */
  String column() {
    String name = label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    return Character.isDigit(name.charAt(0)) ? "_" + name : name;
  }
}
