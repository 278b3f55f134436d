package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a warehouse that every pipeline has filled: its numbers are those of the tables. */
class ReportTest {
  private static final int MEGABYTE = 1_000_000;

  @TempDir private static Path folder;
  private static Path warehouse;
  private static Path file;
  private static Document page;
  private static Document earlier;

  @BeforeAll
  static void publish() throws IOException {
    Path lake = folder.resolve("lake");
    HereRun demo = HereRun.of("demo", "--output=" + lake);
    assertThat(demo.err(), demo.code(), is(ExitCode.PUBLISHED));
    assertThat(demo.out(), containsString("report: " + lake.resolve("report.html")));
    warehouse = lake.resolve("warehouse.duckdb");
    reportOfTheDay(lake, "2024-01-15"); // Some stock runs out,
    earlier = Jsoup.parse(report(warehouse, folder.resolve("earlier.html")).toFile());
    Files.copy(warehouse, folder.resolve("earlier.duckdb"));
    reportOfTheDay(lake, "2024-01-31"); // and later some customers have stopped ordering.
    file = report(warehouse, folder.resolve("report.html"));
    page = Jsoup.parse(file.toFile());
  }

  private static void reportOfTheDay(Path lake, String day) {
    HereRun run =
        HereRun.of(
            "orders-daily",
            "--landing=" + lake.resolve("landing/orders"),
            "--output=" + lake,
            "--settle=0",
            "--asOf=" + day);
    assertThat(run.err(), run.code(), is(ExitCode.PUBLISHED));
  }

  private static Path report(Path warehouse, Path output) {
    HereRun run = HereRun.of("report", "--warehouse=duckdb:" + warehouse, "--output=" + output);
    assertThat(run.err(), run.code(), is(ExitCode.PUBLISHED));
    assertThat(run.out(), is("report: " + output + " (open it in a browser)\n"));
    return output;
  }

  /** What a table of the page has for programs, without its last columns if there are more. */
  private static List<List<String>> shown(Document in, String chart, int columns) {
    return in.select("#" + chart + " tbody tr").stream()
        .map(row -> row.select("td").stream().limit(columns).map(ReportTest::exact).toList())
        .toList();
  }

  private static String exact(Element cell) {
    String exact = cell.hasAttr("data-exact") ? cell.attr("data-exact") : cell.wholeText();
    return exact.equals("–") ? "" : canonical(exact);
  }

  private static String canonical(String text) {
    return text.matches("-?[0-9]+(\\.[0-9]+)?(E-[0-9]+)?")
        ? new BigDecimal(text).stripTrailingZeros().toPlainString()
        : text;
  }

  private static List<List<String>> asked(String sql) throws SQLException {
    return asked(warehouse, sql);
  }

