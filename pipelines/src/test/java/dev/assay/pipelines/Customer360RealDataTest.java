package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.pipelines.generate.customer360.Customer360Oracle;
import dev.assay.transforms.ledger.SumBalance;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures known of the real retailer, with every status counted and with the default. */
class Customer360RealDataTest {
  @TempDir private static Path folder;
  private static Path input;

  private static Customer360Lake every;
  private static Customer360Lake completed;
  private static PipelineLake.Run run;

  @BeforeAll
  static void publish() {
    String data = System.getenv("ASSAY_DATA");
    assumeTrue(data != null, "ASSAY_DATA is not set: no real data to run on");
    input = Path.of(data, "customer360");
    every = Customer360Lake.at(folder.resolve("every"));
    every.publish(input, Customer360Lake.EVERY_STATUS);
    completed = Customer360Lake.at(folder.resolve("completed"));
    run = completed.publish(input);
  }

  @Test
  void agreesWithTheOracleRowByRow() throws Exception {
    try (Customer360Oracle oracle = Customer360Oracle.of(input, "Completed,Pending,Failed")) {
      assertThat(oracle.differences(every.warehouseFile()), empty());
    }
    try (Customer360Oracle oracle = Customer360Oracle.of(input, "Completed")) {
      assertThat(oracle.differences(completed.warehouseFile()), empty());
    }
  }

  @Test
  void attributesAllSpendToTheCustomers() throws Exception {
    assertThat(
        every.warehouse(
            "SELECT count(*), sum(total_spend), sum(online_spend), sum(in_store_spend)"
                + " FROM customer360_gold.customer_segments"),
        contains(List.of("100", "21844.02", "11356.32", "10487.70")));
  }

  @Test
  void segmentsEachCustomerOnce() throws Exception {
    assertThat(
        every.warehouse(
            "SELECT segment, count(*), count(DISTINCT customer_id)"
                + " FROM customer360_gold.customer_segments GROUP BY ALL ORDER BY ALL"),
        contains(
            List.of("High-Value", "10", "10"),
            List.of("Loyalty Champion", "28", "28"),
            List.of("One-Time Buyer", "23", "23"),
            List.of("Regular", "39", "39")));
  }

  @Test
  void takesForHighWhatIsAtLeastTheNinetiethPercentile() throws Exception {
    assertThat(
        every.warehouse(
            "SELECT min(total_spend) FILTER (segment = 'High-Value') >= 449.608,"
                + " max(total_spend) FILTER (segment <> 'High-Value') < 449.608"
                + " FROM customer360_gold.customer_segments"),
        contains(List.of("true", "true")));
  }

  @Test
  void averagesOrdersByCategory() throws Exception {
    assertThat(
        every.warehouse(
            "SELECT key, orders, round(average_order_value, 4)::DECIMAL(18, 4)"
                + " FROM customer360_gold.average_order_value WHERE level = 'category' ORDER BY key"),
        contains(
            List.of("Books", "25", "102.7204"),
            List.of("Clothing", "21", "118.6533"),
            List.of("Electronics", "21", "108.4010"),
            List.of("Home Goods", "19", "123.7916"),
            List.of("Toys", "14", "119.1521")));
  }

  @Test
  void hasEveryOrderOnceAtEachLevel() throws Exception {
    assertThat(
        every.warehouse(
            "SELECT level, sum(orders), sum(revenue) FROM customer360_gold.average_order_value"
                + " GROUP BY ALL ORDER BY ALL"),
        contains(
            List.of("category", "100", "11356.32"),
            List.of("location", "100", "10487.70"),
            List.of("product", "100", "11356.32")));
  }

  @Test
  void countsTheOutcomesOfCalls() throws Exception {
    assertThat(
        every.warehouse(
            "SELECT count(*), count(*) FILTER (interactions > 0), sum(interactions), sum(escalated),"
                + " sum(resolved), sum(pending), count(*) FILTER (resolution_rate IS NULL),"
                + " max(resolution_rate) FROM customer360_gold.agent_performance_summary"),
        contains(List.of("100", "66", "100", "36", "35", "29", "34", "1.000000000")));
  }

  @Test
  void knowsTheTiersOfCustomersWithSeveralAccounts() throws Exception {
    assertThat(
        every.warehouse(
            "SELECT count(tier), count(points), sum(points)"
                + " FROM customer360_gold.customer_segments"),
        contains(List.of("65", "65", "267481")));
    assertThat(
        every.warehouse(
            "SELECT count(*), max(n) FROM (SELECT count(*) AS n"
                + " FROM customer360_silver.loyalty_accounts GROUP BY customer_id HAVING n > 1)"),
        contains(List.of("27", "4")));
  }

  @Test
  void countsCompletedOrdersUnlessToldOtherwise() throws Exception {
    assertThat(
        completed.warehouse(
            "SELECT sum(orders), sum(revenue) FROM customer360_gold.average_order_value"
                + " WHERE level = 'category'"),
        contains(List.of("38", "4556.97")));
    assertThat(
        completed.warehouse(
            "SELECT sum(online_spend), sum(in_store_spend)"
                + " FROM customer360_gold.customer_segments"),
        contains(List.of("4556.97", "10487.70")));
    assertThat(
        completed.warehouse(
            "SELECT channel, sum(transactions), sum(amount)"
                + " FROM customer360_gold.channel_activity_trends GROUP BY ALL ORDER BY ALL"),
        contains(List.of("in_store", "100", "10487.70"), List.of("online", "38", "4556.97")));
  }

  @Test
  void reconcilesEveryAmountAndCountToNothing() throws Exception {
    for (Customer360Lake lake : List.of(every, completed)) {
      List<BigDecimal> differences =
          lake.last().ledger().tables().stream()
              .flatMap(table -> table.sums().stream())
              .map(SumBalance::difference)
              .map(BigDecimal::stripTrailingZeros)
              .toList();
      assertThat(differences.size(), is(17));
      assertThat(differences, everyItem(equalTo(BigDecimal.ZERO)));
    }
  }

  @Test
  void findsNoRecordThatBreaksARule() throws Exception {
    assertThat(
        completed.warehouse(
            "SELECT sum(rows_read), sum(accepted), sum(quarantined), sum(duplicates)"
                + " FROM assay.load_audit"),
        contains(List.of("900", "900", "0", "0")));
  }

  @Test
  void tellsAPersonWhichMoneyIsNoSale() {
    assertThat(
        run.out(),
        allOf(
            containsString("3,774.09 in 35 rows: status Pending is not counted"),
            containsString("3,025.26 in 27 rows: status Failed is not counted")));
  }

  @Test
  void isAnotherBatchForOtherStatuses() throws Exception {
    assertThat(every.last().batch(), not(completed.last().batch()));
    assertThat(every.last().options().get("saleStatuses"), is("Completed,Failed,Pending"));
    PipelineLake.Run again = completed.run(input, "--saleStatuses=completed");
    assertThat(again.out(), containsString("Already published"));
  }

  @Test
  void refusesAStatusThatNoOrderHas() {
    PipelineLake.Run refused = completed.run(input, "--saleStatuses=Completed,Done");
    assertThat(refused.code(), is(ExitCode.REQUEST));
    assertThat(
        refused.err(), containsString("\"Done\"; the contract allows Completed, Pending, Failed"));
  }
}
