package dev.assay.transforms.lake;

import dev.assay.schemas.Measure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Adds up a measure over the rows of a Parquet file, or the elements of a list in it, exactly. */
final class MeasuredRows {
  /** Where among the columns each factor stands. */
  private final int[] factors;

  /** The text that each column must have, or null. */
  private final @Nullable Binary[] conditions;

  private final PrimitiveTypeName[] stored;
  private final int scale;
  private BigInteger total = BigInteger.ZERO;
  private long partial;

  /** Where among the columns those stand that a row must have a value in to count. */
  private final int[] needed;

  /**
   * @param columns those that will be shown, in this order; the measure's are among them
   */
  MeasuredRows(Measure measure, List<String> columns, MessageType schema) {
    needed = measure.columns().mapToInt(columns::indexOf).distinct().toArray();
    factors = measure.factors().stream().mapToInt(columns::indexOf).toArray();
    conditions = new Binary[columns.size()];
    measure
        .where()
        .forEach((column, text) -> conditions[columns.indexOf(column)] = Binary.fromString(text));
    stored =
        columns.stream()
            .map(column -> primitive(schema, column).getPrimitiveTypeName())
            .toArray(PrimitiveTypeName[]::new);
    scale = measure.factors().stream().mapToInt(factor -> scale(schema, factor)).sum();
    measure.where().keySet().forEach(column -> checkText(schema, column));
  }

  private static PrimitiveType primitive(MessageType schema, String column) {
    return ParquetColumns.leaf(schema, column).getPrimitiveType();
  }

  private static int scale(MessageType schema, String column) {
    LogicalTypeAnnotation type = primitive(schema, column).getLogicalTypeAnnotation();
    if (type instanceof DecimalLogicalTypeAnnotation decimal) {
      return decimal.getScale();
    }
    if (type instanceof IntLogicalTypeAnnotation) {
      return 0;
    }
    throw new IllegalArgumentException(column + " is no number that can be added up");
  }

  private static void checkText(MessageType schema, String column) {
    if (!(primitive(schema, column).getLogicalTypeAnnotation()
        instanceof StringLogicalTypeAnnotation)) {
      throw new IllegalArgumentException(column + " is no text that a condition can be put on");
    }
  }

  void add(List<ColumnReader> row) {
    if (!counts(row)) {
      return;
    }
    long product = 1;
    for (int column : factors) {
      if (!fitsLong(row.get(column), column)) {
        addWide(row);
        return;
      }
      long factor = whole(row.get(column), column);
      if (Math.multiplyHigh(product, factor) != (product * factor) >> 63) {
        addWide(row);
        return;
      }
      product *= factor;
    }
    add(product);
  }

  private boolean counts(List<ColumnReader> row) {
    for (int column : needed) {
      if (!ParquetColumns.isDefined(row.get(column))) {
        return false;
      }
      if (conditions[column] != null && !row.get(column).getBinary().equals(conditions[column])) {
        return false;
      }
    }
    return true;
  }

  private boolean isWhole(int column) {
    return stored[column] == PrimitiveTypeName.INT32 || stored[column] == PrimitiveTypeName.INT64;
  }

  /** Wide decimals seldom hold numbers that are: an object for each would take most of the time. */
  private boolean fitsLong(ColumnReader value, int column) {
    if (isWhole(column)) {
      return true;
    }
    byte[] unscaled = value.getBinary().getBytesUnsafe();
    int start = Math.max(0, unscaled.length - Long.BYTES);
    int sign = unscaled[start] < 0 ? -1 : 0;
    for (int i = 0; i < start; i++) {
      if (unscaled[i] != sign) {
        return false;
      }
    }
    return true;
  }

  /** The number of a column, which fits a long. */
  private long whole(ColumnReader value, int column) {
    return switch (stored[column]) {
      case INT32 -> value.getInteger();
      case INT64 -> value.getLong();
      default -> lowest(value.getBinary().getBytesUnsafe());
    };
  }

  private static long lowest(byte[] unscaled) {
    int start = Math.max(0, unscaled.length - Long.BYTES);
    long number = unscaled[start];
    for (int i = start + 1; i < unscaled.length; i++) {
      number = number << Byte.SIZE | unscaled[i] & 0xFF;
    }
    return number;
  }

  private void addWide(List<ColumnReader> row) {
    BigInteger product = BigInteger.ONE;
    for (int column : factors) {
      ColumnReader value = row.get(column);
      product =
          product.multiply(
              isWhole(column)
                  ? BigInteger.valueOf(whole(value, column))
                  : new BigInteger(value.getBinary().getBytesUnsafe()));
    }
    total = total.add(product);
  }

  /** Adds a long without ever losing a carry. */
  private void add(long value) {
    long sum = partial + value;
    if (((partial ^ sum) & (value ^ sum)) < 0) {
      total = total.add(BigInteger.valueOf(value));
    } else {
      partial = sum;
    }
  }

  BigDecimal total() {
    return new BigDecimal(total.add(BigInteger.valueOf(partial)), scale);
  }
}
