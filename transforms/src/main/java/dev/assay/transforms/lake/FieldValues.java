package dev.assay.transforms.lake;

import dev.assay.schemas.Column;
import dev.assay.schemas.Type;
import dev.assay.transforms.rows.RowCursor;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.LongStream;

/** Takes a single value out of an encoded row and adds it to a column, as Parquet stores it. */
final class FieldValues {
  private static final long[] POWERS_OF_TEN =
      LongStream.iterate(1, power -> power * 10).limit(19).toArray();

  private final byte[] fixed = new byte[ParquetSchemas.DECIMAL_BYTES];

  /**
   * Adds a field of the row or the element that a cursor stands at.
   *
   * @param ifNull definition level of a field that is null
   * @throws IllegalArgumentException if it is null and must not be: Parquet would write a file that
   *     nothing can read
   */
  void add(RowCursor row, int source, Column column, ColumnChunk chunk, int ifNull)
      throws IOException {
    if (row.isNull(source)) {
      requireNullable(column);
      chunk.addNull(ifNull);
      return;
    }
    Type type = column.type();
    switch (type.kind()) {
      case STRING -> chunk.addText(row.bytes(), row.start(source), row.end(source));
      case INTEGER, TIMESTAMP -> chunk.addLong(row.longAt(source));
      case DATE -> chunk.addInt((int) row.longAt(source));
      case BOOLEAN -> chunk.addFlag(row.longAt(source) != 0);
      case DECIMAL -> addDecimal(row, source, type, chunk);
      case LIST -> throw new IllegalArgumentException(column.name() + " is no single value");
    }
  }

  static void requireNullable(Column column) {
    if (!column.nullable()) {
      throw new IllegalArgumentException(column.name() + " is null, which it must not be");
    }
  }

  private void addDecimal(RowCursor row, int source, Type type, ColumnChunk chunk)
      throws IOException {
    if (type.isCompactDecimal() && type.precision() <= ParquetSchemas.INT32_DIGITS) {
      chunk.addInt((int) row.longAt(source));
    } else if (type.isCompactDecimal()) {
      chunk.addLong(row.longAt(source));
    } else {
      widen(row, source, type);
      chunk.addFixed(fixed);
    }
  }

  /** Rows of gold are encoded with nine decimals; the table may have the contract's scale. */
  private void widen(RowCursor row, int source, Type type) {
    int more = row.columns().get(source).type().scale() - type.scale();
    if (more == 0) {
      widen(row.bytes(), row.start(source), row.end(source));
    } else if (more > 0 && more < POWERS_OF_TEN.length && isMultiple(row, source, more)) {
      widen(row.longAt(source) / POWERS_OF_TEN[more]);
    } else {
      byte[] unscaled = row.decimalAt(source).setScale(type.scale()).unscaledValue().toByteArray();
      widen(unscaled, 0, unscaled.length);
    }
  }

  private static boolean isMultiple(RowCursor row, int source, int exponent) {
    return row.fitsLong(source) && row.longAt(source) % POWERS_OF_TEN[exponent] == 0;
  }

  private void widen(long unscaled) {
    long rest = unscaled;
    for (int i = fixed.length - 1; i >= 0; i--) {
      fixed[i] = (byte) rest;
      rest >>= Byte.SIZE;
    }
  }

  private void widen(byte[] unscaled, int start, int end) {
    int from = fixed.length - (end - start);
    Arrays.fill(fixed, 0, from, (byte) (unscaled[start] < 0 ? -1 : 0));
    System.arraycopy(unscaled, start, fixed, from, end - start);
  }
}
