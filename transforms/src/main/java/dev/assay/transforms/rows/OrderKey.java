package dev.assay.transforms.rows;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.util.Arrays;
import java.util.List;

/**
 * Turns the columns that rows are ordered by into bytes that compare, unsigned, as the rows do: so
 * whoever sorts, samples or splits need not know types or directions.
 *
 * <p>A field is a byte that says whether it is null, then its value: whole numbers with the sign
 * turned around, wide decimals likewise in 16 bytes, text up to two zeros (a zero within it is
 * followed by 0xFF). Where the order is descending all bits are turned around. No field's bytes
 * begin another's, so what comes behind them decides only between equals.
 */
final class OrderKey {
  /** Bytes of a decimal of 38 digits. */
  private static final int WIDE = 16;

  private final List<Order> order;
  private final Columns ordered;
  private final Projection projection;
  private final RowCursor cursor;
  private byte[] bytes = new byte[64];
  private int length;

  private OrderKey(List<Order> order, Columns ordered, Projection projection) {
    this.order = order;
    this.ordered = ordered;
    this.projection = projection;
    this.cursor = new RowCursor(ordered);
  }

  /** For rows that are stored with some columns, of which the reader sees others. */
  static OrderKey of(Columns stored, Columns columns, List<Order> order) {
    Columns ordered = columns.select(order.stream().map(Order::column).toList());
    for (Column column : ordered) {
      if (column.type().kind() == Type.Kind.LIST) {
        throw new IllegalArgumentException(column.name() + " is a list, which has no order");
      }
    }
    return new OrderKey(order, ordered, Projection.of(stored, ordered));
  }

  /** The ordered columns, in their order, of the row whose key was made last. */
  RowCursor fields() {
    return cursor;
  }

  /** Makes the key of a row, which was read from {@code file}. */
  OrderKey encode(RowCursor row, String file) {
    cursor.moveTo(projection.project(row, file).bytes(), 0);
    length = 0;
    for (int i = 0; i < ordered.size(); i++) {
      int start = length;
      put(ordered.get(i), i);
      if (order.get(i).descending()) {
        turn(start);
      }
    }
    return this;
  }

  /** The key made last; the array is reused by the next. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  private void put(Column column, int position) {
    if (cursor.isNull(position)) {
      put(0);
      return;
    }
    put(1);
    Type type = column.type();
    if (type.kind() == Type.Kind.STRING) {
      putText(position);
    } else if (type.kind() == Type.Kind.DECIMAL && !type.isCompactDecimal()) {
      putNumber(position, WIDE);
    } else {
      putNumber(position, Long.BYTES);
    }
  }

  /** A number in two's complement, made as wide as all of its column, its sign turned around. */
  private void putNumber(int position, int width) {
    int start = cursor.start(position);
    int size = cursor.end(position) - start;
    int sign = cursor.bytes()[start] < 0 ? 0xFF : 0;
    int first = length;
    for (int i = size; i < width; i++) {
      put(sign);
    }
    for (int i = start; i < start + size; i++) {
      put(cursor.bytes()[i]);
    }
    bytes[first] ^= (byte) 0x80;
  }

  private void putText(int position) {
    for (int i = cursor.start(position); i < cursor.end(position); i++) {
      byte b = cursor.bytes()[i];
      put(b);
      if (b == 0) {
        put(0xFF);
      }
    }
    put(0);
    put(0);
  }

  private void turn(int start) {
    for (int i = start; i < length; i++) {
      bytes[i] = (byte) ~bytes[i];
    }
  }

  private void put(int b) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
    }
    bytes[length++] = (byte) b;
  }
}
