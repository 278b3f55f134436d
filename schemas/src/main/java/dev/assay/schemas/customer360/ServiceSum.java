package dev.assay.schemas.customer360;

import com.google.auto.value.AutoValue;
import dev.assay.schemas.PartialSum;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;

/** Some of the calls of one customer; on the way to {@link CustomerSpending}. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class ServiceSum implements PartialSum<ServiceSum> {

  @SchemaCreate
  public static ServiceSum of(long customerId, long interactions) {
    return new AutoValue_ServiceSum(customerId, interactions);
  }

  /** Number of the customer. */
  @SchemaFieldNumber("0")
  public abstract long getCustomerId();

  /** Number of calls. */
  @SchemaFieldNumber("1")
  public abstract long getInteractions();

  @Override
  public Object key() {
    return getCustomerId();
  }

  @Override
  public ServiceSum plus(ServiceSum other) {
    return of(getCustomerId(), getInteractions() + other.getInteractions());
  }
}
