package dev.assay.transforms.batch;

import dev.assay.schemas.Type;

/**
 * A column that a computation reads of a dataset.
 *
 * @param column name of the column
 * @param kind what its values must be
 * @param nullable whether a row may lack a value
 */
public record Need(String column, Type.Kind kind, boolean nullable) {

  /** Text that no row lacks. */
  public static Need string(String column) {
    return new Need(column, Type.Kind.STRING, false);
  }

  /** A whole number that no row lacks. */
  public static Need integer(String column) {
    return new Need(column, Type.Kind.INTEGER, false);
  }

  /** A decimal that no row lacks. */
  public static Need decimal(String column) {
    return new Need(column, Type.Kind.DECIMAL, false);
  }

  /** A day that no row lacks. */
  public static Need date(String column) {
    return new Need(column, Type.Kind.DATE, false);
  }

  /** An instant that no row lacks. */
  public static Need timestamp(String column) {
    return new Need(column, Type.Kind.TIMESTAMP, false);
  }

  /** The same, for a column whose values may be missing. */
  public Need orNull() {
    return new Need(column, kind, true);
  }
}
