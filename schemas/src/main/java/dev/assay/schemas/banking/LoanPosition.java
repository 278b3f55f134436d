package dev.assay.schemas.banking;

import com.google.auto.value.AutoValue;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/** One row per loan, with the payments to it; on the way to {@link CustomerLoanPosition}. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class LoanPosition {

  @SchemaCreate
  public static LoanPosition of(
      String customerId,
      BigDecimal loanAmount,
      BigDecimal interestRate,
      BigDecimal paid,
      long paymentCount,
      @Nullable Instant lastPaymentDate) {
    return new AutoValue_LoanPosition(
        customerId, loanAmount, interestRate, paid, paymentCount, lastPaymentDate);
  }

  /** Number of the customer, who need not be known. */
  @SchemaFieldNumber("0")
  public abstract String getCustomerId();

  @SchemaFieldNumber("1")
  public abstract BigDecimal getLoanAmount();

  /** In percent a year. */
  @SchemaFieldNumber("2")
  public abstract BigDecimal getInterestRate();

  /** Sum of the payments. */
  @SchemaFieldNumber("3")
  public abstract BigDecimal getPaid();

  @SchemaFieldNumber("4")
  public abstract long getPaymentCount();

  /** Day of the latest payment; null if there was none with a date. */
  @SchemaFieldNumber("5")
  public abstract @Nullable Instant getLastPaymentDate();
}
