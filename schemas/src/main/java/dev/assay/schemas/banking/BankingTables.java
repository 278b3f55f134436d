package dev.assay.schemas.banking;

import dev.assay.schemas.Contract;
import dev.assay.schemas.TableDefinition;

/** The gold tables of the domain banking. */
public final class BankingTables {
  public static final TableDefinition<CustomerAccountBalance> CUSTOMER_ACCOUNT_BALANCE =
      TableDefinition.of(CustomerAccountBalance.class)
          .describedAs("One row per customer with an account: the sum of what the accounts hold")
          .keyedBy("customer_id")
          .sums("accounts", "balance", "total_balance");

  public static final TableDefinition<CustomerLoanPosition> CUSTOMER_LOAN_POSITION =
      TableDefinition.of(CustomerLoanPosition.class)
          .describedAs("One row per customer with a loan: borrowed, paid back, still owed")
          .keyedBy("customer_id")
          .day("last_payment_date")
          .sums("loans", "loan_amount", "total_loan_amount")
          .sums("loan_payments", "payment_amount", "total_paid")
          .scaledLike("loans", "loan_amount", "outstanding");

  /** One row per loan, not a table of the warehouse. */
  public static final TableDefinition<LoanPosition> LOAN_POSITION =
      TableDefinition.of(LoanPosition.class).day("last_payment_date");

  private static final TableDefinition<AccountMonthlyActivity> ACTIVITY =
      TableDefinition.of(AccountMonthlyActivity.class)
          .describedAs(
              "One row per account and month with a transaction: what came in, what went out")
          .keyedBy("account_id", "month")
          .day("month");

  private BankingTables() {}

  /**
   * The table of activity by month. What it must add up to depends on how a contract writes
   * withdrawals: as positive amounts, or as negative ones.
   */
  public static TableDefinition<AccountMonthlyActivity> accountMonthlyActivity(Contract contract) {
    String[] sum =
        Direction.of(contract) == Direction.BY_SIGN
            ? new String[] {"net"}
            : new String[] {"deposits", "withdrawals"};
    return ACTIVITY
        .sums("transactions", "transaction_amount", sum)
        .scaledLike("transactions", "transaction_amount", "deposits", "withdrawals", "net");
  }
}
