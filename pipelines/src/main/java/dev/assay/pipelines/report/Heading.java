package dev.assay.pipelines.report;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What stands above a column.
 *
 * @param label for a person: "Orders"
 * @param unit what its values are
 * @param isDrawn whether the chart shows it; if not, the table alone does
 * @param quotient what the values are computed from; null if the query gives them
 */
record Heading(String label, Unit unit, boolean isDrawn, @Nullable Quotient quotient) {

  /**
   * One column of a query divided by another, to nine decimals, half up; engines differ in how they
   * divide.
   *
   * @param dividend place of the one among the query's columns, from 0
   * @param divisor place of the other; there is no value where it is 0
   */
  record Quotient(int dividend, int divisor) {}

  static Heading of(String label, Unit unit) {
    return new Heading(label, unit, true, null);
  }

  Heading inTableOnly() {
    return new Heading(label, unit, false, quotient);
  }
}
