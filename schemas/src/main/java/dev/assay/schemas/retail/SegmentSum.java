package dev.assay.schemas.retail;

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

/** Some of the customers of one segment in a month; on the way to {@link SegmentSales}. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class SegmentSum implements PartialSum<SegmentSum> {

  @SchemaCreate
  public static SegmentSum of(
      Instant month, String segment, long customers, long orders, BigDecimal sales) {
    return new AutoValue_SegmentSum(month, segment, customers, orders, sales);
  }

  /** First day of the month. */
  @SchemaFieldNumber("0")
  public abstract Instant getMonth();

  /** Segment of the customers. */
  @SchemaFieldNumber("1")
  public abstract String getSegment();

  /** Number of customers. */
  @SchemaFieldNumber("2")
  public abstract long getCustomers();

  /** Number of invoices. */
  @SchemaFieldNumber("3")
  public abstract long getOrders();

  /** Sum of quantity times unit price, in the shop's currency. */
  @SchemaFieldNumber("4")
  public abstract BigDecimal getSales();

  @Override
  public Object key() {
    return List.of(getMonth(), getSegment());
  }

  @Override
  public SegmentSum plus(SegmentSum other) {
    return of(
        getMonth(),
        getSegment(),
        getCustomers() + other.getCustomers(),
        getOrders() + other.getOrders(),
        getSales().add(other.getSales()));
  }
}
