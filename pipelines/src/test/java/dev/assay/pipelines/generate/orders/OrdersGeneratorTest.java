package dev.assay.pipelines.generate.orders;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.pipelines.generate.orders.OrdersOracle.Question;
import dev.assay.schemas.RequestException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrdersGeneratorTest {

  @TempDir Path folder;

  /** Hours, rate, late, duplicates, conflicts, mismatch, dirty, seed. */
  @ParameterizedTest
  @CsvSource({
    "30, 40, 0, 0, 0, 0, 0, 1",
    "30, 40, 0.1, 0.05, 0, 0.05, 0.02, 2",
    "120, 12, 0.3, 0.2, 0.2, 0.1, 0.2, 3",
    "5, 99, 1, 1, 1, 1, 0.5, -4",
    "70, 2, 0.5, 0.5, 0.5, 0.5, 0.5, 5",
    "1, 1, 1, 1, 1, 1, 1, 6"
  })
  void knowsWhatTheOracleFinds(
      int hours,
      int rate,
      double late,
      double duplicates,
      double conflicts,
      double mismatch,
      double dirty,
      long seed)
      throws Exception {
    Feed feed = new Feed(hours, rate, late, duplicates, conflicts, mismatch, dirty, seed);
    OrdersGenerator.of(feed).writeTo(folder);

    try (OrdersOracle oracle = Question.aboutFeed(folder).ask()) {
      checkLines(oracle);
      checkOrders(oracle);
      checkTotals(oracle);
    }
  }

  private void checkLines(OrdersOracle oracle) throws Exception {
    List<List<String>> rules = new ArrayList<>();
    answers()
        .get("brokenByRule")
        .fields()
        .forEachRemaining(rule -> rules.add(List.of(rule.getKey(), rule.getValue().asText())));
    assertThat(
        rules,
        equalTo(
            oracle.over("quarantined", "SELECT rule, count(*) FROM answer GROUP BY 1 ORDER BY 1")));
    assertThat(
        one(oracle, "quarantined", "count(DISTINCT (file, line))"), is(text("/lines/broken")));
    assertThat(
        oracle.over("repeated", "SELECT count(*) FILTER (NOT conflicts), count(*) FROM answer"),
        equalTo(repeated(oracle)));
    assertThat(one(oracle, "late_orders", "count(*)"), is(text("/counts/late")));
    assertThat(
        one(oracle, "late_orders", "count(*) FILTER (is_beyond_allowed)"),
        is(text("/counts/beyondAllowed")));
  }

  /**
   * Beside the line that stays, each order has as many lines as it came again. Where the version
   * that came later stays, the first and its repeats conflict with it.
   */
  private List<List<String>> repeated(OrdersOracle oracle) throws Exception {
    long again = answers().at("/lines/repeated").asLong();
    long rivals = answers().at("/lines/conflicting").asLong();
    long ofLosers =
        Long.parseLong(
            oracle
                .over(
                    "repeated",
                    "SELECT coalesce(sum(lines - 1), 0) FROM (SELECT count(*) AS lines FROM answer"
                        + " WHERE conflicts GROUP BY order_id)")
                .get(0)
                .get(0));
    return List.of(List.of(Long.toString(again - ofLosers), Long.toString(again + rivals)));
  }

  private void checkOrders(OrdersOracle oracle) throws Exception {
    for (String table : List.of("fact_orders", "agg_hourly_metrics")) {
      JsonNode gold = answers().at("/gold/" + table);
      assertThat(one(oracle, table, "count(*)"), is(gold.get("rows").asText()));
      for (Map.Entry<String, JsonNode> total : gold.get("totals").properties()) {
        String sum = "coalesce(sum(" + total.getKey() + "), 0)";
        assertThat(
            table + "." + total.getKey(),
            one(oracle, table, "CAST(" + sum + " AS DECIMAL(18, 2))"),
            is(oracle.over(table, money(total.getValue().asText())).get(0).get(0)));
      }
    }
    assertThat(
        one(oracle, "fact_orders", "count(*) FILTER (quantity IS NULL)"),
        is(text("/counts/withoutItems")));
    assertThat(
        one(
            oracle,
            "fact_orders",
            "count(*) FILTER (customer_tier = 'Unknown' AND line_number = 1)"),
        is(text("/counts/ofUnknownCustomers")));
  }

  private void checkTotals(OrdersOracle oracle) throws Exception {
    String sums =
        " AS k, count(*), coalesce(sum(%1$s), 0.00), count(*) FILTER (%2$s),"
            + " coalesce(sum(%1$s) FILTER (%2$s), 0.00) FROM answer WHERE %3$s GROUP BY 1 ORDER BY 1";
    String ofOrders = sums.formatted("order_total", COMPLETED, "line_number = 1");
    String ofLines = sums.formatted("line_total", COMPLETED, "line_total IS NOT NULL");
    check(oracle, "byStatus", "coalesce(payment_status, 'none')" + ofOrders);
    check(oracle, "byRegion", "region" + ofOrders);
    check(oracle, "byDay", "CAST(order_date AS VARCHAR)" + ofOrders);
    check(
        oracle, "byHour", "concat(order_date, 'T', lpad(order_hour::VARCHAR, 2, '0'))" + ofOrders);
    check(oracle, "byCategory", "category" + ofLines);
  }

  private static final String COMPLETED = "payment_status IS NOT DISTINCT FROM 'completed'";

  private void check(OrdersOracle oracle, String answer, String select) throws Exception {
    List<List<String>> told = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : answers().get(answer).properties()) {
      JsonNode all = entry.getValue().get("all");
      JsonNode completed = entry.getValue().get("completed");
      if (all.get("rows").asLong() > 0) {
        told.add(
            List.of(
                entry.getKey(),
                all.get("rows").asText(),
                all.get("amount").asText(),
                completed.get("rows").asText(),
                completed.get("amount").asText()));
      }
    }
    assertThat(answer, oracle.over("fact_orders", "SELECT " + select), equalTo(told));
  }

  @Test
  void makesLinesThatBreakEveryRule() throws Exception {
    OrdersGenerator.of(new Feed(24, 100, 0, 0, 0, 0, 0.5, 7)).writeTo(folder);

    List<String> rules = new ArrayList<>();
    answers().get("brokenByRule").fieldNames().forEachRemaining(rules::add);
    assertThat(
        rules,
        containsInAnyOrder(
            "record.json",
            "record.notAnObject",
            "record.unknownField",
            "order_id.required",
            "customer_id.required",
            "order_timestamp.required",
            "order_timestamp.type",
            "items.type",
            "items.quantity.type",
            "items.unit_price.type",
            "total_amount.required",
            "total_amount.type",
            "payment_status.validValues"));
  }

  @Test
  void makesAboutWhatItIsAsked() throws Exception {
    OrdersGenerator.of(new Feed(200, 100, 0.08, 0.04, 0.03, 0.05, 0.02, 8)).writeTo(folder);

    double orders = 200 * 100;
    assertThat(number("/lines/broken") / orders, closeTo(0.02, 0.004));
    assertThat(number("/lines/repeated") / orders, closeTo(0.04, 0.005));
    assertThat(number("/lines/conflicting") / orders, closeTo(0.03, 0.005));
    assertThat(number("/counts/mismatched") / orders, closeTo(0.05, 0.005));
    // Versions that stay may be late, too.
    assertThat(number("/counts/late") / orders, closeTo(0.08, 0.015));
    assertThat(number("/lines/broken") + number("/orders/all/rows"), is(orders));
    assertThat(number("/counts/beyondAllowed"), greaterThan(10.0));
  }

  @Test
  void writesAFileForEachQuarterOfAnHourWithAnOrder() throws Exception {
    OrdersGenerator.of(new Feed(49, 2, 0.5, 0, 0, 0, 0, 9)).writeTo(folder);

    assertThat(Files.exists(folder.resolve("orders/orders_20240101T0015.json")), is(true));
    assertThat(Files.exists(folder.resolve("orders/orders_20240101T0000.json")), is(false));
    assertThat(names(folder.resolve("orders")).size(), is(98));
    assertThat(names(folder.resolve("daily")), is(List.of("2024-01-02", "2024-01-03")));
  }

  @Test
  void changesWhatIsKnownFromDayToDay() throws Exception {
    OrdersGenerator.of(new Feed(24 * 25, 10, 0, 0, 0, 0, 0, 10)).writeTo(folder);

    try (OrdersOracle oracle = Question.aboutFeed(folder).ask()) {
      for (String changed : List.of("category", "price")) {
        assertThat(
            changed,
            number(
                oracle,
                "SELECT count(*) FROM (SELECT 1 FROM answer GROUP BY product_id"
                    + " HAVING count(DISTINCT "
                    + changed
                    + ") > 1)",
                "dim_products"),
            greaterThan(5));
      }
      assertThat(
          number(
              oracle,
              "SELECT count(*) FROM (SELECT 1 FROM answer GROUP BY customer_id"
                  + " HAVING count(DISTINCT customer_tier) > 1)",
              "dim_customers"),
          greaterThan(5));
      assertThat(
          number(oracle, "SELECT count(*) FROM answer WHERE category = 'Unknown'", "fact_orders"),
          greaterThan(5));
      assertThat(
          number(oracle, "SELECT count(*) FROM answer WHERE product_id IS NULL", "fact_orders"),
          greaterThan(5));
    }
  }

  @Test
  void leavesSomethingToReport() throws Exception {
    OrdersGenerator.of(new Feed(24 * 75, 4, 0, 0, 0, 0, 0, 11)).writeTo(folder);

    try (OrdersOracle oracle = Question.aboutFeed(folder).covering(30).ask()) {
      assertThat(
          number(oracle, "SELECT count(*) FROM answer", "customer_churn_risk"), greaterThan(5));
      assertThat(number(oracle, "SELECT count(*) FROM answer", "inventory_alerts"), greaterThan(0));
    }
  }

  @Test
  void writesWhatReadersStumbleOver() throws Exception {
    OrdersGenerator.of(new Feed(24, 100, 0, 0, 0, 0, 0, 12)).writeTo(folder);

    StringBuilder lines = new StringBuilder();
    for (String name : names(folder.resolve("orders"))) {
      lines.append(Files.readString(folder.resolve("orders").resolve(name)));
    }
    for (String text :
        List.of("Montréal", "l'\\u00c9glise", "Oak \\\"Old\\\" Rd", "\"07", "\"items\": []")) {
      assertThat(lines.toString(), containsString(text));
    }
    assertThat(
        Files.readString(folder.resolve("products/products.csv")),
        containsString(", \"\"new\"\"\""));
  }

  @Test
  void writesTheSameBytesForTheSameSeed() throws Exception {
    OrdersGenerator.of(feed(42)).writeTo(folder.resolve("one"));
    OrdersGenerator.of(feed(42)).writeTo(folder.resolve("two"));
    OrdersGenerator.of(feed(43)).writeTo(folder.resolve("other"));

    assertThat(sha256(folder.resolve("one")), equalTo(sha256(folder.resolve("two"))));
    assertThat(sha256(folder.resolve("one")), not(equalTo(sha256(folder.resolve("other")))));
  }

  @Test
  void writesTheseBytesOnEveryMachine() throws Exception {
    OrdersGenerator.of(feed(42)).writeTo(folder);

    assertThat(
        sha256(folder),
        equalTo("8d3b5173b5737fad9098c559070ed2aa4988dfcc55dd0648d7029598e8a01ccc"));
  }

  private static Feed feed(long seed) {
    return new Feed(30, 20, 0.1, 0.1, 0.1, 0.1, 0.1, seed);
  }

  @Test
  void listsAllThatCannotBe() {
    RequestException refusal =
        assertThrows(RequestException.class, () -> new Feed(0, 0, -0.1, 1.1, 0, 0, Double.NaN, 1));

    assertThat(refusal.problems().size(), is(5));
    assertThrows(RequestException.class, () -> new Feed(100_001, 1, 0, 0, 0, 0, 0, 1));
    assertThrows(RequestException.class, () -> new Feed(2, 500_000_001, 0, 0, 0, 0, 0, 1));
  }

  private JsonNode answers() throws Exception {
    return new ObjectMapper().readTree(folder.resolve(OrdersGenerator.ANSWERS).toFile());
  }

  private String text(String pointer) throws Exception {
    return answers().at(pointer).asText();
  }

  private double number(String pointer) throws Exception {
    return answers().at(pointer).asDouble();
  }

  private static String one(OrdersOracle oracle, String table, String select) throws Exception {
    return oracle.over(table, "SELECT " + select + " FROM answer").get(0).get(0);
  }

  private static int number(OrdersOracle oracle, String select, String table) throws Exception {
    return Integer.parseInt(oracle.over(table, select).get(0).get(0));
  }

  private static String money(String number) {
    return "SELECT CAST(" + number + " AS DECIMAL(18, 2))";
  }

  private static List<String> names(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String sha256(Path folder) throws Exception {
    MessageDigest hash = MessageDigest.getInstance("SHA-256");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        hash.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
        hash.update(Files.readAllBytes(file));
      }
    }
    return HexFormat.of().formatHex(hash.digest());
  }
}
