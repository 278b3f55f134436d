package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code assay ingest} on a real dirty delivery, against what DuckDB alone makes of it. */
class IngestRealDataTest {
  @TempDir private static Path folder;
  private static BankingLake lake;
  private static DirtyBank oracle;

  @BeforeAll
  static void publish() throws Exception {
    String data = System.getenv("ASSAY_DATA");
    assumeTrue(data != null, "ASSAY_DATA is not set: no real data to run on");
    Path input = Path.of(data, "banking-dirty");
    oracle = DirtyBank.of(input);
    lake = BankingLake.of("ingest", folder.resolve("lake"));
    lake.publish(input, DirtyBank.CONTRACT);
  }

  @AfterAll
  static void close() throws Exception {
    if (oracle != null) {
      oracle.close();
    }
  }

  @Test
  void readsEveryRecord() throws Exception {
    assertThat(
        lake.warehouse("SELECT file, rows_read FROM assay.load_audit ORDER BY file"),
        contains(
            List.of("accounts.csv", "1000"),
            List.of("balances.csv", "41936"),
            List.of("transactions.csv", "9000")));
  }

  @Test
  void countsWhatTheOracleCounts() throws Exception {
    assertThat(lake.warehouse(IngestTest.COUNTS), equalTo(oracle.rows("counts")));
  }

  @Test
  void quarantinesTheLinesThatTheOracleDoes() throws Exception {
    assertThat(lake.warehouse(IngestTest.QUARANTINED), equalTo(oracle.rows("quarantined")));
  }

  @Test
  void warnsOfTheLinesAndOrphansThatTheOracleFinds() throws Exception {
    assertThat(lake.files(IngestTest.VIOLATIONS), equalTo(oracle.rows("violations")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"accounts", "transactions", "balances"})
  void keepsTheRowsThatTheOracleKeeps(String dataset) throws Exception {
    assertThat(
        lake.warehouse(
            "SELECT _source_line AS line, * EXCLUDE (_source_file, _source_line, _batch)"
                + " FROM branch_bank_silver."
                + dataset
                + " ORDER BY line"),
        equalTo(oracle.query("SELECT * EXCLUDE (warnings) FROM " + dataset + " ORDER BY line")));
  }

  @Test
  void addsUpToTheCent() throws Exception {
    String sums =
        """
        SELECT (SELECT sum(amount) FROM %1$stransactions), (SELECT sum(credit_limit) FROM %1$saccounts),
          (SELECT sum(available_balance) FROM %1$sbalances),
          (SELECT sum(ledger_balance) FROM %1$sbalances),
          (SELECT sum(overdraft_count) FROM %1$sbalances)""";
    assertThat(
        lake.warehouse(sums.formatted("branch_bank_silver.")),
        equalTo(oracle.query(sums.formatted(""))));
  }
}
