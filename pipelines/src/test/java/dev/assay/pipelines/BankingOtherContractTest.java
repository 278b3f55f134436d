package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.assay.pipelines.generate.banking.BankingOracle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another bank's files need another contract, and no Java: {@code testdata/banking/signed}. */
class BankingOtherContractTest {
  private static final Path SIGNED = BankingOracle.TESTDATA.resolve("signed");

  @TempDir private static Path folder;
  private static BankingLake lake;

  @BeforeAll
  static void publish() {
    lake = BankingLake.at(folder.resolve("lake"));
    lake.publish(SIGNED.resolve("input"), "--contract=" + SIGNED.resolve("contract.odcs.yaml"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"account_monthly_activity", "customer_account_balance", "customer_loan_position"})
  void computesThisGoldTable(String table) throws Exception {
    assertThat(
        lake.warehouse(
            "SELECT * EXCLUDE (last_updated) FROM banking_gold." + table + " ORDER BY ALL"),
        equalTo(expected(table)));
  }

  @Test
  void balancesSignedAmountsByTheirNet() throws Exception {
    assertThat(
        lake.warehouse(
            "SELECT table_name, column_name, source, silver_total::DECIMAL(38, 2),"
                + " table_total::DECIMAL(38, 2), unattributed::DECIMAL(38, 2),"
                + " difference::DECIMAL(38, 2) FROM assay.reconciliation ORDER BY ALL"),
        equalTo(expected("reconciliation")));
    assertThat(
        lake.warehouse(
            "SELECT column_name, reason, rows, amount::DECIMAL(38, 2) FROM assay.unattributed"
                + " WHERE table_name = 'account_monthly_activity' ORDER BY ALL"),
        contains(
            List.of("net", "account not in accounts", "1", "3.00"),
            List.of("net", "no transaction date", "1", "-7.50")));
  }

  @Test
  void quarantinesByTheBanksOwnRules() throws Exception {
    assertThat(
        lake.warehouse("SELECT file, line, unnest(rules) FROM assay.quarantine ORDER BY ALL"),
        equalTo(expected("quarantined")));
  }

  @Test
  void takesColumnsThatNobodyAskedForToSilver() throws Exception {
    assertThat(
        lake.warehouse(
            "SELECT account_id, opened_on::VARCHAR FROM banking_silver.accounts UNION ALL"
                + " SELECT customer_id, segment FROM banking_silver.customers ORDER BY ALL"),
        equalTo(expected("extra_columns")));
  }

  @Test
  void saysWhichContractItWasHeldAgainst() throws Exception {
    assertThat(
        lake.warehouse("SELECT DISTINCT contract_version, as_of FROM assay.load_audit"),
        contains(List.of("2.3.0", "2025-02-10")));
  }

  @Test
  void namesEveryColumnThatGoldNeedsAndTheContractLacks() throws Exception {
    BankingLake other = BankingLake.at(folder.resolve("other"));
    BankingLake.Run run =
        other.run(
            BankingOracle.TESTDATA.resolve("small"),
            ContractText.bundled()
                .within("customers", "name: address", "name: street\n        physicalName: address")
                .within(
                    "loans",
                    "name: interest_rate",
                    "name: rate\n        physicalName: interest_rate")
                .within("loan_payments", "logicalType: date", "logicalType: string")
                .within(
                    "loan_payments",
                    "    customProperties:\n      - property: asOf\n        value: [payment_date]\n",
                    "")
                .within("accounts", "decimal(18,2)\n        required: true", "decimal(18,2)")
                .option(folder));
    assertThat(run.code(), is(ExitCode.REQUEST));
    assertThat(
        run.err(),
        allOf(
            containsString("4 problems, nothing was published"),
            containsString("customer_account_balance needs customers.address (string), which "),
            containsString("customer_account_balance needs accounts.balance in every row; in "),
            containsString("customer_loan_position needs loans.interest_rate (decimal), which "),
            containsString("customer_loan_position needs loan_payments.payment_date to be date"),
            not(containsString("\tat "))));
    assertThat(other.log().isEmpty(), is(true));
    assertThat(Files.exists(other.warehouseFile()), is(false));
  }

  @Test
  void namesTheTableThatNeedsADatasetTheContractLacks() throws Exception {
    BankingLake other = BankingLake.at(folder.resolve("without"));
    BankingLake.Run run =
        other.run(
            BankingOracle.TESTDATA.resolve("small"),
            ContractText.bundled().without("transactions").option(folder));
    assertThat(run.code(), is(ExitCode.REQUEST));
    assertThat(
        run.err(),
        containsString("account_monthly_activity needs transactions.account_id (string), which "));
  }

  private static List<List<String>> expected(String table) throws SQLException {
    return SqlRows.ofCsv(SIGNED.resolve("expected").resolve(table + ".csv"));
  }
}
