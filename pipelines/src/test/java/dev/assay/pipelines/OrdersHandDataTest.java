package dev.assay.pipelines;

import static dev.assay.pipelines.generate.orders.OrdersOracle.TESTDATA;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.pipelines.generate.orders.OrdersOracle;
import dev.assay.pipelines.generate.orders.OrdersOracle.Question;
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
 * A small feed, and what must become of each of its lines: worked out by hand in {@code
 * testdata/orders/expected}. No dimension is known yet, so that what comes of one is Unknown.
 */
class OrdersHandDataTest {
  private static final Path SMALL = TESTDATA.resolve("small");

  @TempDir private static Path folder;
  private static OrdersLake lake;

  @BeforeAll
  static void publish() throws IOException {
    lake = OrdersLake.at(folder.resolve("lake"));
    lake.publish(
        SMALL,
        ContractText.bundled("orders")
            .with("value: fail", "value: latest")
            .with("mustBeLessOrEqualTo: 5\n", "mustBeLessOrEqualTo: 50\n")
            .option(folder),
        "--enforceImmutability",
        "--enforceEncodability");
  }

  @ParameterizedTest
  @ValueSource(strings = {"agg_hourly_metrics", "sales_by_region"})
  void computesTheTable(String table) throws Exception {
    assertThat(gold("SELECT * EXCLUDE (last_updated)", table), equalTo(expected(table)));
  }

  @Test
  void listsOrdersThatCameLate() throws Exception {
    assertThat(
        gold(
            "SELECT order_id, customer_id, order_date, epoch_us(order_timestamp),"
                + " epoch_us(file_time), lateness_minutes, is_beyond_allowed",
            "late_orders"),
        contains(
            List.of(
                "A7", "C2", "2024-01-04", "1704355200000000", "1704532499999999", "2954", "true"),
            List.of(
                "A8", "C3", "2024-01-06", "1704531000000000", "1704532499999999", "24", "false")));
  }

  @Test
  void listsTheLinesOfOrders() throws Exception {
    List<List<String>> unknown =
        expected("fact_orders").stream().map(OrdersHandDataTest::withoutDimensions).toList();
    assertThat(gold("SELECT * EXCLUDE (last_updated)", "fact_orders"), equalTo(unknown));
  }

  /** Tier, name, category and list price come from the dimensions. */
  private static List<String> withoutDimensions(List<String> line) {
    List<String> unknown = new ArrayList<>(line);
    unknown.set(3, "Unknown");
    unknown.set(5, "");
    unknown.set(6, "Unknown");
    unknown.set(7, "");
    return unknown;
  }

  @Test
  void agreesWithTheOracleRowByRow() throws Exception {
    try (OrdersOracle oracle = Question.about(SMALL).ask()) {
      assertThat(
          oracle.differences(lake.warehouseFile(), List.of("orders"), OrdersOracle.BY_DAY),
          empty());
    }
  }

  @Test
  void quarantinesWithFileLineAndRule() throws Exception {
    assertThat(
        lake.files(
            "SELECT parse_filename(file), line, v.rule FROM"
                + " (SELECT file, line, unnest(violations) AS v FROM quarantine) ORDER BY ALL"),
        equalTo(expected("quarantined")));
  }

  @Test
  void listsWhatGaveWay() throws Exception {
    assertThat(
        lake.files(
            "SELECT parse_filename(file), line, key[1], differs FROM duplicates ORDER BY ALL"),
        equalTo(expected("repeated")));
  }

  @Test
  void warnsOfATotalThatItsItemsDoNotComeTo() throws Exception {
    assertThat(
        lake.files(
            "SELECT parse_filename(file), line FROM violations"
                + " WHERE rule = 'total_amount.sumOf' ORDER BY ALL"),
        equalTo(expected("mismatched")));
  }

  @Test
  void accountsForEveryRecord() throws Exception {
    assertThat(
        lake.last().ledger().files().stream().map(OrdersHandDataTest::counts).toList(),
        contains(
            List.of("orders/orders_20240105T1000.json", 5L, 2L, 2L, 1L),
            List.of("orders/orders_20240106T0900.json", 6L, 5L, 0L, 1L)));
  }

  private static List<Object> counts(FileBalance file) {
    return List.of(
        file.file(), file.read(), file.accepted(), file.quarantined(), file.duplicates());
  }

  private static List<List<String>> gold(String select, String table) throws SQLException {
    return lake.warehouse(select + " FROM orders_gold." + table + " ORDER BY ALL");
  }

  private static List<List<String>> expected(String table) throws SQLException {
    return SqlRows.ofCsv(TESTDATA.resolve("expected").resolve(table + ".csv"));
  }
}
