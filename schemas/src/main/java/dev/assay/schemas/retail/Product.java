package dev.assay.schemas.retail;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldDescription;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.checkerframework.checker.nullness.qual.Nullable;

/** One row per stock code, as invoices write it; table dim_products. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class Product {

  @SchemaCreate
  public static Product of(
      String stockCode, @Nullable String description, String productCategory, boolean isProduct) {
    return new AutoValue_Product(stockCode, description, productCategory, isProduct);
  }

  @SchemaFieldNumber("0")
  @SchemaFieldDescription("Number of the article; case matters")
  public abstract String getStockCode();

  @SchemaFieldNumber("1")
  @SchemaFieldDescription(
      "The name that most lines give it; of those equally frequent the first in the alphabet; null if no line does")
  public abstract @Nullable String getDescription();

  @SchemaFieldNumber("2")
  @SchemaFieldDescription("Kind of article, told by words in its name; Other if none fits")
  public abstract String getProductCategory();

  @SchemaFieldNumber("3")
  @SchemaFieldDescription("False for postage, fees, vouchers and corrections, which are no goods")
  public abstract boolean getIsProduct();
}
