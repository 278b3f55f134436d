package dev.assay.transforms.rows;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * The order of rows by some of their fields: text by its bytes in UTF-8, everything else by value,
 * null before all values. Lists, which have no order of their own, are by their bytes: equal ones
 * are equal, and it is the same order everywhere.
 */
public final class RowOrder {
  private final int[] positions;
  private final Type[] types;

  private RowOrder(int[] positions, Type[] types) {
    this.positions = positions;
    this.types = types;
  }

  /** By the fields at these positions, the first one first. */
  public static RowOrder by(Columns columns, int... positions) {
    Type[] types =
        Arrays.stream(positions).mapToObj(i -> columns.get(i).type()).toArray(Type[]::new);
    return new RowOrder(positions.clone(), types);
  }

  /** Compares the rows that two cursors stand at; both have the columns of this order. */
  public int compare(RowCursor a, RowCursor b) {
    for (int i = 0; i < positions.length; i++) {
      int order = compare(types[i], a, b, positions[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compare(Type type, RowCursor a, RowCursor b, int column) {
    if (a.isNull(column) || b.isNull(column)) {
      return Boolean.compare(b.isNull(column), a.isNull(column));
    }
    if (type.kind() == Type.Kind.STRING || type.kind() == Type.Kind.LIST) {
      return Arrays.compareUnsigned(
          a.bytes(), a.start(column), a.end(column), b.bytes(), b.start(column), b.end(column));
    }
    if (type.kind() == Type.Kind.DECIMAL && !type.isCompactDecimal()) {
      BigDecimal left = a.decimalAt(column);
      return left.compareTo(b.decimalAt(column));
    }
    return Long.compare(a.longAt(column), b.longAt(column));
  }
}
