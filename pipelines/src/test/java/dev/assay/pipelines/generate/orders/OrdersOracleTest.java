package dev.assay.pipelines.generate.orders;

import static dev.assay.pipelines.generate.orders.OrdersOracle.TESTDATA;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.pipelines.SqlRows;
import dev.assay.pipelines.generate.orders.OrdersOracle.Question;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle is only worth asking if it is right where people worked out the answer. */
class OrdersOracleTest {
  private static final Path SMALL = TESTDATA.resolve("small");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agg_category_revenue",
        "agg_hourly_metrics",
        "aov_by_tier",
        "dim_customers",
        "dim_products",
        "fact_orders",
        "inventory_alerts",
        "late_orders",
        "mismatched",
        "quarantined",
        "repeated",
        "sales_by_region",
        "top_products"
      })
  void agreesWithTheAnswersWorkedOutByHand(String query) throws Exception {
    try (OrdersOracle oracle = Question.aboutFeed(SMALL).covering(20).ask()) {
      assertThat(oracle.rows(query), equalTo(expected(query)));
    }
  }

  @Test
  void spreadsRevenueOverNinetyDays() throws Exception {
    try (OrdersOracle oracle = Question.aboutFeed(SMALL).ask()) {
      assertThat(
          oracle.over("revenue_trends", "SELECT * FROM answer WHERE moving_average_7d > 0"),
          equalTo(expected("revenue_trends")));
      // Six pairs of region and category sold something.
      assertThat(oracle.rows("revenue_trends"), hasSize(6 * 90));
      assertThat(
          oracle.over("revenue_trends", "SELECT min(order_date), max(order_date) FROM answer"),
          contains(List.of("2023-10-09", "2024-01-06")));
    }
  }

  @Test
  void findsWhoHasNotOrderedForThirtyDays() throws Exception {
    try (OrdersOracle oracle = Question.aboutFeed(SMALL).reportingOn("2024-02-05").ask()) {
      assertThat(oracle.rows("customer_churn_risk"), equalTo(expected("customer_churn_risk")));
    }
  }

  @Test
  void knowsNothingWithoutDimensions() throws Exception {
    try (OrdersOracle oracle = Question.about(SMALL).selling("completed", "pending").ask()) {
      assertThat(
          oracle.over("aov_by_tier", "SELECT customer_tier, sum(orders) FROM answer GROUP BY 1"),
          contains(List.of("Unknown", "6")));
      assertThat(oracle.rows("dim_products"), hasSize(0));
    }
  }

  @Test
  void yieldsTheFiguresKnownOfTheRealFeed(@TempDir Path folder) throws Exception {
    String data = System.getenv("ASSAY_DATA");
    assumeTrue(data != null, "ASSAY_DATA is not set: no real data to check against");
    Path source = Path.of(data, "orders");
    copy(source.resolve("orders_5000.json"), folder.resolve("orders"));
    copy(source.resolve("products_sample.csv"), folder.resolve("products"));
    copy(source.resolve("customers_sample.csv"), folder.resolve("customers"));

    try (OrdersOracle oracle =
        Question.aboutFeed(folder).selling("completed", "pending", "failed").ask()) {
      assertThat(
          oracle.over(
              "agg_hourly_metrics",
              "SELECT sum(orders), sum(revenue), sum(completed_orders), sum(pending_orders),"
                  + " sum(failed_orders) FROM answer"),
          contains(List.of("5000", "7581357.99", "1698", "1661", "1641")));
      assertThat(
          oracle.over(
              "fact_orders",
              "SELECT count(*), sum(order_total),"
                  + " count(*) FILTER (category = 'Unknown'),"
                  + " count(DISTINCT order_id) FILTER (customer_tier = 'Unknown') FROM answer"),
          contains(List.of("14829", "27578401.94", "14653", "3707")));
      assertThat(oracle.rows("quarantined"), hasSize(0));
      assertThat(oracle.rows("repeated"), hasSize(0));
    }
  }

  private static void copy(Path file, Path folder) throws Exception {
    Files.createDirectories(folder);
    Files.copy(file, folder.resolve(file.getFileName()));
  }

  private static List<List<String>> expected(String table) throws Exception {
    return SqlRows.ofCsv(TESTDATA.resolve("expected").resolve(table + ".csv"));
  }
}
