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

/** One row per day, region and state with a sale; table sales_by_region. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class RegionSales implements PartialSum<RegionSales> {

  @SchemaCreate
  public static RegionSales of(
      Instant orderDate, String region, String state, long orders, BigDecimal revenue) {
    return new AutoValue_RegionSales(orderDate, region, state, orders, revenue);
  }

  @SchemaFieldNumber("0")
  @SchemaFieldDescription("Day, UTC")
  public abstract Instant getOrderDate();

  @SchemaFieldNumber("1")
  @SchemaFieldDescription("Region of the state: West, East, South or Other")
  public abstract String getRegion();

  @SchemaFieldNumber("2")
  @SchemaFieldDescription(
      "State the orders are sent to, as they write it; Unknown if there is none")
  public abstract String getState();

  @SchemaFieldNumber("3")
  @SchemaFieldDescription("Number of sales")
  public abstract long getOrders();

  @SchemaFieldNumber("4")
  @SchemaFieldDescription("Sum of the totals of the sales")
  public abstract BigDecimal getRevenue();

  @Override
  public Object key() {
    return List.of(getOrderDate(), getState());
  }

  @Override
  public RegionSales plus(RegionSales other) {
    return of(
        getOrderDate(),
        getRegion(),
        getState(),
        getOrders() + other.getOrders(),
        getRevenue().add(other.getRevenue()));
  }
}
