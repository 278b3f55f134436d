package dev.assay.schemas.orders;

import com.google.auto.value.AutoValue;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldDescription;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/** One row per day and rank; table top_products. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class TopProduct {

  @SchemaCreate
  public static TopProduct of(
      Instant orderDate,
      long rank,
      String productId,
      @Nullable String productName,
      String category,
      BigDecimal revenue,
      long units) {
    return new AutoValue_TopProduct(
        orderDate, rank, productId, productName, category, revenue, units);
  }

  @SchemaFieldNumber("0")
  @SchemaFieldDescription("Day, UTC")
  public abstract Instant getOrderDate();

  @SchemaFieldNumber("1")
  @SchemaFieldDescription("From 1, by revenue, the greatest first; equals by product_id")
  public abstract long getRank();

  @SchemaFieldNumber("2")
  @SchemaFieldDescription("Number of the product")
  public abstract String getProductId();

  @SchemaFieldNumber("3")
  @SchemaFieldDescription("Name of the product on that day; null if it is unknown")
  public abstract @Nullable String getProductName();

  @SchemaFieldNumber("4")
  @SchemaFieldDescription("Category of the product on that day; Unknown if there is none")
  public abstract String getCategory();

  @SchemaFieldNumber("5")
  @SchemaFieldDescription("Sum of quantity times unit price over the lines of sales")
  public abstract BigDecimal getRevenue();

  @SchemaFieldNumber("6")
  @SchemaFieldDescription("How many were sold")
  public abstract long getUnits();
}
