package dev.assay.schemas;

import com.google.auto.value.AutoValue;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldDescription;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/** A row with a column of every type that a gold row may have. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
abstract class CustomerDay360 {

  @SchemaCreate
  static CustomerDay360 of(
      String customerId,
      Instant seenOn,
      @Nullable Instant seenAt,
      BigDecimal total,
      @Nullable BigDecimal share,
      long visits,
      boolean isActive) {
    return new AutoValue_CustomerDay360(customerId, seenOn, seenAt, total, share, visits, isActive);
  }

  @SchemaFieldNumber("0")
  @SchemaFieldDescription("Who")
  abstract String getCustomerId();

  @SchemaFieldNumber("1")
  abstract Instant getSeenOn();

  @SchemaFieldNumber("2")
  abstract @Nullable Instant getSeenAt();

  @SchemaFieldNumber("3")
  abstract BigDecimal getTotal();

  @SchemaFieldNumber("4")
  abstract @Nullable BigDecimal getShare();

  @SchemaFieldNumber("5")
  abstract long getVisits();

  @SchemaFieldNumber("6")
  abstract boolean isActive();
}
