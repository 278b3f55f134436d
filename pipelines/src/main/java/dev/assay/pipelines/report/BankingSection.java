package dev.assay.pipelines.report;

import static dev.assay.pipelines.report.Unit.AMOUNT;
import static dev.assay.pipelines.report.Unit.COUNT;
import static dev.assay.pipelines.report.Unit.DAY;
import static dev.assay.pipelines.report.Unit.MONTH;
import static dev.assay.pipelines.report.Unit.TEXT;

import java.util.List;

/** What a bank's customers hold, owe, and move by month. */
final class BankingSection {
  private static final String NO_ROW = "no customer has one";

  private BankingSection() {}

  static Section section() {
    return new Section(
        "banking",
        "Banking",
        "What customers hold, owe, and move by month. Amounts are in the bank's currency.",
        "customer_account_balance",
        List.of(
            holdings(),
            debts(),
            bands(),
            states(),
            topCustomers(),
            topDebtors(),
            repayment(),
            owed(),
            months()));
  }

  private static Chart holdings() {
    return Chart.of(Mark.FIGURES, "holdings", "What customers hold")
        .column("Customers with an account", COUNT)
        .column("Accounts", COUNT)
        .nullIf(NO_ROW)
        .column("Sum of balances", AMOUNT)
        .nullIf(NO_ROW)
        .quotient("Average balance of a customer", AMOUNT, 2, 0)
        .sql(
            """
            SELECT COUNT(*) AS customers_with_an_account, SUM(account_count) AS accounts,
              SUM(total_balance) AS sum_of_balances
            FROM {gold}.customer_account_balance\
            """);
  }

  private static Chart debts() {
    return Chart.of(Mark.FIGURES, "debts", "What customers owe")
        .column("Customers with a loan", COUNT)
        .column("Borrowed", AMOUNT)
        .nullIf(NO_ROW)
        .column("Paid back", AMOUNT)
        .nullIf(NO_ROW)
        .column("Outstanding", AMOUNT)
        .nullIf(NO_ROW)
        .sql(
            """
            SELECT COUNT(*), SUM(total_loan_amount), SUM(total_paid), SUM(outstanding)
            FROM {gold}.customer_loan_position\
            """);
  }

  private static Chart bands() {
    return Chart.of(Mark.COLUMNS, "balance-bands", "Customers by balance")
        .per("band of balances")
        .note("Number of customers whose accounts together hold an amount of each band.")
        .column("Balance", TEXT)
        .column("Customers", COUNT)
        .aside("Sum of balances", AMOUNT)
        .sql(Bands.sql("total_balance", "{gold}.customer_account_balance"));
  }

  private static Chart states() {
    return Chart.of(Mark.BARS, "balances-by-state", "Balances by state")
        .per("state")
        .note("The 12 states with the greatest sum of balances.")
        .column("State", TEXT)
        .nullIf("it is not known")
        .column("Sum of balances", AMOUNT)
        .aside("Customers", COUNT)
        .sql(
            """
            SELECT state, SUM(total_balance) AS balance, COUNT(*)
            FROM {gold}.customer_account_balance
            GROUP BY state ORDER BY balance DESC, state LIMIT 12\
            """);
  }

  private static Chart topCustomers() {
    return Chart.of(Mark.BARS, "top-customers", "The ten customers with the greatest balance")
        .per("customer")
        .note("By number of the customer: names are not for a report.")
        .column("Customer", TEXT)
        .column("Balance", AMOUNT)
        .aside("Accounts", COUNT)
        .aside("State", TEXT)
        .nullIf("it is not known")
        .sql(
            """
            SELECT customer_id, total_balance, account_count, state
            FROM {gold}.customer_account_balance
            ORDER BY total_balance DESC, customer_id LIMIT 10\
            """);
  }

  /** Compared by products, since engines differ in how they divide. */
  private static Chart repayment() {
    return Chart.of(Mark.COLUMNS, "repayment", "Customers with loans, by how much is paid back")
        .per("part of a loan that is paid back")
        .note("Paid back, as a part of what was borrowed, interest included in the payments.")
        .column("Paid back", TEXT)
        .column("Customers", COUNT)
        .aside("Outstanding", AMOUNT)
        .sql(
            """
            SELECT part, COUNT(*), SUM(outstanding) FROM (
              SELECT outstanding,
                CASE WHEN outstanding = 0 THEN 5
                  WHEN total_paid * 4 < total_loan_amount THEN 1
                  WHEN total_paid * 2 < total_loan_amount THEN 2
                  WHEN total_paid * 4 < total_loan_amount * 3 THEN 3
                  ELSE 4 END AS place,
                CASE WHEN outstanding = 0 THEN 'All of it'
                  WHEN total_paid * 4 < total_loan_amount THEN 'Less than 25%'
                  WHEN total_paid * 2 < total_loan_amount THEN '25% to 50%'
                  WHEN total_paid * 4 < total_loan_amount * 3 THEN '50% to 75%'
                  ELSE '75% or more' END AS part
              FROM {gold}.customer_loan_position) AS loans
            GROUP BY place, part ORDER BY place\
            """);
  }

  private static Chart topDebtors() {
    return Chart.of(Mark.BARS, "top-debtors", "The ten customers who owe most")
        .per("customer")
        .column("Customer", TEXT)
        .column("Outstanding", AMOUNT)
        .aside("Borrowed", AMOUNT)
        .aside("Paid back", AMOUNT)
        .aside("Loans", COUNT)
        .aside("Latest payment", DAY)
        .nullIf("there was none with a date")
        .sql(
            """
            SELECT customer_id, outstanding, total_loan_amount, total_paid, loan_count,
              last_payment_date
            FROM {gold}.customer_loan_position
            ORDER BY outstanding DESC, customer_id LIMIT 10\
            """);
  }

  private static Chart owed() {
    return Chart.of(Mark.COLUMNS, "owed-bands", "Customers with loans, by what they still owe")
        .per("band of amounts")
        .ifEmpty("Every loan is paid back.")
        .column("Outstanding", TEXT)
        .column("Customers", COUNT)
        .aside("Sum outstanding", AMOUNT)
        .sql(Bands.sql("outstanding", "{gold}.customer_loan_position WHERE outstanding > 0"));
  }

  private static Chart months() {
    return Chart.of(Mark.LINES, "monthly-activity", "Deposits and withdrawals by month")
        .per("month")
        .wide()
        .note("The latest 60 months with a transaction.")
        .column("Month", MONTH)
        .column("Deposits", AMOUNT)
        .column("Withdrawals", AMOUNT)
        .aside("Net", AMOUNT)
        .aside("Transactions", COUNT)
        .sql(
            """
            SELECT * FROM (
              SELECT month, SUM(deposits), SUM(withdrawals), SUM(net), SUM(transaction_count)
              FROM {gold}.account_monthly_activity
              GROUP BY month ORDER BY month DESC LIMIT 60) AS months
            ORDER BY month\
            """);
  }
}
