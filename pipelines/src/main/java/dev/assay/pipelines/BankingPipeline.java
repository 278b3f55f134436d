package dev.assay.pipelines;

import static dev.assay.schemas.banking.BankingTables.CUSTOMER_ACCOUNT_BALANCE;
import static dev.assay.schemas.banking.BankingTables.CUSTOMER_LOAN_POSITION;

import dev.assay.schemas.TableDefinition;
import dev.assay.schemas.banking.AccountMonthlyActivity;
import dev.assay.schemas.banking.BankingTables;
import dev.assay.schemas.banking.CustomerAccountBalance;
import dev.assay.schemas.banking.CustomerLoanPosition;
import dev.assay.schemas.banking.Direction;
import dev.assay.transforms.banking.SumAccountBalances;
import dev.assay.transforms.banking.SumLoanPositions;
import dev.assay.transforms.banking.SumMonthlyActivity;
import dev.assay.transforms.batch.Batch;
import dev.assay.transforms.batch.Delivery;
import dev.assay.transforms.batch.Ingest;
import dev.assay.transforms.batch.Ingested;
import dev.assay.transforms.rows.Rows;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;

/** {@code banking}: five daily CSV files of a bank to silver Parquet and three gold tables. */
public final class BankingPipeline implements NamedPipeline {

  /** Runs {@code assay banking} with these options; what a Flex Template starts. */
  public static void main(String[] args) {
    Assay.main(Arguments.of("banking", args));
  }

  static void build(Pipeline pipeline, Delivery delivery) {
    Direction direction = Direction.of(delivery.contract());
    TableDefinition<AccountMonthlyActivity> accountMonthlyActivity =
        BankingTables.accountMonthlyActivity(delivery.contract());

    Ingested bank = pipeline.apply("Ingest", Ingest.of(delivery));

    Rows<CustomerAccountBalance> balances =
        bank.apply("SumAccountBalances", SumAccountBalances.create());
    Rows<CustomerLoanPosition> loans = bank.apply("SumLoanPositions", SumLoanPositions.create());
    Rows<AccountMonthlyActivity> activity =
        bank.apply("SumMonthlyActivity", SumMonthlyActivity.of(accountMonthlyActivity, direction));

    Batch.of(delivery)
        .silver(bank)
        .gold(CUSTOMER_ACCOUNT_BALANCE, balances)
        .gold(CUSTOMER_LOAN_POSITION, loans)
        .gold(accountMonthlyActivity, activity)
        .commit();
  }

  @Override
  public String name() {
    return "banking";
  }

  @Override
  public String description() {
    return "Customer account analysis of a bank, from five files a day.";
  }

  @Override
  public String reads() {
    return "customers, accounts, loans, loan_payments and transactions, each a full snapshot in CSV";
  }

  @Override
  public String writes() {
    return "customer_account_balance, customer_loan_position, account_monthly_activity";
  }

  @Override
  public Class<? extends RunOptions> options() {
    return BatchOptions.class;
  }

  @Override
  public Optional<Plan> plan(RunOptions options) throws IOException {
    return BatchPlan.of(name(), options.as(BatchOptions.class), Map.of(), BankingPipeline::build);
  }
}
