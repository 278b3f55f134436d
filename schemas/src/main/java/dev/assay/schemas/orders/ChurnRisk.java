package dev.assay.schemas.orders;

import com.google.auto.value.AutoValue;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldDescription;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.joda.time.Instant;

/** One row per customer who has not ordered for a while; table customer_churn_risk. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class ChurnRisk {

  @SchemaCreate
  public static ChurnRisk of(
      String customerId,
      String customerTier,
      Instant lastOrderAt,
      long daysInactive,
      long lifetimeOrders,
      BigDecimal lifetimeSpend,
      Instant reportDate) {
    return new AutoValue_ChurnRisk(
        customerId,
        customerTier,
        lastOrderAt,
        daysInactive,
        lifetimeOrders,
        lifetimeSpend,
        reportDate);
  }

  @SchemaFieldNumber("0")
  @SchemaFieldDescription("Number of the customer")
  public abstract String getCustomerId();

  @SchemaFieldNumber("1")
  @SchemaFieldDescription("Tier of the customer on the day of the report; Unknown if there is none")
  public abstract String getCustomerTier();

  @SchemaFieldNumber("2")
  @SchemaFieldDescription("When the customer last ordered, whatever the status, UTC")
  public abstract Instant getLastOrderAt();

  @SchemaFieldNumber("3")
  @SchemaFieldDescription("Days from the day of the last order to that of the report")
  public abstract long getDaysInactive();

  @SchemaFieldNumber("4")
  @SchemaFieldDescription("Number of sales up to the day of the report")
  public abstract long getLifetimeOrders();

  @SchemaFieldNumber("5")
  @SchemaFieldDescription("Sum of the totals of these sales")
  public abstract BigDecimal getLifetimeSpend();

  @SchemaFieldNumber("6")
  @SchemaFieldDescription("Day of the report, UTC")
  public abstract Instant getReportDate();
}
