package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.assay.transforms.ledger.QualityCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An order that comes again with other content, under each thing that a contract may say of it. */
class OrdersConflictTest {
  private static final String FIRST = order("A1", "2024-01-05T23:50:00", 10);
  private static final String NEWER = order("A1", "2024-01-06T00:10:00", 11);
  private static final String OTHER = order("A2", "2024-01-05T12:00:00", 20);

  @TempDir private Path folder;
  private OrdersLanding landing;
  private String latest;
  private String quarantine;

  @BeforeEach
  void land() throws IOException {
    landing = new OrdersLanding(folder);
    latest = contract("latest");
    quarantine = contract("quarantine");
  }

  private String contract(String onConflict) throws IOException {
    return ContractText.bundled("orders")
        .with("value: fail", "value: " + onConflict)
        .option(folder);
  }

  private static String order(String id, String at, int total) {
    return """
        {"order_id": "%s", "customer_id": "C1", "order_timestamp": "%s", "items": [],\
         "total_amount": %d.00, "payment_status": "completed"}"""
        .formatted(id, at, total);
  }

  @Test
  void atFailNothingIsPublishedAndTheFileStays() throws Exception {
    landing.lands("a.json", List.of(FIRST, OTHER)).publish();
    List<List<String>> before = landing.lake().goldTables();

    landing.lands("b.json", List.of(NEWER));
    PipelineLake.Run run = landing.run();

    assertThat(run.code(), is(ExitCode.REFUSED));
    assertThat(run.out(), allOf(containsString("record.conflict"), containsString("b.json:1")));
    assertThat(landing.landed(), contains("orders/b.json"));
    assertThat(landing.lake().goldTables(), equalTo(before));
    QualityCheck refusal = landing.lake().last().ledger().refusals().get(0);
    assertThat(refusal.check(), is("record.conflict"));
    assertThat(refusal.sample(), contains("orders/b.json:1"));
    assertThat(landing.run().code(), is(ExitCode.REFUSED));
    assertThat(landing.lake().goldTables(), equalTo(before));
  }

  @Test
  void atFailAConflictWithinOneFileIsRefusedToo() throws Exception {
    landing.lands("a.json", List.of(FIRST, OTHER, NEWER));

    assertThat(landing.run().code(), is(ExitCode.REFUSED));
    assertThat(landing.landed(), contains("orders/a.json"));
    assertThat(
        landing.lake().warehouse("SELECT status FROM assay.load_audit"),
        contains(List.of("refused")));
  }

  @Test
  void afterTheContractIsMendedTheFileGoesThrough() throws Exception {
    landing.lands("a.json", List.of(FIRST, OTHER)).publish();
    landing.lands("b.json", List.of(NEWER));
    assertThat(landing.run().code(), is(ExitCode.REFUSED));

    landing.publish(latest);

    assertThat(totals(), contains("A1 2024-01-06 11.00", "A2 2024-01-05 20.00"));
    assertThat(landing.landed(), empty());
  }

  @Test
  void afterTheFileIsMendedItGoesThrough() throws Exception {
    landing.lands("a.json", List.of(FIRST)).publish();
    landing.lands("b.json", List.of(NEWER, OTHER));
    assertThat(landing.run().code(), is(ExitCode.REFUSED));

    landing.lands("b.json", List.of(OTHER)).publish();

    assertThat(totals(), contains("A1 2024-01-05 10.00", "A2 2024-01-05 20.00"));
    assertThat(landing.landed(), empty());
  }

  @Test
  void theLatestVersionReplacesOneOfAnotherDay() throws Exception {
    landing.lands("a.json", List.of(FIRST, OTHER)).publish(latest);

    landing.lands("b.json", List.of(NEWER)).publish(latest);

    assertThat(totals(), contains("A1 2024-01-06 11.00", "A2 2024-01-05 20.00"));
    assertThat(
        landing
            .lake()
            .warehouse(
                "SELECT order_date, sum(orders), sum(revenue) FROM orders_gold.agg_hourly_metrics"
                    + " GROUP BY ALL ORDER BY ALL"),
        contains(List.of("2024-01-05", "1", "20.00"), List.of("2024-01-06", "1", "11.00")));
  }

