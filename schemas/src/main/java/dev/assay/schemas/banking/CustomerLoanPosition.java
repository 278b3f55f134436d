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
import org.joda.time.Instant;

/** One row per customer with a loan: what was borrowed, paid back, and is still owed. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class CustomerLoanPosition {

  public static Builder builder() {
    return new AutoValue_CustomerLoanPosition.Builder();
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
  @SchemaFieldDescription("Number of loans, those that are paid back included")
  public abstract long getLoanCount();

  @SchemaFieldNumber("4")
  @SchemaFieldDescription("Sum of the amounts of all loans")
  public abstract BigDecimal getTotalLoanAmount();

  @SchemaFieldNumber("5")
  @SchemaFieldDescription("Sum of all payments to these loans")
  public abstract BigDecimal getTotalPaid();

  @SchemaFieldNumber("6")
  @SchemaFieldDescription(
      "What is still owed: for each loan its amount less its payments, and never less than 0, summed")
  public abstract BigDecimal getOutstanding();

  @SchemaFieldNumber("7")
  @SchemaFieldDescription(
      "Interest rate in percent a year, averaged over the amounts of the loans; null if they are 0")
  public abstract @Nullable BigDecimal getAverageInterestRate();

  @SchemaFieldNumber("8")
  @SchemaFieldDescription("Day of the latest payment; null if there was none with a date")
  public abstract @Nullable Instant getLastPaymentDate();

  /** Builds a row. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setCustomerId(String customerId);

    public abstract Builder setFirstName(String firstName);

    public abstract Builder setLastName(String lastName);

    public abstract Builder setLoanCount(long loanCount);

    public abstract Builder setTotalLoanAmount(BigDecimal totalLoanAmount);

    public abstract Builder setTotalPaid(BigDecimal totalPaid);

    public abstract Builder setOutstanding(BigDecimal outstanding);

    public abstract Builder setAverageInterestRate(@Nullable BigDecimal averageInterestRate);

    public abstract Builder setLastPaymentDate(@Nullable Instant lastPaymentDate);

    public abstract CustomerLoanPosition build();
  }
}
