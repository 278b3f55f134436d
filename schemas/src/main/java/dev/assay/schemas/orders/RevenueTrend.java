package dev.assay.schemas.orders;

import com.google.auto.value.AutoValue;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldDescription;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldName;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.joda.time.Instant;

/** One row per day of the last 90, region and category; table revenue_trends. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class RevenueTrend {

  @SchemaCreate
  public static RevenueTrend of(
      Instant orderDate,
      String region,
      String category,
      BigDecimal revenue,
      BigDecimal movingAverage7d) {
    return new AutoValue_RevenueTrend(orderDate, region, category, revenue, movingAverage7d);
  }

  @SchemaFieldNumber("0")
  @SchemaFieldDescription("Day, UTC")
  public abstract Instant getOrderDate();

  @SchemaFieldNumber("1")
  @SchemaFieldDescription("Region the orders are sent to: West, East, South or Other")
  public abstract String getRegion();

  @SchemaFieldNumber("2")
  @SchemaFieldDescription("Category of the products on that day; Unknown if there is none")
  public abstract String getCategory();

  @SchemaFieldNumber("3")
  @SchemaFieldDescription(
      "Sum of quantity times unit price over the lines of sales; 0 on a day without any")
  public abstract BigDecimal getRevenue();

  @SchemaFieldNumber("4")
  @SchemaFieldName("moving_average_7d")
  @SchemaFieldDescription("Revenue of the day and the six before, divided by 7")
  public abstract BigDecimal getMovingAverage7d();
}
