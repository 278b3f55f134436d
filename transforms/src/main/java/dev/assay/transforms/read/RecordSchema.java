package dev.assay.transforms.read;

import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The schema that Beam infers, but for the one thing it cannot see: null among the fields. */
public final class RecordSchema extends AutoValueSchema {

  @Override
  public <T> @Nullable Schema schemaFor(TypeDescriptor<T> type) {
    Schema.Builder schema = Schema.builder();
    for (Schema.Field field : super.schemaFor(type).getFields()) {
      boolean isArray = field.getType().getTypeName() == Schema.TypeName.ARRAY;
      FieldType nullableTexts = FieldType.array(FieldType.STRING.withNullable(true));
      schema.addField(isArray ? field.withType(nullableTexts) : field);
    }
    return schema.build();
  }
}
