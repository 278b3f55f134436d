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

/**
 * One row per product and period in which what is known of it stayed the same, its stock aside;
 * table dim_products.
 */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class ProductVersion implements Version {

  public static Builder builder() {
    return new AutoValue_ProductVersion.Builder();
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
  @SchemaFieldDescription("List price")
  public abstract @Nullable BigDecimal getPrice();

  @SchemaFieldNumber("4")
  @SchemaFieldDescription("How many were in stock at the last delivery of the period")
  public abstract @Nullable Long getStockLevel();

  @Override
  @SchemaFieldNumber("5")
  @SchemaFieldDescription("First day of the period; 0001-01-01 for the first one of a product")
  public abstract Instant getValidFrom();

  @Override
  @SchemaFieldNumber("6")
  @SchemaFieldDescription("First day after the period; null if it has not ended")
  public abstract @Nullable Instant getValidTo();

  @SchemaFieldNumber("7")
  @SchemaFieldDescription("Whether the period has not ended")
  public abstract boolean getIsCurrent();

  /** Builds a row. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setProductId(String productId);

    public abstract Builder setProductName(@Nullable String productName);

    public abstract Builder setCategory(@Nullable String category);

    public abstract Builder setPrice(@Nullable BigDecimal price);

    public abstract Builder setStockLevel(@Nullable Long stockLevel);

    public abstract Builder setValidFrom(Instant validFrom);

    public abstract Builder setValidTo(@Nullable Instant validTo);

    public abstract Builder setIsCurrent(boolean isCurrent);

    public abstract ProductVersion build();
  }
}