  private static List<List<String>> asked(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file)) {
      return SqlRows.of(connection, sql).stream()
          .map(row -> row.stream().map(ReportTest::canonical).toList())
          .toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "banking-balances-by-state|SELECT state, sum(total_balance) AS s, count(*) FROM"
            + " banking_gold.customer_account_balance GROUP BY state ORDER BY s DESC LIMIT 12",
        "banking-top-customers|SELECT customer_id, total_balance FROM"
            + " banking_gold.customer_account_balance ORDER BY 2 DESC, 1 LIMIT 10",
        "banking-top-debtors|SELECT customer_id, outstanding FROM"
            + " banking_gold.customer_loan_position ORDER BY 2 DESC, 1 LIMIT 10",
        "banking-monthly-activity|SELECT strftime(month, '%Y-%m') AS m, sum(deposits),"
            + " sum(withdrawals), sum(deposits) - sum(withdrawals), sum(transaction_count) FROM"
            + " banking_gold.account_monthly_activity GROUP BY m ORDER BY m",
        "customer-360-segments|SELECT segment, count(*) AS n, sum(online_spend + in_store_spend)"
            + " FROM customer360_gold.customer_segments GROUP BY segment ORDER BY n DESC",
        "customer-360-hours-online|SELECT hour, day_of_week, transactions, amount FROM"
            + " customer360_gold.channel_activity_trends WHERE channel = 'online' ORDER BY 2, 1",
        "customer-360-calls|SELECT concat('Agent ', agent_id), resolved, escalated, pending FROM"
            + " customer360_gold.agent_performance_summary ORDER BY interactions DESC, agent_id"
            + " LIMIT 12",
        "orders-orders-by-hour|SELECT order_date, order_hour, completed_orders, pending_orders,"
            + " failed_orders FROM orders_gold.agg_hourly_metrics ORDER BY 1 DESC, 2",
        "orders-revenue-by-hour|SELECT order_date, order_hour, revenue, sale_orders FROM"
            + " orders_gold.agg_hourly_metrics ORDER BY 1 DESC, 2",
        "orders-revenue-trend|SELECT order_date, sum(revenue) FROM orders_gold.revenue_trends GROUP"
            + " BY 1 ORDER BY 1",
        "orders-revenue-by-category|SELECT category, sum(revenue) AS r, sum(units) FROM"
            + " orders_gold.agg_category_revenue GROUP BY 1 ORDER BY r DESC",
        "orders-best-sellers|SELECT order_date, coalesce(product_name, product_id), revenue, units"
            + " FROM orders_gold.top_products ORDER BY order_date DESC, rank",
        "orders-order-value-by-tier|SELECT customer_tier, sum(revenue), sum(orders) FROM"
            + " orders_gold.aov_by_tier GROUP BY 1 ORDER BY 2 DESC",
        "orders-sales-by-state|SELECT state, sum(revenue) AS r, sum(orders) FROM"
            + " orders_gold.sales_by_region GROUP BY 1 ORDER BY r DESC LIMIT 12",
        "orders-churn-by-tier|SELECT customer_tier, count(*) FILTER (days_inactive BETWEEN 30 AND"
            + " 59), count(*) FILTER (days_inactive BETWEEN 60 AND 89), count(*) FILTER"
            + " (days_inactive > 89), sum(lifetime_spend) FROM orders_gold.customer_churn_risk"
            + " GROUP BY 1 ORDER BY count(*) DESC, 1",
        "online-retail-segments|SELECT segment, count(*) AS n FROM"
            + " online_retail_gold.dim_customers GROUP BY 1 ORDER BY n DESC, 1",
        "online-retail-rfm|SELECT r, f, count(*), sum(monetary) FROM"
            + " online_retail_gold.dim_customers GROUP BY 1, 2 ORDER BY 2, 1",
        "online-retail-best-sellers|SELECT strftime(month, '%Y-%m'), coalesce(description,"
            + " stock_code), sales, quantity FROM online_retail_gold.top_n_products_monthly ORDER"
            + " BY month DESC, rank",
        "trust-batches|SELECT pipeline, batch, any_value(status), any_value(as_of) FROM"
            + " assay.load_audit GROUP BY pipeline, batch, log_number ORDER BY log_number DESC",
        "trust-books|SELECT table_name, column_name, source, silver_total, table_total,"
            + " unattributed, difference FROM assay.reconciliation r JOIN (SELECT pipeline, batch,"
            + " max(log_number) AS n FROM assay.load_audit GROUP BY ALL) USING (pipeline, batch)"
            + " QUALIFY n = max(n) OVER (PARTITION BY pipeline, table_name) ORDER BY pipeline,"
            + " table_name, column_name, source"
      })
  void showsWhatTheTablesHold(String chart, String sql) throws SQLException {
    List<List<String>> expected = asked(sql);
    assertThat(expected.size(), greaterThan(0));
    assertThat(shown(page, chart, expected.get(0).size()), equalTo(expected));
  }

  @Test
  void showsWhatWillSellOut() throws SQLException {
    List<List<String>> expected =
        asked(
            folder.resolve("earlier.duckdb"),
            "SELECT coalesce(product_name, product_id), days_of_cover, stock_level, units_sold"
                + " FROM orders_gold.inventory_alerts ORDER BY 2, product_id LIMIT 12");
    assertThat(expected.size(), greaterThan(0));
    assertThat(shown(earlier, "orders-stock-alerts", 4), equalTo(expected));
    assertThat(
        page.select("#orders-stock-alerts .none").text(), is("The stock of every product lasts."));
  }

  @Test
  void countsCustomersByBand() throws SQLException {
    assertThat(
        shown(page, "banking-balance-bands", 3).stream()
            .filter(row -> row.get(0).equals("20k–50k"))
            .map(row -> row.subList(1, 3))
            .toList(),
        equalTo(
            asked(
                "SELECT count(*), sum(total_balance) FROM banking_gold.customer_account_balance"
                    + " WHERE total_balance >= 20000 AND total_balance < 50000")));
    assertThat(
        sum(shown(page, "banking-balance-bands", 3), 1).toString(),
        equalTo(asked("SELECT count(*) FROM banking_gold.customer_account_balance").get(0).get(0)));
  }

  @Test
  void losesNoSalesBetweenCountries() throws SQLException {
    List<List<String>> days = new ArrayList<>();
    for (List<String> row : shown(page, "online-retail-daily-sales", 9)) {
      BigDecimal sales = BigDecimal.ZERO;
      for (String part : row.subList(1, row.size())) {
        sales = sales.add(new BigDecimal(part));
      }
      days.add(List.of(row.get(0), canonical(sales.toPlainString())));
    }
    assertThat(
        days,
        equalTo(
            asked(
                "SELECT date, sum(sales) FROM online_retail_gold.agg_daily_sales"
                    + " GROUP BY 1 ORDER BY 1")));
  }

  @Test
  void followsEveryRecordOfABatch() throws SQLException {
    for (List<String> batch :
        asked(
            "SELECT pipeline || ' ' || batch, sum(accepted), sum(quarantined), sum(duplicates)"
                + " FROM assay.load_audit GROUP BY pipeline, batch")) {
      List<List<String>> links =
          shown(page, "trust-flow", 4).stream()
              .filter(row -> row.get(0).equals(batch.get(0)))
              .toList();
      assertThat(total(links, 2, "Accepted"), is(batch.get(1)));
      assertThat(total(links, 2, "Quarantined"), is(batch.get(2)));
      assertThat(total(links, 1, "Quarantined"), is(batch.get(2)));
      assertThat(total(links, 2, "Duplicates"), is(batch.get(3)));
    }
  }

  private static String total(List<List<String>> links, int column, String word) {
    return sum(links.stream().filter(row -> row.get(column).equals(word)).toList(), 3).toString();
  }

  private static BigDecimal sum(List<List<String>> rows, int column) {
    return rows.stream()
        .map(row -> new BigDecimal(row.get(column)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void leadsFromARuleToTheRecordsBehindIt() throws SQLException {
    for (Element rule : page.select(".rules > li")) {
      String dataset = rule.select(".rule .where").text();
      String id = rule.select(".rule").text().substring(dataset.length() + 1);
      String behind =
          " FROM assay.quarantine WHERE dataset = '%s' AND list_contains(rules, '%s')"
              .formatted(dataset, id);
      assertThat(
          rule.select(".count").textNodes().get(0).text().replace(",", ""),
          is(asked("SELECT count(*)" + behind).get(0).get(0)));
      List<List<String>> known =
          asked("SELECT file || ', line ' || line, masked, len(violations)" + behind);
      for (Element record : rule.select("article")) {
        assertThat(
            known.contains(
                List.of(
                    record.select("h4").get(0).textNodes().get(0).text().strip(),
                    record.select("pre").get(0).wholeText(),
                    String.valueOf(record.select("li").size()))),
            is(true));
      }
    }
    assertThat(page.select(".rules > li").size(), greaterThan(20));
  }

  @Test
  void showsNoClassifiedValue() throws SQLException {
    List<List<String>> names =
        asked(
            "SELECT DISTINCT last_name FROM banking_gold.customer_account_balance"
                + " WHERE length(last_name) > 5");
    assertThat(names.size(), greaterThan(10));
    String text = page.select("#trust-quarantine").text();
    assertThat(names.stream().filter(name -> text.contains(name.get(0))).toList(), empty());
  }

  @Test
  void hasTheSectionsOfWhatIsThere(@TempDir Path other) throws IOException {
    assertThat(
        page.select("main > section").eachAttr("id"),
        contains("trust", "banking", "customer-360", "orders", "online-retail"));
    HereRun.of("demo", "banking", "--output=" + other);
    Document banking = Jsoup.parse(other.resolve("report.html").toFile());
    assertThat(banking.select("main > section").eachAttr("id"), contains("trust", "banking"));
  }

  @Test
  void isEqualForEqualWarehouses() throws IOException {
    Path again = report(warehouse, folder.resolve("again.html"));
    assertThat(Files.mismatch(file, again), is(-1L));
  }

  @Test
  void isOneFileOfBoundedSize() throws IOException {
    assertThat(page.select("[src], link, iframe, object, embed, img"), is(empty()));
    long library = page.select("script").get(0).data().length();
    assertThat(Files.size(file) - library, lessThan(3L * MEGABYTE));
  }

  @Test
  void takesAllTextForText() throws Exception {
    Path copy = Files.copy(warehouse, folder.resolve("hostile.duckdb"));
    List<String> hostile = NaughtyTexts.all();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + copy);
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM orders_gold.inventory_alerts");
      statement.execute("DELETE FROM online_retail_gold.agg_daily_sales WHERE country <> 'France'");
      statement.execute(
          "UPDATE online_retail_gold.agg_daily_sales SET country = '</th><script>x()</script>'");
    }
    for (int from = 0; from < hostile.size(); from += 10) {
      List<String> ten = hostile.subList(from, Math.min(from + 10, hostile.size()));
      NaughtyTexts.asProducts(copy, ten);
      Document shown = Jsoup.parse(report(copy, folder.resolve("hostile.html")).toFile());
      assertThat(
          shown(shown, "orders-best-sellers", 2).stream().map(row -> row.get(1)).toList(),
          equalTo(ten.stream().map(ReportTest::canonical).toList()));
      assertThat(shown.select("script").size(), is(2));
      assertThat(shown.select("[onerror], [onload], [onclick], [href^=javascript]"), is(empty()));
      assertThat(
          shown.select("#online-retail-daily-sales th").eachText(),
          contains("Day", "</th><script>x()</script>"));
    }
  }

  @Test
  void saysWhatIsWrongWithARequest() throws IOException {
    Path none = folder.resolve("none.duckdb");
    HereRun run = HereRun.of("report", "--warehouse=duckdb:" + none, "--output=" + folder + "/x");
    assertThat(run.code(), is(ExitCode.REQUEST));
    assertThat(run.err(), containsString("there is no such file"));
    assertThat(Files.exists(none), is(false));
    assertThat(HereRun.of("report", "--output=x").code(), is(ExitCode.REQUEST));
    HereRun cloud = HereRun.of("report", "--warehouse=mysql:x", "--output=" + folder + "/x");
    assertThat(cloud.code(), is(ExitCode.REQUEST));
  }

  @Test
  void leavesThePageThatIsThereIfItCannotMakeAnother() throws Exception {
    Path empty = folder.resolve("empty.duckdb");
    DriverManager.getConnection("jdbc:duckdb:" + empty).close();
    Path output = Files.writeString(folder.resolve("kept.html"), "kept");
    HereRun run = HereRun.of("report", "--warehouse=duckdb:" + empty, "--output=" + output);
    assertThat(run.code(), is(ExitCode.REQUEST));
    assertThat(run.err(), containsString("holds no batch"));
    assertThat(Files.readString(output), is("kept"));
    assertThat(page.select("td, th, dd").eachText(), not(hasItem("null")));
  }
}
