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

/** One row per day and customer tier with a sale; table aov_by_tier. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class TierOrderValue {

  @SchemaCreate
  public static TierOrderValue of(
      Instant orderDate,
      String customerTier,
      long orders,
      BigDecimal revenue,
      BigDecimal averageOrderValue) {
    return new AutoValue_TierOrderValue(
        orderDate, customerTier, orders, revenue, averageOrderValue);
  }

  @SchemaFieldNumber("0")
  @SchemaFieldDescription("Day, UTC")
  public abstract Instant getOrderDate();

  @SchemaFieldNumber("1")
  @SchemaFieldDescription("Tier of the customers on that day; Unknown if there is none")
  public abstract String getCustomerTier();

  @SchemaFieldNumber("2")
  @SchemaFieldDescription("Number of sales")
  public abstract long getOrders();

  @SchemaFieldNumber("3")
  @SchemaFieldDescription("Sum of the totals of the sales")
  public abstract BigDecimal getRevenue();

  @SchemaFieldNumber("4")
  @SchemaFieldDescription("Revenue divided by orders")
  public abstract BigDecimal getAverageOrderValue();
}
