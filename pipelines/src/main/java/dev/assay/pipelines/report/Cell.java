package dev.assay.pipelines.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A value as people and as programs read it.
 *
 * @param text for people
 * @param exact for programs: all digits, ISO 8601; empty if there is no value
 */
record Cell(String text, String exact) {

  static Cell of(Unit unit, @Nullable Object value) {
    return new Cell(unit.text(value), exact(unit, value));
  }

  private static String exact(Unit unit, @Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof BigDecimal number) {
      BigDecimal plain = number.stripTrailingZeros();
      return plain.signum() == 0 ? "0" : plain.toPlainString();
    }
    if (value instanceof LocalDate day && unit == Unit.MONTH) {
      return day.toString().substring(0, "2024-06".length());
    }
    return value.toString();
  }
}
