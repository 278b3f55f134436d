package dev.assay.schemas.orders;

import com.google.auto.value.AutoValue;
import dev.assay.schemas.PartialSum;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.joda.time.Instant;

/** One row per day with an order. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class OrderDay implements PartialSum<OrderDay> {

  @SchemaCreate
  public static OrderDay of(Instant orderDate) {
    return new AutoValue_OrderDay(orderDate);
  }

  /** Day of the orders. */
  @SchemaFieldNumber("0")
  public abstract Instant getOrderDate();

  @Override
  public Object key() {
    return getOrderDate();
  }

  @Override
  public OrderDay plus(OrderDay other) {
    return this;
  }
}
