package dev.assay.schemas.orders;

import com.google.auto.value.AutoValue;
import dev.assay.schemas.PartialSum;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.joda.time.Instant;

/** Some of the orders of one customer; on the way to {@link ChurnRisk}. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class CustomerActivity implements PartialSum<CustomerActivity> {

  @SchemaCreate
  public static CustomerActivity of(
      String customerId, Instant lastOrderAt, long sales, BigDecimal spend) {
    return new AutoValue_CustomerActivity(customerId, lastOrderAt, sales, spend);
  }

  /** Who ordered. */
  @SchemaFieldNumber("0")
  public abstract String getCustomerId();

  /** The latest of the orders. */
  @SchemaFieldNumber("1")
  public abstract Instant getLastOrderAt();

  /** Those that are sales. */
  @SchemaFieldNumber("2")
  public abstract long getSales();

  /** Sum of the totals of the sales. */
  @SchemaFieldNumber("3")
  public abstract BigDecimal getSpend();

  @Override
  public Object key() {
    return getCustomerId();
  }

  @Override
  public CustomerActivity plus(CustomerActivity other) {
    return of(
        getCustomerId(),
        getLastOrderAt().isAfter(other.getLastOrderAt())
            ? getLastOrderAt()
            : other.getLastOrderAt(),
        getSales() + other.getSales(),
        getSpend().add(other.getSpend()));
  }
}
