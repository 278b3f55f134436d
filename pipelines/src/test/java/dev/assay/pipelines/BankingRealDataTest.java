package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.pipelines.generate.banking.BankingOracle;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures known of the real bank, and every row against the oracle. */
class BankingRealDataTest {
  @TempDir private static Path folder;
  private static Path input;
  private static BankingLake lake;
  private static BankingLake.Run run;

  @BeforeAll
  static void publish() {
    String data = System.getenv("ASSAY_DATA");
    assumeTrue(data != null, "ASSAY_DATA is not set: no real data to run on");
    input = Path.of(data, "banking");
    lake = BankingLake.at(folder.resolve("lake"));
    run = lake.publish(input);
  }

  @Test
  void agreesWithTheOracleRowByRow() throws Exception {
    try (BankingOracle oracle = BankingOracle.of(input)) {
      assertThat(oracle.differences(lake.warehouseFile()), empty());
    }
  }

  @Test
  void attributesAllBalancesButThoseOfUnknownCustomers() throws Exception {
    assertThat(
        lake.warehouse(
            "SELECT count(*), sum(total_balance), sum(account_count)"
                + " FROM banking_gold.customer_account_balance"),
        contains(List.of("86", "291231.00", "88")));
    assertThat(
        lake.warehouse("SELECT count(*), sum(balance) FROM banking_silver.accounts"),
        contains(List.of("100", "298712.25")));
    assertThat(
        unattributed(),
        contains(
            List.of("total_balance", "12", "7481.25"),
            List.of("total_loan_amount", "12", "277506.25"),
            List.of("total_paid", "12", "27000.00")));
  }

  private static List<List<String>> unattributed() throws Exception {
    return lake.warehouse(
        "SELECT column_name, sum(rows), sum(amount)::DECIMAL(38, 2) FROM assay.unattributed"
            + " GROUP BY ALL ORDER BY column_name");
  }

  @Test
  void findsTheCustomersWhoAreNotInCustomers() throws Exception {
    assertThat(
        lake.files(
            "SELECT min(customer_id::INT), max(customer_id::INT), count(DISTINCT customer_id)"
                + " FROM silver.accounts a JOIN violations v ON a._source_file = v.file"
                + " AND a._source_line = v.line WHERE v.rule = 'customer_id.reference'"),
        contains(List.of("88", "99", "12")));
  }

  @Test
  void sumsLoansAndPayments() throws Exception {
    assertThat(
        lake.warehouse(
            "SELECT count(*), sum(loan_count), sum(total_loan_amount), sum(total_paid)"
                + " FROM banking_gold.customer_loan_position"),
        contains(List.of("86", "88", "2097531.00", "226450.00")));
    assertThat(
        lake.warehouse(
            "SELECT (SELECT sum(loan_amount) FROM banking_silver.loans),"
                + " (SELECT sum(payment_amount) FROM banking_silver.loan_payments)"),
        contains(List.of("2375037.25", "253450.00")));
  }

  @Test
  void sumsTransactionsOfBothKinds() throws Exception {
    assertThat(
        lake.warehouse(
            "SELECT sum(deposits) + sum(withdrawals), sum(transaction_count),"
                + " sum(net) - sum(deposits) + sum(withdrawals)"
                + " FROM banking_gold.account_monthly_activity"),
        contains(List.of("23780.00", "100", "0.00")));
    assertThat(
        lake.warehouse(
            "SELECT transaction_type, count(*) FROM banking_silver.transactions"
                + " GROUP BY ALL ORDER BY ALL"),
        contains(List.of("deposit", "50"), List.of("withdrawal", "50")));
  }

  @Test
  void keepsTheShortRowAndReportsIt() throws Exception {
    assertThat(
        lake.warehouse(
            "SELECT state, zip, total_balance FROM banking_gold.customer_account_balance"
                + " WHERE customer_id = '87'"),
        contains(List.of("", "", "650.25")));
    assertThat(
        lake.files("SELECT file, line FROM violations WHERE rule = 'record.tooFewFields'"),
        contains(List.of("customers.csv", "88")));
  }

  @Test
  void hasNoRowForACustomerWithoutAnAccount() throws Exception {
    assertThat(
        lake.warehouse(
            "SELECT (SELECT count(*) FROM banking_silver.customers WHERE customer_id = '46'),"
                + " (SELECT count(*) FROM banking_gold.customer_account_balance"
                + " WHERE customer_id = '46'),"
                + " (SELECT count(*) FROM banking_gold.customer_account_balance"
                + " WHERE account_count = 2),"
                + " (SELECT max(account_count) FROM banking_gold.customer_account_balance)"),
        contains(List.of("1", "0", "2", "2")));
  }

  @Test
  void findsNoRecordThatBreaksARule() throws Exception {
    assertThat(
        lake.warehouse(
            "SELECT sum(rows_read), sum(accepted), sum(quarantined), sum(duplicates)"
                + " FROM assay.load_audit"),
        contains(List.of("487", "487", "0", "0")));
  }

  @Test
  void reconcilesEveryAmountToTheCent() throws Exception {
    assertThat(
        lake.warehouse(
            "SELECT count(*), sum(abs(difference))::DECIMAL(38, 2),"
                + " sum(silver_total - table_total - unattributed)::DECIMAL(38, 2)"
                + " FROM assay.reconciliation"),
        contains(List.of("4", "0.00", "0.00")));
  }

  @Test
  void tellsAPersonWhatIsUnattributed() {
    assertThat(
        run.out(),
        allOf(
            containsString("291,231.00"),
            containsString("7,481.25 in 12 rows: customer not in customers"),
            containsString("298,712.25")));
  }
}
