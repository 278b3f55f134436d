package dev.assay.schemas.orders;

import com.google.auto.value.AutoValue;
import dev.assay.schemas.PartialSum;
import java.math.BigDecimal;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.joda.time.Instant;

/** Some of the customers of an hour, with their orders; on the way to {@link HourlyMetrics}. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class HourSum implements PartialSum<HourSum> {

  public static Builder builder() {
    return new AutoValue_HourSum.Builder();
  }

  /** Day of the orders. */
  @SchemaFieldNumber("0")
  public abstract Instant getOrderDate();

  /** Hour of the orders, 0 to 23. */
  @SchemaFieldNumber("1")
  public abstract long getOrderHour();

  /** Number of customers with a sale. */
  @SchemaFieldNumber("2")
  public abstract long getBuyers();

  /** Number of orders. */
  @SchemaFieldNumber("3")
  public abstract long getOrders();

  /** Those that are paid. */
  @SchemaFieldNumber("4")
  public abstract long getCompletedOrders();

  /** Those whose payment is pending. */
  @SchemaFieldNumber("5")
  public abstract long getPendingOrders();

  /** Those whose payment failed. */
  @SchemaFieldNumber("6")
  public abstract long getFailedOrders();

  /** Those that are sales. */
  @SchemaFieldNumber("7")
  public abstract long getSaleOrders();

  /** Sum of the totals of the sales. */
  @SchemaFieldNumber("8")
  public abstract BigDecimal getRevenue();

  @Override
  public Object key() {
    return List.of(getOrderDate(), getOrderHour());
  }

  @Override
  public HourSum plus(HourSum other) {
    return builder()
        .setOrderDate(getOrderDate())
        .setOrderHour(getOrderHour())
        .setBuyers(getBuyers() + other.getBuyers())
        .setOrders(getOrders() + other.getOrders())
        .setCompletedOrders(getCompletedOrders() + other.getCompletedOrders())
        .setPendingOrders(getPendingOrders() + other.getPendingOrders())
        .setFailedOrders(getFailedOrders() + other.getFailedOrders())
        .setSaleOrders(getSaleOrders() + other.getSaleOrders())
        .setRevenue(getRevenue().add(other.getRevenue()))
        .build();
  }

  /** Builds a row. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setOrderDate(Instant orderDate);

    public abstract Builder setOrderHour(long orderHour);

    public abstract Builder setBuyers(long buyers);

    public abstract Builder setOrders(long orders);

    public abstract Builder setCompletedOrders(long completedOrders);

    public abstract Builder setPendingOrders(long pendingOrders);

    public abstract Builder setFailedOrders(long failedOrders);

    public abstract Builder setSaleOrders(long saleOrders);

    public abstract Builder setRevenue(BigDecimal revenue);

    public abstract HourSum build();
  }
}