  /** The day that an order leaves may have no other. */
  @Test
  void aDayThatItsOnlyOrderLeavesIsEmpty() throws Exception {
    landing.lands("a.json", List.of(FIRST)).publish(latest);

    landing.lands("b.json", List.of(NEWER)).publish(latest);

    assertThat(totals(), contains("A1 2024-01-06 11.00"));
    for (String table : List.of("fact_orders", "agg_hourly_metrics", "sales_by_region")) {
      assertThat(
          landing.lake().warehouse("SELECT DISTINCT order_date FROM orders_gold." + table),
          contains(List.of("2024-01-06")));
    }
    landing.lands("c.json", List.of(OTHER)).publish(latest);
    assertThat(totals(), contains("A1 2024-01-06 11.00", "A2 2024-01-05 20.00"));
  }

  @Test
  void anOlderVersionThatComesLaterChangesNothing() throws Exception {
    landing.lands("a.json", List.of(NEWER, OTHER)).publish(quarantine);
    List<List<String>> before = landing.lake().goldTables();

    landing.lands("b.json", List.of(FIRST)).publish(quarantine);

    assertThat(landing.lake().goldTables(), equalTo(before));
    assertThat(
        landing.lake().files("SELECT file, keptFile, differs FROM duplicates"),
        contains(List.of("orders/b.json", "orders/a.json", "true")));
  }

  /**
   * Of versions of one time the winner is decided by what they hold, and not by which came first.
   */
  @Test
  void versionsOfOneTimeEndTheSameInWhateverOrderTheyCome() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int order = 0; order < 40; order++) {
      for (int version = 0; version < 3; version++) {
        lines.add(order("A" + order, "2024-01-05T10:00:00", version));
      }
    }
    List<String> totals = null;
    for (int seed = 0; seed < 3; seed++) {
      Collections.shuffle(lines, new Random(seed));
      landing = new OrdersLanding(folder.resolve("shuffle-" + seed));
      for (int run = 0; run < 3; run++) {
        landing
            .lands("f" + run + ".json", lines.subList(run * 40, run * 40 + 40))
            .publish(seed == 0 ? quarantine : latest);
      }
      totals = totals == null ? totals() : totals;
      assertThat(totals(), equalTo(totals));
    }
  }

  /** It is late when it comes first with a late file, and not any more when it is found in time. */
  @Test
  void aRepeatCountsByTheFileInWhichItWasLeastLate() throws Exception {
    String later = order("A3", "2024-01-05T23:59:00", 30);
    landing.lands("late.json", List.of(OTHER, later)).publish();
    assertThat(late(), contains(List.of("A2", "719")));

    landing.lands("intime.json", List.of(OTHER)).publish();
    assertThat(late(), empty());

    landing.lands("again.json", List.of(OTHER, later)).publish();
    assertThat(late(), empty());
    assertThat(totals(), contains("A2 2024-01-05 20.00", "A3 2024-01-05 30.00"));
  }

  /**
   * Such a repeat is found by the daily audit. Until then both rows stay, and do not keep other
   * orders from being taken in, those of a day that is near to both least of all.
   */
  @Test
  void aRepeatThatTheIndexDoesNotReachKeepsNothingElseBack() throws Exception {
    String repeat = order("A1", "2024-01-25T10:00:00", 12);
    landing.lands("a.json", List.of(FIRST)).publish("--indexDays=15");
    landing.lands("b.json", List.of(repeat)).publish("--indexDays=15");
    assertThat(totals(), contains("A1 2024-01-05 10.00", "A1 2024-01-25 12.00"));

    String between = order("A2", "2024-01-15T10:00:00", 20);
    landing.lands("c.json", List.of(between)).publish("--indexDays=15");

    assertThat(
        totals(), contains("A1 2024-01-05 10.00", "A1 2024-01-25 12.00", "A2 2024-01-15 20.00"));
  }

  private List<String> totals() throws Exception {
    return landing
        .lake()
        .warehouse(
            "SELECT order_id || ' ' || order_date || ' ' || order_total"
                + " FROM orders_gold.fact_orders ORDER BY ALL")
        .stream()
        .map(row -> row.get(0))
        .toList();
  }

  private List<List<String>> late() throws Exception {
    return landing
        .lake()
        .warehouse("SELECT order_id, lateness_minutes FROM orders_gold.late_orders ORDER BY ALL");
  }
}
