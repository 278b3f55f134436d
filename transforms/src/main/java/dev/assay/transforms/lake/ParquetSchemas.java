package dev.assay.transforms.lake;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** The Parquet schema of columns. */
final class ParquetSchemas {
  /** Bytes of a decimal of 38 digits. */
  static final int DECIMAL_BYTES = 16;

  /** Decimals of at most so many digits are stored in 32 bits. */
  static final int INT32_DIGITS = 9;

  /** How Parquet calls the levels of a list below it. */
  static final String ENTRY = "list";

  static final String ELEMENT = "element";

  private ParquetSchemas() {}

  static MessageType of(Columns columns) {
    Types.MessageTypeBuilder message = Types.buildMessage();
    columns.forEach(column -> message.addField(field(column)));
    return message.named("row");
  }

  /** A list is in three levels: the list, its repeated entry, and the element in it. */
  private static Type field(Column column) {
    if (column.type().kind() != dev.assay.schemas.Type.Kind.LIST) {
      return type(column);
    }
    Types.GroupBuilder<GroupType> element = Types.requiredGroup();
    column.type().elements().forEach(member -> element.addField(type(member)));
    return Types.list(repetition(column)).element(element.named(ELEMENT)).named(column.name());
  }

  static PrimitiveType type(Column column) {
    dev.assay.schemas.Type type = column.type();
    return switch (type.kind()) {
      case STRING -> named(column, BINARY, LogicalTypeAnnotation.stringType());
      case INTEGER -> named(column, INT64, LogicalTypeAnnotation.intType(64, true));
      case BOOLEAN -> Types.primitive(BOOLEAN, repetition(column)).named(column.name());
      case DATE -> named(column, INT32, LogicalTypeAnnotation.dateType());
      case TIMESTAMP ->
          named(column, INT64, LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS));
      case DECIMAL ->
          type.isCompactDecimal()
              ? named(column, type.precision() <= INT32_DIGITS ? INT32 : INT64, decimal(type))
              : Types.primitive(FIXED_LEN_BYTE_ARRAY, repetition(column))
                  .length(DECIMAL_BYTES)
                  .as(decimal(type))
                  .named(column.name());
      case LIST -> throw new IllegalArgumentException(column.name() + " is of no single type");
    };
  }

  private static LogicalTypeAnnotation decimal(dev.assay.schemas.Type type) {
    return LogicalTypeAnnotation.decimalType(type.scale(), type.precision());
  }

  private static PrimitiveType named(
      Column column, PrimitiveTypeName physical, LogicalTypeAnnotation logical) {
    return Types.primitive(physical, repetition(column)).as(logical).named(column.name());
  }

  private static Repetition repetition(Column column) {
    return column.nullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
  }
}
