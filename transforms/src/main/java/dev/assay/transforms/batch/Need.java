package dev.assay.transforms.batch;

import dev.assay.schemas.Type;

/**
 * A column that a computation reads of a dataset.
 *
 * @param column name of the column
 * @param kind what its values must be
 */
public record Need(String column, Type.Kind kind) {

  public static Need string(String column) {
    return new Need(column, Type.Kind.STRING);
  }

  public static Need integer(String column) {
    return new Need(column, Type.Kind.INTEGER);
  }

  public static Need decimal(String column) {
    return new Need(column, Type.Kind.DECIMAL);
  }

  public static Need date(String column) {
    return new Need(column, Type.Kind.DATE);
  }

  public static Need timestamp(String column) {
    return new Need(column, Type.Kind.TIMESTAMP);
  }
}
