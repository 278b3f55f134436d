package dev.assay.transforms.batch;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.util.List;

/**
 * A column that a computation reads of a dataset.
 *
 * @param column name of the column
 * @param kind what its values must be
 * @param nullable whether a row may lack a value
 * @param members of a list, what is read of its elements; empty otherwise
 */
public record Need(String column, Type.Kind kind, boolean nullable, List<Need> members) {

  private Need(String column, Type.Kind kind) {
    this(column, kind, false, List.of());
  }

  /** Text that no row lacks. */
  public static Need string(String column) {
    return new Need(column, Type.Kind.STRING);
  }

  /** A whole number that no row lacks. */
  public static Need integer(String column) {
    return new Need(column, Type.Kind.INTEGER);
  }

  /** A decimal that no row lacks. */
  public static Need decimal(String column) {
    return new Need(column, Type.Kind.DECIMAL);
  }

  /** A day that no row lacks. */
  public static Need date(String column) {
    return new Need(column, Type.Kind.DATE);
  }

  /** An instant that no row lacks. */
  public static Need timestamp(String column) {
    return new Need(column, Type.Kind.TIMESTAMP);
  }

  /** A list that no row lacks, of elements with at least these members. */
  public static Need list(String column, Need... members) {
    return new Need(column, Type.Kind.LIST, false, List.of(members));
  }

  /** The same, for a column whose values may be missing. */
  public Need orNull() {
    return new Need(column, kind, true, members);
  }

  /** A column that would do. */
  Column example() {
    Type type =
        switch (kind) {
          case DECIMAL -> Type.decimal(18, 2);
          case LIST -> Type.list(Columns.of(members.stream().map(Need::example).toList()));
          default -> new Type(kind, 0, 0);
        };
    return new Column(column, type, true, "");
  }
}
