package dev.assay.transforms.rows;

import java.io.Serializable;

/**
 * A column that rows are ordered by, and which way: a term of SQL's ORDER BY. Text is compared by
 * its bytes in UTF-8, false is less than true, null is less than every value: it comes first where
 * the order is ascending, and last where it is descending (as in BigQuery; DuckDB has it last in
 * both unless told).
 *
 * @param column name of a column of any type
 * @param descending whether the greatest comes first
 */
public record Order(String column, boolean descending) implements Serializable {

  public static Order ascending(String column) {
    return new Order(column, false);
  }

  public static Order descending(String column) {
    return new Order(column, true);
  }

  @Override
  public String toString() {
    return column + (descending ? " descending" : " ascending");
  }
}
