package dev.assay.schemas.orders;

import com.google.auto.value.AutoValue;
import dev.assay.schemas.PartialSum;
import java.math.BigDecimal;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldDescription;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.joda.time.Instant;

/** One row per day and category with a sale; table agg_category_revenue. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class CategoryRevenue implements PartialSum<CategoryRevenue> {

  @SchemaCreate
  public static CategoryRevenue of(
      Instant orderDate, String category, BigDecimal revenue, long units, long orders) {
    return new AutoValue_CategoryRevenue(orderDate, category, revenue, units, orders);
  }

  @SchemaFieldNumber("0")
  @SchemaFieldDescription("Day, UTC")
  public abstract Instant getOrderDate();

  @SchemaFieldNumber("1")
  @SchemaFieldDescription("Category of the products on that day; Unknown if there is none")
  public abstract String getCategory();

  @SchemaFieldNumber("2")
  @SchemaFieldDescription("Sum of quantity times unit price over the lines of sales")
  public abstract BigDecimal getRevenue();

  @SchemaFieldNumber("3")
  @SchemaFieldDescription("How many were sold")
  public abstract long getUnits();

  @SchemaFieldNumber("4")
  @SchemaFieldDescription(
      "Number of sales with a line of the category; one counts in several categories")
  public abstract long getOrders();

  @Override
  public Object key() {
    return List.of(getOrderDate(), getCategory());
  }

  @Override
  public CategoryRevenue plus(CategoryRevenue other) {
    return of(
        getOrderDate(),
        getCategory(),
        getRevenue().add(other.getRevenue()),
        Math.addExact(getUnits(), other.getUnits()),
        getOrders() + other.getOrders());
  }
}
