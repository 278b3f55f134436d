package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders in quarantine, mended, come as a file of their own. */
class OrdersReplayTest {
  private static final String ORDER =
      "{\"order_id\":\"%s\",\"customer_id\":%s,\"order_timestamp\":\"2024-01-01T10:0%d:00\","
          + "\"items\":[{\"product_id\":\"P1\",\"quantity\":2,\"unit_price\":5.00}],"
          + "\"total_amount\":10.00,\"payment_status\":\"completed\","
          + "\"shipping_address\":{\"street\":\"1 St\",\"city\":\"Boston\",\"state\":\"MA\","
          + "\"zipcode\":\"02134\",\"country\":\"USA\"}}";

  @TempDir Path folder;
  private OrdersLanding shop;
  private String contract;

  @BeforeEach
  void publish() throws IOException {
    shop = new OrdersLanding(folder);
    contract =
        ContractText.bundled("orders")
            .with("mustBeLessOrEqualTo: 5\n", "mustBeLessOrEqualTo: 100\n")
            .option(folder);
    shop.lands(
        "orders_1.json",
        List.of(
            ORDER.formatted("O1", "\"C1\"", 1),
            ORDER.formatted("O2", "null", 2),
            ORDER.formatted("O3", "null", 3)));
    shop.publish(contract);
  }

  @Test
  void addsTheMendedOrdersToTheirDay() throws Exception {
    assertThat(revenue(), contains(List.of("1", "10.00")));
    HereRun run = replay(mended("\"C2\""));
    assertThat(run.err(), run.code(), is(ExitCode.PUBLISHED));
    assertThat(run.out(), containsString("2 released"));
    assertThat(revenue(), contains(List.of("3", "30.00")));
    assertThat(
        shop.lake()
            .warehouse(
                "SELECT rows_read, accepted, quarantined, duplicates FROM assay.load_audit"
                    + " ORDER BY log_number"),
        contains(List.of("3", "1", "2", "0"), List.of("2", "2", "0", "0")));
    assertThat(
        HereRun.of("quarantine", "list", "--output=" + shop.output()).out(),
        containsString("Nothing in quarantine"));
  }

  @Test
  void changesNothingASecondTime() throws Exception {
    Path mended = mended("\"C2\"");
    replay(mended);
    Trace once = Trace.of(shop.output());
    HereRun again = replay(mended);
    assertThat(again.out(), containsString("Nothing to replay"));
    assertThat(again.out(), containsString("2 replayed before"));
    assertThat(once.differences(Trace.of(shop.output())), empty());
  }

  @Test
  void leavesAnOrderAloneThatCameMeanwhile() throws Exception {
    Path mended = mended("\"C2\"");
    shop.lands("orders_2.json", List.of(ORDER.formatted("O3", "\"C9\"", 3)));
    shop.publish(contract);
    HereRun run = replay(mended);
    assertThat(run.err(), run.code(), is(ExitCode.PUBLISHED));
    assertThat(run.out(), containsString("1 released"));
    assertThat(
        run.out(), containsString("orders_1.json:3, mended, superseded by orders/orders_2.json:1"));
    assertThat(revenue(), contains(List.of("3", "30.00")));
    assertThat(
        shop.lake()
            .warehouse("SELECT customer_id FROM orders_gold.fact_orders WHERE order_id = 'O3'"),
        contains(List.of("C9")));
  }

  private List<List<String>> revenue() throws Exception {
    return shop.lake()
        .warehouse(
            "SELECT sum(orders), sum(revenue)::DECIMAL(18, 2) FROM orders_gold.agg_hourly_metrics");
  }

  private Path mended(String customer) throws IOException {
    String export = HereRun.of("quarantine", "export", "--output=" + shop.output()).out();
    Path file = folder.resolve("mended.jsonl");
    Files.writeString(
        file,
        export.replace(
            "\\\"customer_id\\\":null", "\\\"customer_id\\\":" + customer.replace("\"", "\\\"")));
    return file;
  }

  private HereRun replay(Path mended) {
    return HereRun.of(
        "replay", "orders", "--output=" + shop.output(), contract, "--mended=" + mended);
  }
}
