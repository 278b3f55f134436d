package dev.assay.schemas.retail;

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

/** One row per month and segment whose customers bought something; table agg_customer_segments. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class SegmentSales {

  @SchemaCreate
  public static SegmentSales of(
      Instant month,
      String segment,
      long customers,
      BigDecimal sales,
      long orders,
      BigDecimal averageOrderValue) {
    return new AutoValue_SegmentSales(month, segment, customers, sales, orders, averageOrderValue);
  }

  @SchemaFieldNumber("0")
  @SchemaFieldDescription("First day of the month")
  public abstract Instant getMonth();

  @SchemaFieldNumber("1")
  @SchemaFieldDescription("Segment the customers are in today, over all their purchases")
  public abstract String getSegment();

  @SchemaFieldNumber("2")
  @SchemaFieldDescription("Number of customers who bought something in the month")
  public abstract long getCustomers();

  @SchemaFieldNumber("3")
  @SchemaFieldDescription("Sum of the sales, cancellations not deducted, in the shop's currency")
  public abstract BigDecimal getSales();

  @SchemaFieldNumber("4")
  @SchemaFieldDescription("Number of invoices")
  public abstract long getOrders();

  @SchemaFieldNumber("5")
  @SchemaFieldDescription("Sales divided by orders")
  public abstract BigDecimal getAverageOrderValue();
}
