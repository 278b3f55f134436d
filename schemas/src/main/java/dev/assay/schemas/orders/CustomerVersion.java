package dev.assay.schemas.orders;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldDescription;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/**
 * One row per customer and period in which what is known of them stayed the same; table
 * dim_customers.
 */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class CustomerVersion implements Version {

  @SchemaCreate
  public static CustomerVersion of(
      String customerId,
      @Nullable Instant registrationDate,
      @Nullable String customerTier,
      Instant validFrom,
      @Nullable Instant validTo,
      boolean isCurrent) {
    return new AutoValue_CustomerVersion(
        customerId, registrationDate, customerTier, validFrom, validTo, isCurrent);
  }

  @SchemaFieldNumber("0")
  @SchemaFieldDescription("Number of the customer")
  public abstract String getCustomerId();

  @SchemaFieldNumber("1")
  @SchemaFieldDescription("Day the customer registered")
  public abstract @Nullable Instant getRegistrationDate();

  @SchemaFieldNumber("2")
  @SchemaFieldDescription("bronze, silver or gold")
  public abstract @Nullable String getCustomerTier();

  @Override
  @SchemaFieldNumber("3")
  @SchemaFieldDescription("First day of the period; 0001-01-01 for the first one of a customer")
  public abstract Instant getValidFrom();

  @Override
  @SchemaFieldNumber("4")
  @SchemaFieldDescription("First day after the period; null if it has not ended")
  public abstract @Nullable Instant getValidTo();

  @SchemaFieldNumber("5")
  @SchemaFieldDescription("Whether the period has not ended")
  public abstract boolean getIsCurrent();
}
