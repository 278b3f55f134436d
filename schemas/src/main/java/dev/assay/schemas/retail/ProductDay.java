package dev.assay.schemas.retail;

import com.google.auto.value.AutoValue;
import dev.assay.schemas.PartialSum;
import java.math.BigDecimal;
import java.util.Arrays;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/** Some of the lines of one stock code, day and name; on the way to {@link ProductMonth}. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class ProductDay implements PartialSum<ProductDay> {

  @SchemaCreate
  public static ProductDay of(
      String stockCode,
      Instant date,
      @Nullable String description,
      long lines,
      long quantity,
      BigDecimal sales) {
    return new AutoValue_ProductDay(stockCode, date, description, lines, quantity, sales);
  }

  @SchemaFieldNumber("0")
  public abstract String getStockCode();

  @SchemaFieldNumber("1")
  public abstract Instant getDate();

  /** As the lines write it; null if they do not. */
  @SchemaFieldNumber("2")
  public abstract @Nullable String getDescription();

  /** Number of lines. */
  @SchemaFieldNumber("3")
  public abstract long getLines();

  /** How many were sold. */
  @SchemaFieldNumber("4")
  public abstract long getQuantity();

  /** Sum of quantity times unit price. */
  @SchemaFieldNumber("5")
  public abstract BigDecimal getSales();

  @Override
  public Object key() {
    return Arrays.asList(getStockCode(), getDate(), getDescription());
  }

  @Override
  public ProductDay plus(ProductDay other) {
    return of(
        getStockCode(),
        getDate(),
        getDescription(),
        getLines() + other.getLines(),
        Math.addExact(getQuantity(), other.getQuantity()),
        getSales().add(other.getSales()));
  }
}
