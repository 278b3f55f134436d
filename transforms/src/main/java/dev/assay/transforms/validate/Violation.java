package dev.assay.transforms.validate;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A rule that a record breaks. One for each rule and record. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class Violation {

  /** What is shown instead of a classified value. */
  public static final String MASK = "***";

  @SchemaCreate
  public static Violation of(
      String rule, @Nullable String field, String message, @Nullable String value) {
    return new AutoValue_Violation(rule, field, message, value);
  }

  /** Id of the rule: {@code <field>.<rule>}, or {@code record.<rule>} for the record's shape. */
  @SchemaFieldNumber("0")
  public abstract String getRule();

  /** The field at fault; null if it is the whole record. */
  @SchemaFieldNumber("1")
  public abstract @Nullable String getField();

  /** What is wrong, for a person; holds no value of the record. */
  @SchemaFieldNumber("2")
  public abstract String getMessage();

  /** The offending text; {@link #MASK} if the field is classified, null if there is none. */
  @SchemaFieldNumber("3")
  public abstract @Nullable String getValue();
}
