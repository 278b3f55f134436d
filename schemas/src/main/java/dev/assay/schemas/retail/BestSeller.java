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
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/** One row per month and rank: what sold best; table top_n_products_monthly. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class BestSeller {

  @SchemaCreate
  public static BestSeller of(
      Instant month,
      long rank,
      String stockCode,
      @Nullable String description,
      BigDecimal sales,
      long quantity) {
    return new AutoValue_BestSeller(month, rank, stockCode, description, sales, quantity);
  }

  @SchemaFieldNumber("0")
  @SchemaFieldDescription("First day of the month")
  public abstract Instant getMonth();

  @SchemaFieldNumber("1")
  @SchemaFieldDescription(
      "1 for the article with the greatest sales; of equals the lesser stock code comes first")
  public abstract long getRank();

  @SchemaFieldNumber("2")
  @SchemaFieldDescription("Number of the article")
  public abstract String getStockCode();

  @SchemaFieldNumber("3")
  @SchemaFieldDescription("Name of the article, as in dim_products")
  public abstract @Nullable String getDescription();

  @SchemaFieldNumber("4")
  @SchemaFieldDescription(
      "Sum of the sales of the month, cancellations not deducted, in the shop's currency")
  public abstract BigDecimal getSales();

  @SchemaFieldNumber("5")
  @SchemaFieldDescription("How many were sold in the month")
  public abstract long getQuantity();
}
