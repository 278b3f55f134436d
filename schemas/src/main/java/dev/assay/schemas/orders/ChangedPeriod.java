package dev.assay.schemas.orders;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/**
 * One row per period in which a customer or product resolves otherwise than it did; on the way to
 * {@link OrderDay}.
 */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class ChangedPeriod implements Version {

  @SchemaCreate
  public static ChangedPeriod of(String id, Instant validFrom, @Nullable Instant validTo) {
    return new AutoValue_ChangedPeriod(id, validFrom, validTo);
  }

  /** Number of the customer or product. */
  @SchemaFieldNumber("0")
  public abstract String getId();

  /** First day of the period. */
  @Override
  @SchemaFieldNumber("1")
  public abstract Instant getValidFrom();

  /** First day after the period; null if it has not ended. */
  @Override
  @SchemaFieldNumber("2")
  public abstract @Nullable Instant getValidTo();
}
