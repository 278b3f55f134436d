package dev.assay.schemas.retail;

import com.google.auto.value.AutoValue;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.joda.time.Instant;

/** One row per month, segment and share of its customers; on the way to {@link SegmentSales}. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class SegmentShare {

  @SchemaCreate
  public static SegmentShare of(
      String segment, Instant month, long share, long customers, long orders, BigDecimal sales) {
    return new AutoValue_SegmentShare(segment, month, share, customers, orders, sales);
  }

  /** Segment of the customers. */
  @SchemaFieldNumber("0")
  public abstract String getSegment();

  /** First day of the month. */
  @SchemaFieldNumber("1")
  public abstract Instant getMonth();

  /** A number of the customer, from 0 to 63, that cuts a segment into equal shares. */
  @SchemaFieldNumber("2")
  public abstract long getShare();

  /** Number of customers. */
  @SchemaFieldNumber("3")
  public abstract long getCustomers();

  /** Number of invoices. */
  @SchemaFieldNumber("4")
  public abstract long getOrders();

  /** Sum of quantity times unit price. */
  @SchemaFieldNumber("5")
  public abstract BigDecimal getSales();
}
