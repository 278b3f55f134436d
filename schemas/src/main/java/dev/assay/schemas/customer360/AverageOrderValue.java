package dev.assay.schemas.customer360;

import com.google.auto.value.AutoValue;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldDescription;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;

/** One row per level (product, category, location) and key with a sale: what an order is worth. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class AverageOrderValue {

  @SchemaCreate
  public static AverageOrderValue of(
      String level,
      String key,
      String name,
      long orders,
      BigDecimal revenue,
      BigDecimal averageOrderValue) {
    return new AutoValue_AverageOrderValue(level, key, name, orders, revenue, averageOrderValue);
  }

  @SchemaFieldNumber("0")
  @SchemaFieldDescription(
      "What the row is about: product, category (both of online sales) or location (of in-store sales)")
  public abstract String getLevel();

  @SchemaFieldNumber("1")
  @SchemaFieldDescription("Number of the product; or the category; or the location")
  public abstract String getKey();

  @SchemaFieldNumber("2")
  @SchemaFieldDescription("Name of the product; or the category or location itself")
  public abstract String getName();

  @SchemaFieldNumber("3")
  @SchemaFieldDescription("Number of sales")
  public abstract long getOrders();

  @SchemaFieldNumber("4")
  @SchemaFieldDescription("Sum of their amounts")
  public abstract BigDecimal getRevenue();

  @SchemaFieldNumber("5")
  @SchemaFieldDescription("Revenue divided by orders, to nine decimals, half up")
  public abstract BigDecimal getAverageOrderValue();
}
