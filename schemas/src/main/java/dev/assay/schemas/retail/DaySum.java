package dev.assay.schemas.retail;

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
import org.joda.time.Instant;

/** Some of the invoices of one day and country; on the way to {@link DailySales}. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class DaySum implements PartialSum<DaySum> {

  @SchemaCreate
  public static DaySum of(
      Instant date,
      String country,
      long orders,
      long lines,
      long quantity,
      BigDecimal sales,
      BigDecimal prices) {
    return new AutoValue_DaySum(date, country, orders, lines, quantity, sales, prices);
  }

  /** The day, as midnight UTC. */
  @SchemaFieldNumber("0")
  public abstract Instant getDate();

  /** Country of the customers. */
  @SchemaFieldNumber("1")
  public abstract String getCountry();

  /** Number of invoices. */
  @SchemaFieldNumber("2")
  public abstract long getOrders();

  /** Number of lines. */
  @SchemaFieldNumber("3")
  public abstract long getLines();

  /** How many articles were sold. */
  @SchemaFieldNumber("4")
  public abstract long getQuantity();

  /** Sum of quantity times unit price, in the shop's currency. */
  @SchemaFieldNumber("5")
  public abstract BigDecimal getSales();

  /** Sum of the unit prices, each line counted once. */
  @SchemaFieldNumber("6")
  public abstract BigDecimal getPrices();

  @Override
  public Object key() {
    return List.of(getDate(), getCountry());
  }

  @Override
  public DaySum plus(DaySum other) {
    return of(
        getDate(),
        getCountry(),
        getOrders() + other.getOrders(),
        getLines() + other.getLines(),
        Math.addExact(getQuantity(), other.getQuantity()),
        getSales().add(other.getSales()),
        getPrices().add(other.getPrices()));
  }
}
