package dev.assay.pipelines.generate;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.math.BigDecimal;

/** How many rows, and how much money they hold. */
@JsonPropertyOrder({"rows", "amount"})
public final class Sum {

  private long rows;
  private long cents;

  public void add(long moreCents) {
    rows++;
    cents += moreCents;
  }

  public long getRows() {
    return rows;
  }

  /** With two decimals, as text: JSON's numbers are read as doubles. */
  public String getAmount() {
    return amount(cents);
  }

  /** The difference in money, with two decimals. */
  public String minus(Sum other) {
    return amount(cents - other.cents);
  }

  /** Both together. */
  public Sum plus(Sum other) {
    Sum sum = new Sum();
    sum.rows = rows + other.rows;
    sum.cents = cents + other.cents;
    return sum;
  }

  public static String amount(long cents) {
    return BigDecimal.valueOf(cents, 2).toPlainString();
  }
}
