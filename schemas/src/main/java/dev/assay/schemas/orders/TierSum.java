package dev.assay.schemas.orders;

import com.google.auto.value.AutoValue;
import dev.assay.schemas.PartialSum;
import java.math.BigDecimal;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.joda.time.Instant;

/** Some of the sales of one tier on a day; on the way to {@link TierOrderValue}. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class TierSum implements PartialSum<TierSum> {

  @SchemaCreate
  public static TierSum of(
      Instant orderDate, String customerTier, long orders, BigDecimal revenue) {
    return new AutoValue_TierSum(orderDate, customerTier, orders, revenue);
  }

  /** Day of the sales. */
  @SchemaFieldNumber("0")
  public abstract Instant getOrderDate();

  /** Tier of the customers. */
  @SchemaFieldNumber("1")
  public abstract String getCustomerTier();

  /** Number of sales. */
  @SchemaFieldNumber("2")
  public abstract long getOrders();

  /** Sum of their totals. */
  @SchemaFieldNumber("3")
  public abstract BigDecimal getRevenue();

  @Override
  public Object key() {
    return List.of(getOrderDate(), getCustomerTier());
  }

  @Override
  public TierSum plus(TierSum other) {
    return of(
        getOrderDate(),
        getCustomerTier(),
        getOrders() + other.getOrders(),
        getRevenue().add(other.getRevenue()));
  }
}
