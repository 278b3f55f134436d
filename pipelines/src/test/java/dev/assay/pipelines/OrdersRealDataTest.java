package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.pipelines.generate.orders.OrdersOracle;
import dev.assay.pipelines.generate.orders.OrdersOracle.Question;
import dev.assay.transforms.ledger.SumBalance;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures known of the real orders, with every status counted and with the default. */
class OrdersRealDataTest {
  @TempDir private static Path folder;
  private static Path landing;
  private static OrdersLake every;
  private static OrdersLake completed;

  @BeforeAll
  static void publish() throws IOException {
    String data = System.getenv("ASSAY_DATA");
    assumeTrue(data != null, "ASSAY_DATA is not set: no real data to run on");
    landing = folder.resolve("landing");
    Files.createDirectories(landing.resolve("orders"));
    Files.copy(
        Path.of(data, "orders", "orders_5000.json"), landing.resolve("orders/orders_5000.json"));
    every = OrdersLake.at(folder.resolve("every"));
    every.publish(landing, "--asOf=2026-11-21", OrdersLake.EVERY_STATUS);
    completed = OrdersLake.at(folder.resolve("completed"));
    completed.publish(landing, "--asOf=2026-11-21");
  }

  @Test
  void agreesWithTheOracleRowByRow() throws Exception {
    try (OrdersOracle oracle =
        Question.about(landing).selling("completed", "pending", "failed").ask()) {
      assertThat(differences(oracle, every), empty());
    }
    try (OrdersOracle oracle = Question.about(landing).ask()) {
      assertThat(differences(oracle, completed), empty());
    }
  }

  private static List<List<String>> differences(OrdersOracle oracle, OrdersLake lake)
      throws Exception {
    return oracle.differences(lake.warehouseFile(), List.of("orders"), OrdersOracle.BY_DAY);
  }

  @Test
  void countsEveryOrderOnceAndAllItsMoney() throws Exception {
    assertThat(
        every.warehouse(
            "SELECT sum(orders), sum(revenue), round(sum(revenue) / sum(orders), 2),"
                + " sum(completed_orders), sum(pending_orders), sum(failed_orders)"
                + " FROM orders_gold.agg_hourly_metrics"),
        contains(List.of("5000", "7581357.99", "1516.27", "1698", "1661", "1641")));
    assertThat(
        every.warehouse("SELECT sum(orders), sum(revenue) FROM orders_gold.sales_by_region"),
        contains(List.of("5000", "7581357.99")));
  }

  @Test
  void countsCompletedOrdersUnlessToldOtherwise() throws Exception {
    assertThat(
        completed.warehouse(
            "SELECT sum(orders), sum(sale_orders), sum(revenue) ="
                + " (SELECT sum(total_amount) FROM orders_silver.orders"
                + " WHERE payment_status = 'completed') FROM orders_gold.agg_hourly_metrics"),
        contains(List.of("5000", "1698", "true")));
  }

  /** Whoever sums the total of an order once for each of its lines makes the classic mistake. */
  @Test
  void hasTheTotalOfAnOrderOnEachOfItsLines() throws Exception {
    assertThat(
        every.warehouse(
            "SELECT count(*), count(DISTINCT order_id), sum(order_total)"
                + " FROM orders_gold.fact_orders"),
        contains(List.of("14829", "5000", "27578401.94")));
  }

  @Test
  void tellsTheLinesOfAProductThatAnOrderHoldsTwiceApart() throws Exception {
    assertThat(
        every.warehouse(
            "SELECT count(*), max(lines), max(numbers) FROM (SELECT count(*) AS lines,"
                + " count(DISTINCT line_number) AS numbers FROM orders_gold.fact_orders"
                + " GROUP BY order_id, product_id HAVING count(*) > 1)"),
        contains(List.of("1", "2", "2")));
  }

  @Test
  void reconcilesEveryAmountAndCountToNothing() throws Exception {
    for (OrdersLake lake : List.of(every, completed)) {
      List<BigDecimal> differences =
          lake.last().ledger().tables().stream()
              .flatMap(table -> table.sums().stream())
              .map(SumBalance::difference)
              .map(BigDecimal::stripTrailingZeros)
              .toList();
      assertThat(differences, everyItem(equalTo(BigDecimal.ZERO)));
    }
  }

  @Test
  void findsNoOrderThatBreaksARule() throws Exception {
    assertThat(
        completed.warehouse(
            "SELECT sum(rows_read), sum(accepted), sum(quarantined), sum(duplicates)"
                + " FROM assay.load_audit"),
        contains(List.of("5000", "5000", "0", "0")));
    assertThat(
        completed.warehouse(
            "SELECT check_id FROM assay.data_quality_checks WHERE NOT passed ORDER BY ALL"),
        contains(List.of("customer_id.reference"), List.of("items.product_id.reference")));
  }
}
