package dev.assay.schemas.orders;

import com.google.auto.value.AutoValue;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldDescription;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/** One row per hour with an order; table agg_hourly_metrics. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class HourlyMetrics {

  public static Builder builder() {
    return new AutoValue_HourlyMetrics.Builder();
  }

  @SchemaFieldNumber("0")
  @SchemaFieldDescription("Day, UTC")
  public abstract Instant getOrderDate();

  @SchemaFieldNumber("1")
  @SchemaFieldDescription("Hour, 0 to 23, UTC")
  public abstract long getOrderHour();

  @SchemaFieldNumber("2")
  @SchemaFieldDescription("Number of orders, whatever their status")
  public abstract long getOrders();

  @SchemaFieldNumber("3")
  @SchemaFieldDescription("Number of orders that are paid")
  public abstract long getCompletedOrders();

  @SchemaFieldNumber("4")
  @SchemaFieldDescription("Number of orders whose payment is pending")
  public abstract long getPendingOrders();

  @SchemaFieldNumber("5")
  @SchemaFieldDescription("Number of orders whose payment failed")
  public abstract long getFailedOrders();

  @SchemaFieldNumber("6")
  @SchemaFieldDescription("Number of orders whose status makes them a sale")
  public abstract long getSaleOrders();

  @SchemaFieldNumber("7")
  @SchemaFieldDescription("Sum of the totals of the sales")
  public abstract BigDecimal getRevenue();

  @SchemaFieldNumber("8")
  @SchemaFieldDescription("Revenue divided by the number of sales; null without a sale")
  public abstract @Nullable BigDecimal getAverageOrderValue();

  @SchemaFieldNumber("9")
  @SchemaFieldDescription("Number of customers with a sale")
  public abstract long getUniqueCustomers();

  /** Builds a row. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setOrderDate(Instant orderDate);

    public abstract Builder setOrderHour(long orderHour);

    public abstract Builder setOrders(long orders);

    public abstract Builder setCompletedOrders(long completedOrders);

    public abstract Builder setPendingOrders(long pendingOrders);

    public abstract Builder setFailedOrders(long failedOrders);

    public abstract Builder setSaleOrders(long saleOrders);

    public abstract Builder setRevenue(BigDecimal revenue);

    public abstract Builder setAverageOrderValue(@Nullable BigDecimal averageOrderValue);

    public abstract Builder setUniqueCustomers(long uniqueCustomers);

    public abstract HourlyMetrics build();
  }
}
