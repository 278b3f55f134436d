package dev.assay.schemas.retail;

import com.google.auto.value.AutoValue;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/** One row per stock code and month with a sale; on the way to products and best sellers. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class ProductMonth {

  @SchemaCreate
  public static ProductMonth of(
      String stockCode,
      Instant month,
      @Nullable String description,
      boolean isFirst,
      long share,
      long lines,
      long quantity,
      BigDecimal sales) {
    return new AutoValue_ProductMonth(
        stockCode, month, description, isFirst, share, lines, quantity, sales);
  }

  @SchemaFieldNumber("0")
  public abstract String getStockCode();

  /** First day of the month. */
  @SchemaFieldNumber("1")
  public abstract Instant getMonth();

  /** The name that most lines of all months give it, see {@link Product}. */
  @SchemaFieldNumber("2")
  public abstract @Nullable String getDescription();

  /** Whether it is the first month of the stock code: true in one row of each. */
  @SchemaFieldNumber("3")
  public abstract boolean getIsFirst();

  /** A number of the stock code, from 0 to 63, that cuts a month's products into equal shares. */
  @SchemaFieldNumber("4")
  public abstract long getShare();

  /** Number of lines. */
  @SchemaFieldNumber("5")
  public abstract long getLines();

  /** How many were sold. */
  @SchemaFieldNumber("6")
  public abstract long getQuantity();

  /** Sum of quantity times unit price. */
  @SchemaFieldNumber("7")
  public abstract BigDecimal getSales();
}
