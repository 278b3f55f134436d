package dev.assay.schemas.banking;

import com.google.auto.value.AutoValue;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldDescription;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldNumber;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.joda.time.Instant;

/** One row per account and month with a transaction: what came in and what went out. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class AccountMonthlyActivity {

  @SchemaCreate
  public static AccountMonthlyActivity of(
      String accountId,
      Instant month,
      BigDecimal deposits,
      BigDecimal withdrawals,
      BigDecimal net,
      long transactionCount) {
    return new AutoValue_AccountMonthlyActivity(
        accountId, month, deposits, withdrawals, net, transactionCount);
  }

  @SchemaFieldNumber("0")
  @SchemaFieldDescription("Number of the account")
  public abstract String getAccountId();

  @SchemaFieldNumber("1")
  @SchemaFieldDescription("First day of the month")
  public abstract Instant getMonth();

  @SchemaFieldNumber("2")
  @SchemaFieldDescription("Sum of what came in")
  public abstract BigDecimal getDeposits();

  @SchemaFieldNumber("3")
  @SchemaFieldDescription("Sum of what went out, as a positive amount")
  public abstract BigDecimal getWithdrawals();

  @SchemaFieldNumber("4")
  @SchemaFieldDescription("Deposits less withdrawals")
  public abstract BigDecimal getNet();

  @SchemaFieldNumber("5")
  @SchemaFieldDescription("Number of transactions")
  public abstract long getTransactionCount();
}
