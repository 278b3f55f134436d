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

/** One row per day and country with a sale; table agg_daily_sales. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class DailySales {

  @SchemaCreate
  public static DailySales of(
      Instant date,
      String country,
      BigDecimal sales,
      long quantity,
      long orders,
      BigDecimal averageUnitPrice) {
    return new AutoValue_DailySales(date, country, sales, quantity, orders, averageUnitPrice);
  }

  @SchemaFieldNumber("0")
  @SchemaFieldDescription("The day")
  public abstract Instant getDate();

  @SchemaFieldNumber("1")
  @SchemaFieldDescription("Country of the customers")
  public abstract String getCountry();

  @SchemaFieldNumber("2")
  @SchemaFieldDescription("Sum of the sales, cancellations not deducted, in the shop's currency")
  public abstract BigDecimal getSales();

  @SchemaFieldNumber("3")
  @SchemaFieldDescription("How many articles were sold")
  public abstract long getQuantity();

  @SchemaFieldNumber("4")
  @SchemaFieldDescription("Number of invoices")
  public abstract long getOrders();

  @SchemaFieldNumber("5")
  @SchemaFieldDescription("Mean of the unit prices of the lines, each line counted once")
  public abstract BigDecimal getAverageUnitPrice();
}
