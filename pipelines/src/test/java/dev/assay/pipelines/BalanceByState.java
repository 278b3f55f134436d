package dev.assay.pipelines;

import com.google.auto.value.AutoValue;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;

/** One row per state: what its customers' accounts hold. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class BalanceByState {

  @SchemaCreate
  static BalanceByState of(String state, long customers, BigDecimal totalBalance) {
    return new AutoValue_BalanceByState(state, customers, totalBalance);
  }

  @SchemaFieldNumber("0")
  public abstract String getState();

  @SchemaFieldNumber("1")
  public abstract long getCustomers();

  @SchemaFieldNumber("2")
  public abstract BigDecimal getTotalBalance();
}
