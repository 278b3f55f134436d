package dev.assay.schemas.customer360;

import com.google.auto.value.AutoValue;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;

/** One row per product with a sale; on the way to {@link AverageOrderValue}. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class ProductSales {

  @SchemaCreate
  public static ProductSales of(
      long productId, String name, String category, long orders, BigDecimal revenue) {
    return new AutoValue_ProductSales(productId, name, category, orders, revenue);
  }

  /** Number of the product. */
  @SchemaFieldNumber("0")
  public abstract long getProductId();

  /** Name of the product. */
  @SchemaFieldNumber("1")
  public abstract String getName();

  /** Kind of product. */
  @SchemaFieldNumber("2")
  public abstract String getCategory();

  /** Number of sales. */
  @SchemaFieldNumber("3")
  public abstract long getOrders();

  /** Sum of their amounts. */
  @SchemaFieldNumber("4")
  public abstract BigDecimal getRevenue();
}
