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
import org.joda.time.Instant;

/** Some of the sales of one category in a region on a day; on the way to {@link RevenueTrend}. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class RevenueDay implements PartialSum<RevenueDay> {

  @SchemaCreate
  public static RevenueDay of(
      Instant orderDate, String region, String category, BigDecimal revenue) {
    return new AutoValue_RevenueDay(orderDate, region, category, revenue);
  }

  /** Day of the sales. */
  @SchemaFieldNumber("0")
  public abstract Instant getOrderDate();

  /** Region they are sent to. */
  @SchemaFieldNumber("1")
  public abstract String getRegion();

  /** Category of the products. */
  @SchemaFieldNumber("2")
  public abstract String getCategory();

  /** Sum of quantity times unit price. */
  @SchemaFieldNumber("3")
  public abstract BigDecimal getRevenue();

  @Override
  public Object key() {
    return List.of(getOrderDate(), getRegion(), getCategory());
  }

  @Override
  public RevenueDay plus(RevenueDay other) {
    return of(getOrderDate(), getRegion(), getCategory(), getRevenue().add(other.getRevenue()));
  }
}
