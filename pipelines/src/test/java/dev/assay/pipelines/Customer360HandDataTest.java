package dev.assay.pipelines;

import static dev.assay.pipelines.generate.customer360.Customer360Oracle.TESTDATA;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.pipelines.generate.customer360.Customer360Oracle;
import dev.assay.transforms.ledger.FileBalance;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A small retailer, and what must become of each of its lines: worked out by hand in {@code
 * testdata/customer-360/expected}. The oracle is held against the same answers.
 */
class Customer360HandDataTest {
  @TempDir private static Path folder;
  private static Customer360Lake lake;

  @BeforeAll
  static void publish() throws IOException {
    lake = Customer360Lake.at(folder.resolve("lake"));
    lake.publish(
        TESTDATA.resolve("small"),
        ContractText.bundled("customer-360").relaxed().option(folder),
        "--enforceImmutability",
        "--enforceEncodability");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "counts",
        "quarantined",
        "duplicates",
        "orphans",
        "unattributed",
        "average_order_value",
        "channel_activity_trends",
        "agent_performance_summary",
      })
  void theOracleAgreesWithTheAnswersWorkedOutByHand(String query) throws Exception {
    try (Customer360Oracle oracle = Customer360Oracle.of(TESTDATA.resolve("small"), "Completed")) {
      assertThat(oracle.rows(query), equalTo(expected(query)));
    }
  }

  @Test
  void theOracleSegmentsCustomersAsWorkedOutByHand() throws Exception {
    try (Customer360Oracle oracle = Customer360Oracle.of(TESTDATA.resolve("small"), "Completed")) {
      assertThat(
          oracle.over("customer_segments", segments("answer")),
          equalTo(expected("customer_segments")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"average_order_value", "channel_activity_trends", "agent_performance_summary"})
  void computesTheTable(String table) throws Exception {
    assertThat(
        lake.warehouse(
            "SELECT * EXCLUDE (last_updated) FROM customer360_gold." + table + " ORDER BY ALL"),
        equalTo(expected(table)));
  }

  @Test
  void segmentsCustomers() throws Exception {
    assertThat(
        lake.warehouse(
            segments(
                "(SELECT * EXCLUDE (last_updated)" + " FROM customer360_gold.customer_segments)")),
        equalTo(expected("customer_segments")));
  }

  /** Times as text in UTC, whatever the zone of the session. */
  private static String segments(String relation) {
    return "SELECT * REPLACE ("
        + "CAST(make_timestamp(epoch_us(first_purchase_at)) AS VARCHAR) AS first_purchase_at,"
        + " CAST(make_timestamp(epoch_us(last_purchase_at)) AS VARCHAR) AS last_purchase_at)"
        + " FROM "
        + relation
        + " ORDER BY customer_id";
  }

  @Test
  void accountsForEveryRecord() throws Exception {
    List<List<String>> counts = new ArrayList<>();
    for (FileBalance file : lake.last().ledger().files()) {
      counts.add(
          List.of(
              file.file(),
              Long.toString(file.read()),
              Long.toString(file.accepted()),
              Long.toString(file.quarantined()),
              Long.toString(file.duplicates())));
    }
    counts.sort((a, b) -> a.get(0).compareTo(b.get(0)));
    assertThat(counts, equalTo(expected("counts")));
  }

  @Test
  void quarantinesWithFileLineAndEveryRule() throws Exception {
    assertThat(
        lake.files(
            "SELECT file, line, v.rule FROM (SELECT file, line, unnest(violations) AS v"
                + " FROM quarantine) ORDER BY ALL"),
        equalTo(expected("quarantined")));
    assertThat(
        lake.files("SELECT file, line, keptLine FROM duplicates ORDER BY ALL"),
        equalTo(expected("duplicates")));
  }

  @Test
  void warnsOfOrphansAndUnknownWords() throws Exception {
    List<List<String>> orphans =
        expected("orphans").stream()
            .map(row -> List.of(row.get(0), row.get(1), row.get(2) + ".reference"))
            .toList();
    assertThat(
        lake.files(
            "SELECT file, line, rule FROM violations WHERE rule LIKE '%.reference' ORDER BY ALL"),
        equalTo(orphans));
    assertThat(
        lake.files(
            "SELECT file, line, rule FROM violations WHERE rule NOT LIKE '%.reference' ORDER BY ALL"),
        contains(
            List.of("LoyaltyAccounts.csv", "5", "tier_level.validValues"),
            List.of("OnlineTransactions.csv", "12", "status.validValues")));
  }

  @Test
  void saysWhatNoTableCouldPlace() throws Exception {
    assertThat(
        lake.warehouse(
            "SELECT table_name, column_name, reason, rows, amount::DECIMAL(38, 2)"
                + " FROM assay.unattributed ORDER BY ALL"),
        equalTo(expected("unattributed")));
    assertThat(
        lake.warehouse("SELECT count(*) FROM assay.reconciliation WHERE difference <> 0"),
        contains(List.of("0")));
  }

  @Test
  void hasTheseColumnsInTheWarehouse() throws Exception {
    assertThat(
        lake.warehouse(
            "SELECT table_name, column_name, data_type, is_nullable"
                + " FROM information_schema.columns WHERE table_schema = 'customer360_gold'"
                + " AND column_name <> 'last_updated' ORDER BY table_name, ordinal_position"),
        equalTo(expected("schemas")));
  }

  @Test
  void tellsTheGrainOfEachTableAndWhatEachColumnMeans() throws Exception {
    assertThat(
        lake.warehouse(
            "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'customer360_gold'"
                + " AND comment LIKE 'One row per %' ORDER BY ALL"),
        equalTo(Customer360Lake.TABLES.stream().map(List::of).toList()));
    assertThat(
        lake.warehouse(
            "SELECT table_name, column_name FROM duckdb_columns()"
                + " WHERE schema_name = 'customer360_gold' AND coalesce(length(comment), 0) < 5"),
        empty());
  }

  private static List<List<String>> expected(String table) throws SQLException {
    return SqlRows.ofCsv(TESTDATA.resolve("expected").resolve(table + ".csv"));
  }
}
