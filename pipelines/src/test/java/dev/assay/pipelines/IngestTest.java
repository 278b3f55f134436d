package dev.assay.pipelines;

import static dev.assay.pipelines.DirtyBank.CONTRACT;
import static dev.assay.pipelines.DirtyBank.expected;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code assay ingest} on a small delivery of a dirty bank, by its contract alone. */
class IngestTest {
  private static final Path INPUT = DirtyBank.FOLDER.resolve("input");

  @TempDir private static Path folder;
  private static BankingLake lake;
  private static BankingLake.Run run;

  @BeforeAll
  static void publish() {
    lake = BankingLake.of("ingest", folder.resolve("lake"));
    run = lake.publish(INPUT, CONTRACT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"accounts", "transactions", "balances"})
  void cleansThisDatasetAsTheContractSays(String dataset) throws Exception {
    assertThat(
        lake.warehouse(
            "SELECT * EXCLUDE (_source_file, _batch) FROM branch_bank_silver."
                + dataset
                + " ORDER BY ALL"),
        equalTo(expected("silver_" + dataset)));
  }

  @Test
  void accountsForEveryRecord() throws Exception {
    assertThat(lake.warehouse(COUNTS), equalTo(expected("counts")));
  }

  @Test
  void quarantinesWhatTheContractCannotMend() throws Exception {
    assertThat(lake.warehouse(QUARANTINED), equalTo(expected("quarantined")));
  }

  @Test
  void warnsOfTheRest() throws Exception {
    assertThat(lake.files(VIOLATIONS), equalTo(expected("violations")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"counts", "quarantined", "violations"})
  void isWhatTheOracleMakesOfItToo(String answer) throws Exception {
    try (DirtyBank oracle = DirtyBank.of(INPUT)) {
      assertThat(oracle.rows(answer), equalTo(expected(answer)));
    }
  }

  @Test
  void leavesSilverAndTheBooksAndNoGold() throws Exception {
    assertThat(
        lake.warehouse(
            "SELECT DISTINCT schema_name FROM duckdb_columns() WHERE NOT internal ORDER BY 1"),
        equalTo(List.of(List.of("assay"), List.of("branch_bank_silver"))));
    assertThat(
        lake.warehouse("SELECT DISTINCT pipeline, domain, as_of, status FROM assay.load_audit"),
        equalTo(List.of(List.of("ingest", "branch_bank", "2025-12-31", "published"))));
  }

  @Test
  void showsAnAnalystTypedAndDescribedTables() throws Exception {
    assertThat(
        lake.warehouse(
            "SELECT table_name, column_name, data_type, comment FROM duckdb_columns()"
                + " WHERE schema_name = 'branch_bank_silver' ORDER BY table_name, column_index"),
        equalTo(expected("columns")));
    assertThat(
        lake.warehouse(
            "SELECT view_name, comment FROM duckdb_views()"
                + " WHERE schema_name = 'branch_bank_silver' ORDER BY 1"),
        contains(
            List.of("accounts", "One row per account. Key: account_id."),
            List.of(
                "balances",
                "One row per account and day it was balanced on, mostly the last of a month."
                    + " Key: account_id, balance_date."),
            List.of("transactions", "One row per movement of money. Key: transaction_id.")));
  }

  @Test
  void sumsUpAndPointsAtSilver() {
    assertThat(
        run.out(),
        allOf(
            containsString("contract branch-bank 1.0.0"),
            containsString("as log entry 1\n"),
            containsString("SELECT * FROM branch_bank_silver.accounts LIMIT 10")));
  }

  @Test
  void changesNothingWhenItIsRunAgain() throws Exception {
    BankingLake.Run again = lake.publish(INPUT, CONTRACT);
    assertThat(again.out(), containsString("Already published"));
    assertThat(lake.log().size(), is(1));
  }

  @Test
  void showsSilverAgainWhenTheLakeWasMoved() throws Exception {
    BankingLake before = BankingLake.of("ingest", folder.resolve("before"));
    before.publish(INPUT, CONTRACT);
    BankingLake after = BankingLake.of("ingest", folder.resolve("it's after"));
    Files.move(before.root(), after.root());
    String accounts = "SELECT count(*) FROM branch_bank_silver.accounts";
    assertThrows(SQLException.class, () -> after.warehouse(accounts));
    assertThat(after.publish(INPUT, CONTRACT).out(), containsString("Already published"));
    assertThat(after.warehouse(accounts), contains(List.of("5")));
  }

  @Test
  void asksForAContract() {
    BankingLake.Run without = BankingLake.of("ingest", folder.resolve("other")).run(INPUT);
    assertThat(without.code(), is(ExitCode.REQUEST));
    assertThat(without.err(), containsString("Missing required option: '--contract=FILE'"));
  }

  @Test
  void saysSoWhenTheTablesKeepNewerData() {
    BankingLake backfilled = BankingLake.of("ingest", folder.resolve("backfilled"));
    backfilled.publish(INPUT, CONTRACT);
    assertThat(
        backfilled.publish(INPUT, CONTRACT, "--asOf=2024-01-01").out(),
        containsString("as log entry 2: the tables keep newer data\n"));
  }

  static final String COUNTS =
      "SELECT file, rows_read, accepted, quarantined, duplicates FROM assay.load_audit"
          + " ORDER BY file";
  static final String QUARANTINED =
      "SELECT file, line, unnest(rules) AS rule FROM assay.quarantine ORDER BY ALL";
  static final String VIOLATIONS = "SELECT file, line, rule FROM violations ORDER BY ALL";
}
