package dev.assay.schemas.banking;

import com.google.auto.value.AutoValue;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldDescription;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.checkerframework.checker.nullness.qual.Nullable;

/** One row per customer with an account: who it is, and what all accounts hold together. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class CustomerAccountBalance {

  public static Builder builder() {
    return new AutoValue_CustomerAccountBalance.Builder();
  }

  @SchemaFieldNumber("0")
  @SchemaFieldDescription("Number of the customer")
  public abstract String getCustomerId();

  @SchemaFieldNumber("1")
  @SchemaFieldDescription("Given name")
  public abstract String getFirstName();

  @SchemaFieldNumber("2")
  @SchemaFieldDescription("Family name")
  public abstract String getLastName();

  @SchemaFieldNumber("3")
  @SchemaFieldDescription("Street and house number")
  public abstract @Nullable String getAddress();

  @SchemaFieldNumber("4")
  @SchemaFieldDescription("City or town")
  public abstract @Nullable String getCity();

  @SchemaFieldNumber("5")
  @SchemaFieldDescription("State or province, as an abbreviation")
  public abstract @Nullable String getState();

  @SchemaFieldNumber("6")
  @SchemaFieldDescription("Postal code, as text: it may start with 0")
  public abstract @Nullable String getZip();

  @SchemaFieldNumber("7")
  @SchemaFieldDescription("Number of accounts")
  public abstract long getAccountCount();

  @SchemaFieldNumber("8")
  @SchemaFieldDescription("Sum of the balances of all accounts, in the bank's currency")
  public abstract BigDecimal getTotalBalance();

  /** Builds a row. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setCustomerId(String customerId);

    public abstract Builder setFirstName(String firstName);

    public abstract Builder setLastName(String lastName);

    public abstract Builder setAddress(@Nullable String address);

    public abstract Builder setCity(@Nullable String city);

    public abstract Builder setState(@Nullable String state);

    public abstract Builder setZip(@Nullable String zip);

    public abstract Builder setAccountCount(long accountCount);

    public abstract Builder setTotalBalance(BigDecimal totalBalance);

    public abstract CustomerAccountBalance build();
  }
}
