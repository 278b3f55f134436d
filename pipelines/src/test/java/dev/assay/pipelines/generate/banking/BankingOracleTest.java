package dev.assay.pipelines.generate.banking;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.pipelines.SqlRows;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle is only worth asking if it is right where people worked out the answer. */
class BankingOracleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "account_monthly_activity",
        "counts",
        "customer_account_balance",
        "customer_loan_position",
        "duplicates",
        "orphans",
        "quarantined",
        "silver_keys",
        "silver_totals",
        "too_few_fields",
        "unattributed"
      })
  void agreesWithTheAnswersWorkedOutByHand(String query) throws Exception {
    try (BankingOracle oracle = BankingOracle.of(BankingOracle.TESTDATA.resolve("small"))) {
      assertThat(oracle.rows(query), equalTo(expected(query)));
    }
  }

  @Test
  void yieldsTheFiguresKnownOfTheRealBank() throws Exception {
    String data = System.getenv("ASSAY_DATA");
    assumeTrue(data != null, "ASSAY_DATA is not set: no real data to check against");
    try (BankingOracle oracle = BankingOracle.of(Path.of(data, "banking"))) {
      assertThat(
          oracle.over(
              "customer_account_balance", "SELECT count(*), sum(total_balance) FROM answer"),
          contains(List.of("86", "291231.00")));
      assertThat(
          oracle.over(
              "customer_loan_position",
              "SELECT count(*), sum(loan_count), sum(total_loan_amount), sum(total_paid) FROM answer"),
          contains(List.of("86", "88", "2097531.00", "226450.00")));
      assertThat(
          oracle.over(
              "account_monthly_activity",
              "SELECT sum(deposits) + sum(withdrawals), sum(transaction_count) FROM answer"),
          contains(List.of("23780.00", "100")));
      assertThat(
          oracle.over("unattributed", "SELECT amount FROM answer WHERE amount > 0 ORDER BY reason"),
          contains(List.of("7481.25"), List.of("277506.25"), List.of("27000.00")));
      assertThat(oracle.rows("quarantined"), hasSize(0));
      assertThat(oracle.rows("too_few_fields"), contains(List.of("customers.csv", "88", "kept")));
    }
  }

  private static List<List<String>> expected(String table) throws Exception {
    return SqlRows.ofCsv(BankingOracle.TESTDATA.resolve("expected").resolve(table + ".csv"));
  }
}
