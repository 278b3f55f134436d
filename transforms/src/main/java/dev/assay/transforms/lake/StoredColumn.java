package dev.assay.transforms.lake;

import dev.assay.schemas.Column;
import dev.assay.schemas.Type;
import dev.assay.transforms.rows.RowEncoder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.InvalidRecordException;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * A column of single values in a Parquet file, and how a value of it is encoded.
 *
 * @param name its name; of a column of a list's elements {@code items.quantity}
 * @param column the column as its reader wants it; a decimal may have another scale in the file
 * @param descriptor the column as it is in the file
 */
record StoredColumn(String name, Column column, ColumnDescriptor descriptor)
    implements StoredField {

  /**
   * Finds a column in a file.
   *
   * @param list name of the list and a point, or nothing
   * @throws InvalidRecordException if it is not there, or of another type
   */
  static StoredColumn of(String list, Column column, MessageType file) {
    String name = list + column.name();
    StoredColumn stored = new StoredColumn(name, column, ParquetColumns.leaf(file, name));
    if (!stored.isOfType()) {
      throw new InvalidRecordException(
          "its column " + name + " is " + stored.primitive() + ", not " + column.type());
    }
    return stored;
  }

  private boolean isOfType() {
    PrimitiveType expected = ParquetSchemas.type(column);
    return column.type().kind() == Type.Kind.DECIMAL
        ? primitive().getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation
        : primitive().getPrimitiveTypeName() == expected.getPrimitiveTypeName()
            && Objects.equals(
                primitive().getLogicalTypeAnnotation(), expected.getLogicalTypeAnnotation());
  }

  private PrimitiveType primitive() {
    return descriptor.getPrimitiveType();
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public void encode(List<ColumnReader> values, int first, RowEncoder into) {
    encode(values.get(first), into);
  }

  /**
   * Encodes the value that the reader stands at.
   *
   * @throws InvalidRecordException if it is null and must not be, or has more decimals than wanted
   */
  void encode(ColumnReader value, RowEncoder into) {
    if (value.getCurrentDefinitionLevel() < descriptor.getMaxDefinitionLevel()) {
      if (!column.nullable()) {
        throw new InvalidRecordException("a value of " + name() + " is null, and must not be");
      }
      into.putNull();
      return;
    }
    switch (column.type().kind()) {
      case STRING -> {
        byte[] utf8 = value.getBinary().getBytesUnsafe();
        into.putBytes(utf8, 0, utf8.length);
      }
      case INTEGER, TIMESTAMP -> into.putLong(value.getLong());
      case DATE -> into.putLong(value.getInteger());
      case BOOLEAN -> into.putLong(value.getBoolean() ? 1 : 0);
      case DECIMAL -> encodeDecimal(value, into);
      case LIST -> throw new IllegalStateException(name + " is a list");
    }
  }

  private void encodeDecimal(ColumnReader value, RowEncoder into) {
    int scale = ((DecimalLogicalTypeAnnotation) primitive().getLogicalTypeAnnotation()).getScale();
    PrimitiveTypeName stored = primitive().getPrimitiveTypeName();
    boolean isLong = stored != PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
    if (isLong && scale == column.type().scale()) {
      into.putLong(number(value, stored));
      return;
    }
    BigInteger unscaled =
        isLong
            ? BigInteger.valueOf(number(value, stored))
            : new BigInteger(value.getBinary().getBytesUnsafe());
    BigDecimal decimal = new BigDecimal(unscaled, scale);
    if (decimal.stripTrailingZeros().scale() > column.type().scale()) {
      throw new InvalidRecordException("a value of " + name() + " does not fit " + column.type());
    }
    into.putDecimal(decimal.setScale(column.type().scale()));
  }

  private static long number(ColumnReader value, PrimitiveTypeName stored) {
    return stored == PrimitiveTypeName.INT32 ? value.getInteger() : value.getLong();
  }
}
