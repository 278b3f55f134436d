package dev.assay.transforms.lake;

import dev.assay.schemas.Measure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Adds up a measure over the rows of a Parquet file, exactly. */
final class MeasuredRows {
  private final List<String> columns;

  /** Where among the columns each factor stands. */
  private final int[] factors;

  /** The text that each column must have, or null. */
  private final @Nullable Binary[] conditions;

  private final PrimitiveTypeName[] stored;
  private final int scale;
  private BigInteger total = BigInteger.ZERO;
  private long partial;

  MeasuredRows(Measure measure, MessageType schema) {
    columns =
        Stream.concat(measure.factors().stream(), measure.where().keySet().stream())
            .distinct()
            .toList();
    factors = measure.factors().stream().mapToInt(columns::indexOf).toArray();
    conditions = new Binary[columns.size()];
    measure
        .where()
        .forEach((column, text) -> conditions[columns.indexOf(column)] = Binary.fromString(text));
    stored =
        columns.stream()
            .map(column -> schema.getType(column).asPrimitiveType().getPrimitiveTypeName())
            .toArray(PrimitiveTypeName[]::new);
    scale = measure.factors().stream().mapToInt(factor -> scale(schema, factor)).sum();
    measure.where().keySet().forEach(column -> checkText(schema, column));
  }

  private static int scale(MessageType schema, String column) {
    LogicalTypeAnnotation type = schema.getType(column).getLogicalTypeAnnotation();
    if (type instanceof DecimalLogicalTypeAnnotation decimal) {
      return decimal.getScale();
    }
    if (type instanceof IntLogicalTypeAnnotation) {
      return 0;
    }
    throw new IllegalArgumentException(column + " is no number that can be added up");
  }

  private static void checkText(MessageType schema, String column) {
    if (!(schema.getType(column).getLogicalTypeAnnotation()
        instanceof StringLogicalTypeAnnotation)) {
      throw new IllegalArgumentException(column + " is no text that a condition can be put on");
    }
  }

  /** The columns to be shown, in this order. */
  List<String> columns() {
    return columns;
  }

  void add(List<ColumnReader> row) {
    if (!counts(row)) {
      return;
    }
    long product = 1;
    for (int column : factors) {
      if (!isWhole(column)) {
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
    for (int i = 0; i < row.size(); i++) {
      if (!ParquetFacts.isDefined(row.get(i))) {
        return false;
      }
      if (conditions[i] != null && !row.get(i).getBinary().equals(conditions[i])) {
        return false;
      }
    }
    return true;
  }

  private boolean isWhole(int column) {
    return stored[column] == PrimitiveTypeName.INT32 || stored[column] == PrimitiveTypeName.INT64;
  }

  private long whole(ColumnReader value, int column) {
    return stored[column] == PrimitiveTypeName.INT32 ? value.getInteger() : value.getLong();
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
