package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.assay.pipelines.generate.orders.Feed;
import dev.assay.pipelines.generate.orders.OrdersGenerator;
import dev.assay.pipelines.generate.orders.OrdersOracle;
import dev.assay.pipelines.generate.orders.OrdersOracle.Question;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code orders} and {@code orders-daily} on one lake, over four days in which tiers, prices and
 * categories change: in whatever order the two run, all tables are those that the oracle computes
 * from all files together.
 */
class OrdersDailyTest {
  private static final Feed FEED = new Feed(96, 20, 0.1, 0.1, 0.1, 0.1, 0.02, 77);
  private static final List<String> DAYS = List.of("2024-01-02", "2024-01-03", "2024-01-04");
  private static final String FIRST_DAY = "2024-01-01";
  private static final String LAST_DAY = "2024-01-04";

  /** Long enough after the feed that its customers count as inactive. */
  private static final String LATER = "2024-02-03";

  @TempDir private static Path folder;
  private static Path feed;
  private static String contract;

  @BeforeAll
  static void generate() throws IOException {
    feed = folder.resolve("made");
    OrdersGenerator.of(FEED).writeTo(feed);
    contract = ContractText.bundled("orders").with("value: fail", "value: latest").option(folder);
  }

  /** The products and customers of a day, which lie in a folder of their own. */
  private static Path landingOf(String day) {
    return day.equals(FIRST_DAY) ? feed : feed.resolve("daily").resolve(day);
  }

  private static PipelineLake.Run daily(OrdersLake lake, String day, String... more) {
    String[] options =
        Stream.concat(Stream.of(contract, "--asOf=" + day), Stream.of(more)).toArray(String[]::new);
    return lake.daily().publish(landingOf(day), options);
  }

  private static void allDays(OrdersLake lake) {
    daily(lake, FIRST_DAY);
    DAYS.forEach(day -> daily(lake, day));
  }

  private static List<List<String>> differences(OrdersLake lake, Question question)
      throws Exception {
    try (OrdersOracle oracle = question.ask()) {
      return oracle.differences(lake.warehouseFile(), List.of("orders"), OrdersLake.ALL_TABLES);
    }
  }

  private static Question everything() throws IOException {
    return Question.aboutFeed(feed).reportingOn(LAST_DAY);
  }

  @Test
  void theFeedChangesWhatIsKnownOfProductsAndCustomers() throws Exception {
    try (OrdersOracle oracle = everything().ask()) {
      for (String table : List.of("dim_products", "dim_customers")) {
        assertThat(
            table,
            oracle.over(table, "SELECT count(*) FROM answer WHERE NOT is_current"),
            not(equalTo(List.of(List.of("0")))));
      }
      assertThat(oracle.rows("inventory_alerts"), hasSize(greaterThan(0)));
      assertThat(oracle.rows("revenue_trends"), hasSize(greaterThan(0)));
    }
  }

  @Test
  void dimensionsThatAreThereBeforeOrdersAgreeWithTheOracle() throws Exception {
    OrdersLake lake = OrdersLake.at(folder.resolve("dimensions-first"));
    allDays(lake);
    lake.publish(feed, contract);
    daily(lake, LAST_DAY);

    assertThat(differences(lake, everything()), empty());
  }

  /** Days of orders are computed anew whenever a later day tells them otherwise. */
  @Test
  void dimensionsThatComeAfterOrdersAgreeWithTheOracle() throws Exception {
    OrdersLake lake = OrdersLake.at(folder.resolve("orders-first"));
    lake.publish(feed, contract);
    allDays(lake);

    assertThat(differences(lake, everything()), empty());
  }

  @Test
  void ordersAndDimensionsInTurnAgreeWithTheOracle() throws Exception {
    OrdersLanding landing = new OrdersLanding(folder.resolve("in-turn"));
    OrdersLake lake = landing.lake();
    lands(landing, FIRST_DAY);
    landing.publish(contract);
    daily(lake, FIRST_DAY);
    for (String day : DAYS) {
      lands(landing, day);
      landing.publish(contract);
      daily(lake, day);
    }
    lands(landing, "2024-01-05");
    landing.publish(contract);
    daily(lake, LAST_DAY);

    assertThat(landing.landed(), empty());
    assertThat(differences(lake, everything()), empty());
  }

  private static void lands(OrdersLanding landing, String day) throws IOException {
    String prefix = "orders_" + day.replace("-", "");
    try (Stream<Path> files = Files.list(feed.resolve("orders"))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(prefix)) {
          landing.lands(name, Files.readAllLines(file));
        }
      }
    }
  }

  @Test
  void reportsOnADayWithoutNewFiles() throws Exception {
    OrdersLake lake = OrdersLake.at(folder.resolve("later"));
    lake.publish(feed, contract);
    allDays(lake);

    lake.daily().publish(landingOf(LAST_DAY), contract, "--asOf=" + LATER);

    Question question = Question.aboutFeed(feed).reportingOn(LATER);
    assertThat(differences(lake, question), empty());
    try (OrdersOracle oracle = question.ask()) {
      assertThat(oracle.rows("customer_churn_risk"), hasSize(greaterThan(0)));
    }
  }

  @Test
  void aSecondRunOfADayChangesNothing() throws Exception {
    OrdersLake lake = OrdersLake.at(folder.resolve("again"));
    lake.publish(feed, contract);
    daily(lake, FIRST_DAY);
    List<List<String>> before = lake.daily().goldTables();
    long entries = lake.log().size();

    daily(lake, FIRST_DAY);

    assertThat((long) lake.log().size(), is(entries));
    assertThat(lake.daily().goldTables(), equalTo(before));
  }

  /** What came last on a day is what counts on it. */
  @Test
  void anotherDeliveryOfTheSameDayTakesThePlaceOfTheFirst() throws Exception {
    OrdersLake lake = OrdersLake.at(folder.resolve("corrected"));
    lake.publish(feed, contract);
    daily(lake, FIRST_DAY);
    daily(lake, DAYS.get(0));
    Path corrected = folder.resolve("correction").resolve(DAYS.get(0));
    correct(landingOf(DAYS.get(0)), corrected);

    lake.daily().publish(corrected, contract, "--asOf=" + DAYS.get(0));

    Question question =
        Question.about(feed).knowing(List.of(feed, corrected)).reportingOn(DAYS.get(0));
    assertThat(differences(lake, question), empty());
  }

  /** All customers are of one tier, which most of them were not. */
  private static void correct(Path from, Path to) throws IOException {
    for (String dataset : List.of("products", "customers")) {
      Files.createDirectories(to.resolve(dataset));
      Path file = Path.of(dataset, dataset + ".csv");
      String text = Files.readString(from.resolve(file), StandardCharsets.UTF_8);
      Files.writeString(to.resolve(file), text.replaceAll("(?m),(bronze|silver)$", ",gold"));
    }
  }

  @Test
  void aDayBeforeOneThatWasPublishedIsRefused() {
    OrdersLake lake = OrdersLake.at(folder.resolve("backwards"));
    lake.publish(feed, contract);
    daily(lake, DAYS.get(1));

    PipelineLake.Run run =
        lake.daily().run(landingOf(DAYS.get(0)), contract, "--asOf=" + DAYS.get(0));

    assertThat(run.code(), is(ExitCode.REQUEST));
    assertThat(run.err(), containsString(DAYS.get(1)));
  }
}
