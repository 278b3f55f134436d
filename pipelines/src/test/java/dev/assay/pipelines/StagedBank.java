package dev.assay.pipelines;

import static dev.assay.schemas.banking.BankingTables.CUSTOMER_ACCOUNT_BALANCE;
import static dev.assay.schemas.banking.BankingTables.CUSTOMER_LOAN_POSITION;

import dev.assay.schemas.TableDefinition;
import dev.assay.schemas.banking.CustomerAccountBalance;
import dev.assay.transforms.banking.SumAccountBalances;
import dev.assay.transforms.banking.SumLoanPositions;
import dev.assay.transforms.batch.Batch;
import dev.assay.transforms.batch.Stages;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.Rows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code banking} cut into three stages: silver; two tables of customers, from silver; and a table
 * by state, from one of those two.
 */
final class StagedBank implements NamedPipeline {
  static final TableDefinition<BalanceByState> BALANCE_BY_STATE =
      TableDefinition.of(BalanceByState.class)
          .describedAs("One row per state")
          .keyedBy("state")
          .sums("accounts", "balance", "total_balance");

  private static final Group.Input<CustomerAccountBalance> BALANCES = Group.Input.of("Balances");

  private static final Stages STAGES =
      Stages.first("silver")
          .then("customers", StagedBank::customers)
          .then("states", StagedBank::states);

  /** Runs it in a process of its own. */
  public static void main(String[] args) {
    System.exit(
        new Assay(List.of(new StagedBank()), List.of()).main(Console.system(), args).code());
  }

  static HereRun run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false);
    ExitCode code = new Assay(List.of(new StagedBank()), List.of()).run(console, arguments);
    return new HereRun(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static Batch customers(Batch bank) {
    return bank.gold(
            CUSTOMER_ACCOUNT_BALANCE, bank.apply("SumAccountBalances", SumAccountBalances.create()))
        .gold(CUSTOMER_LOAN_POSITION, bank.apply("SumLoanPositions", SumLoanPositions.create()));
  }

  private static Batch states(Batch bank) {
    Rows<BalanceByState> byState =
        PerKey.of("state")
            .with(BALANCES, bank.rows(CUSTOMER_ACCOUNT_BALANCE))
            .compute(
                BALANCE_BY_STATE,
                (state, results) -> {
                  long customers = 0;
                  BigDecimal total = BigDecimal.ZERO;
                  for (CustomerAccountBalance balance : state.rows(BALANCES)) {
                    customers++;
                    total = total.add(balance.getTotalBalance());
                  }
                  String name = state.key().getString("state");
                  results.output(BalanceByState.of(name == null ? "" : name, customers, total));
                });
    return bank.gold(BALANCE_BY_STATE, byState);
  }

  @Override
  public String name() {
    return "banking";
  }

  @Override
  public String description() {
    return "A bank in stages.";
  }

  @Override
  public String reads() {
    return "five files";
  }

  @Override
  public String writes() {
    return "three tables";
  }

  @Override
  public Class<? extends BatchOptions> options() {
    return StagedOptions.class;
  }

  @Override
  public Optional<Plan> plan(RunOptions options) throws IOException {
    return BatchPlan.of(name(), options.as(StagedOptions.class), Map.of(), STAGES);
  }
}
