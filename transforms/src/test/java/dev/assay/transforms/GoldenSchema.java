package dev.assay.transforms;

import java.util.stream.Collectors;
import org.apache.beam.sdk.schemas.NoSuchSchemaException;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.SchemaRegistry;

/**
 * What Beam infers from a class, as text to hold against what it must be: for a class that Beam
 * does not understand it infers an empty schema, and says nothing.
 */
public final class GoldenSchema {
  private GoldenSchema() {}

  /** One field a line: {@code name TYPE}, with {@code ?} if it may be null. */
  public static String of(Class<?> type) throws NoSuchSchemaException {
    return SchemaRegistry.createDefault().getSchema(type).getFields().stream()
        .map(GoldenSchema::line)
        .collect(Collectors.joining("\n"));
  }

  private static String line(Schema.Field field) {
    return field.getName() + " " + type(field.getType());
  }

  private static String type(Schema.FieldType type) {
    String name =
        switch (type.getTypeName()) {
          case ARRAY, ITERABLE -> "[" + type(type.getCollectionElementType()) + "]";
          case ROW -> "(" + String.join(", ", type.getRowSchema().getFieldNames()) + ")";
          case LOGICAL_TYPE -> type.getLogicalType().getIdentifier();
          default -> type.getTypeName().name();
        };
    return name + (type.getNullable() ? "?" : "");
  }
}
