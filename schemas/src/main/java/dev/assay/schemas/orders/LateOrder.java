package dev.assay.schemas.orders;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldDescription;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.joda.time.Instant;

/** One row per order that came late; table late_orders. Times are microseconds since 1970. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class LateOrder {

  @SchemaCreate
  public static LateOrder of(
      String orderId,
      String customerId,
      Instant orderDate,
      long orderTimestamp,
      long fileTime,
      long latenessMinutes,
      boolean isBeyondAllowed) {
    return new AutoValue_LateOrder(
        orderId, customerId, orderDate, orderTimestamp, fileTime, latenessMinutes, isBeyondAllowed);
  }

  @SchemaFieldNumber("0")
  @SchemaFieldDescription("Number of the order")
  public abstract String getOrderId();

  @SchemaFieldNumber("1")
  @SchemaFieldDescription("Number of the customer")
  public abstract String getCustomerId();

  @SchemaFieldNumber("2")
  @SchemaFieldDescription("Day of the order, UTC")
  public abstract Instant getOrderDate();

  @SchemaFieldNumber("3")
  @SchemaFieldDescription("When the order was made, UTC")
  public abstract long getOrderTimestamp();

  @SchemaFieldNumber("4")
  @SchemaFieldDescription("Latest order of the file that the order came in, UTC")
  public abstract long getFileTime();

  @SchemaFieldNumber("5")
  @SchemaFieldDescription("Whole minutes from the order to the latest one of its file")
  public abstract long getLatenessMinutes();

  @SchemaFieldNumber("6")
  @SchemaFieldDescription("Whether it is later than the feed allows")
  public abstract boolean getIsBeyondAllowed();
}
