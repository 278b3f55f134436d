package dev.assay.schemas.orders;

import com.google.auto.value.AutoValue;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldDescription;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/** One row per product whose stock will not last; table inventory_alerts. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class InventoryAlert {

  public static Builder builder() {
    return new AutoValue_InventoryAlert.Builder();
  }

  @SchemaFieldNumber("0")
  @SchemaFieldDescription("Number of the product")
  public abstract String getProductId();

  @SchemaFieldNumber("1")
  @SchemaFieldDescription("Name of the product")
  public abstract @Nullable String getProductName();

  @SchemaFieldNumber("2")
  @SchemaFieldDescription("Category of the product")
  public abstract @Nullable String getCategory();

  @SchemaFieldNumber("3")
  @SchemaFieldDescription("How many were in stock when it was last told")
  public abstract long getStockLevel();

  @SchemaFieldNumber("4")
  @SchemaFieldDescription("How many were sold in the 30 days up to the day of the report")
  public abstract long getUnitsSold();

  @SchemaFieldNumber("5")
  @SchemaFieldDescription("Units sold divided by 30")
  public abstract BigDecimal getDailyRate();

  @SchemaFieldNumber("6")
  @SchemaFieldDescription("Stock divided by the daily rate")
  public abstract BigDecimal getDaysOfCover();

  @SchemaFieldNumber("7")
  @SchemaFieldDescription("Day of the report, UTC")
  public abstract Instant getReportDate();

  /** Builds a row. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setProductId(String productId);

    public abstract Builder setProductName(@Nullable String productName);

    public abstract Builder setCategory(@Nullable String category);

    public abstract Builder setStockLevel(long stockLevel);

    public abstract Builder setUnitsSold(long unitsSold);

    public abstract Builder setDailyRate(BigDecimal dailyRate);

    public abstract Builder setDaysOfCover(BigDecimal daysOfCover);

    public abstract Builder setReportDate(Instant reportDate);

    public abstract InventoryAlert build();
  }
}
