package dev.assay.schemas.orders;

import com.google.auto.value.AutoValue;
import dev.assay.schemas.PartialSum;
import java.math.BigDecimal;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/** Some of the sales of one product on a day; on the way to {@link TopProduct}. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class ProductDay implements PartialSum<ProductDay> {

  @SchemaCreate
  public static ProductDay of(
      Instant orderDate,
      String productId,
      @Nullable String productName,
      String category,
      long lines,
      long units,
      BigDecimal revenue,
      long share) {
    return new AutoValue_ProductDay(
        orderDate, productId, productName, category, lines, units, revenue, share);
  }

  /** Day of the sales. */
  @SchemaFieldNumber("0")
  public abstract Instant getOrderDate();

  /** Which product. */
  @SchemaFieldNumber("1")
  public abstract String getProductId();

  /** Its name on that day; null if it is unknown. */
  @SchemaFieldNumber("2")
  public abstract @Nullable String getProductName();

  /** Its category on that day. */
  @SchemaFieldNumber("3")
  public abstract String getCategory();

  /** Number of lines. */
  @SchemaFieldNumber("4")
  public abstract long getLines();

  /** How many were sold. */
  @SchemaFieldNumber("5")
  public abstract long getUnits();

  /** Sum of quantity times unit price. */
  @SchemaFieldNumber("6")
  public abstract BigDecimal getRevenue();

  /** A number of the product, from 0 to 63, that cuts the products of a day into equal shares. */
  @SchemaFieldNumber("7")
  public abstract long getShare();

  @Override
  public Object key() {
    return List.of(getOrderDate(), getProductId());
  }

  @Override
  public ProductDay plus(ProductDay other) {
    return of(
        getOrderDate(),
        getProductId(),
        getProductName(),
        getCategory(),
        getLines() + other.getLines(),
        Math.addExact(getUnits(), other.getUnits()),
        getRevenue().add(other.getRevenue()),
        getShare());
  }
}
