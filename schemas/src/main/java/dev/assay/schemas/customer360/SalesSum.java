package dev.assay.schemas.customer360;

import com.google.auto.value.AutoValue;
import dev.assay.schemas.PartialSum;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;

/** Some of the sales of one product, or of one store; on the way to {@link AverageOrderValue}. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class SalesSum implements PartialSum<SalesSum> {

  @SchemaCreate
  public static SalesSum of(long id, long orders, BigDecimal revenue) {
    return new AutoValue_SalesSum(id, orders, revenue);
  }

  /** Number of the product, or of the store. */
  @SchemaFieldNumber("0")
  public abstract long getId();

  /** Number of sales. */
  @SchemaFieldNumber("1")
  public abstract long getOrders();

  /** Sum of their amounts. */
  @SchemaFieldNumber("2")
  public abstract BigDecimal getRevenue();

  @Override
  public Object key() {
    return getId();
  }

  @Override
  public SalesSum plus(SalesSum other) {
    return of(getId(), getOrders() + other.getOrders(), getRevenue().add(other.getRevenue()));
  }
}
