package dev.assay.it.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The page from disk, in a real browser without a network. */
class ReportPageTest {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final int DESK = 1280;
  private static final int PHONE = 390;

  /** The best sellers of a day, in their order. */
  private static final List<String> NAMES =
      List.of(
          "<script>document.title = 'ran'</script>",
          "</script><img src=x onerror=\"document.title = 'ran'\">",
          "=HYPERLINK(\"http://example.com\")",
          "+1",
          "-1",
          "@SUM(A1)",
          "\t=1",
          "\r=1",
          "{a|b} ${1} 'quoted', \"twice\"",
          "plain");

  @TempDir private static Path folder;
  private static Path warehouse;
  private static Path file;
  private static Playwright playwright;
  private static Browser browser;

  private final List<String> complaints = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private BrowserContext context;

  @BeforeAll
  static void open() throws SQLException {
    Optional<Path> chromium = Browsers.chromium();
    assumeTrue(chromium.isPresent(), "no Chromium: it/servers/install chromium");
    warehouse = Warehouses.filled(folder.resolve("lake"), NAMES);
    file = Warehouses.page(warehouse, folder.resolve("report.html"));
    playwright = Browsers.playwright();
    browser = Browsers.launch(playwright, chromium.get());
  }

  @AfterAll
  static void close() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @AfterEach
  void closePage() {
    context.close();
  }

  private Page show(int width, ColorScheme colours) {
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(colours)
                .setOffline(true));
    Page page = context.newPage();
    page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
    page.onPageError(complaints::add);
    page.onRequest(request -> requests.add(request.url()));
    page.navigate(file.toUri().toString());
    return page;
  }

  private static void keep(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  @ParameterizedTest
  @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
  void loadsWithoutAComplaintOrARequest(int width, ColorScheme colours) {
    Page page = show(width, colours);
    keep(page, (width == PHONE ? "phone-" : "desk-") + colours.name().toLowerCase());
    assertThat(complaints, is(empty()));
    assertThat(requests, equalTo(List.of(file.toUri().toString())));
    assertThat(page.title(), is("Assay report: warehouse.duckdb"));
  }

  @Test
  void drawsEveryChartThatHasRows() {
    Page page = show(DESK, ColorScheme.LIGHT);
    Object blank =
        page.evaluate(
            "() => [...document.querySelectorAll('figure.chart')]"
                + ".filter(f => f.dataset.mark !== 'table' && f.querySelector('table'))"
                + ".filter(f => f.querySelectorAll('.plot svg path').length === 0)"
                + ".map(f => f.id)");
    assertThat(blank, equalTo(List.of()));
    assertThat(page.locator("figure.chart .plot svg").count(), greaterThan(20));
  }

  /** The numbers that the drawing itself has, not those of the table beneath it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "banking-balances-by-state|0|SELECT sum(total_balance) AS s FROM"
            + " banking_gold.customer_account_balance GROUP BY state ORDER BY s DESC LIMIT 12",
        "banking-monthly-activity|1|SELECT sum(withdrawals) FROM"
            + " banking_gold.account_monthly_activity GROUP BY month ORDER BY month",
        "customer-360-resolution|0|SELECT resolution_rate FROM (FROM"
            + " customer360_gold.agent_performance_summary ORDER BY interactions DESC, agent_id"
            + " LIMIT 12) ORDER BY resolution_rate DESC, agent_id",
        "orders-revenue-by-hour|0|SELECT revenue FROM orders_gold.agg_hourly_metrics WHERE"
            + " order_date = '2024-01-01' ORDER BY order_hour",
        "online-retail-segment-sales|0|SELECT sum(monetary) AS s FROM"
            + " online_retail_gold.dim_customers GROUP BY segment ORDER BY s DESC, segment",
        "trust-files|0|SELECT quarantined FROM assay.load_audit WHERE quarantined + duplicates > 0"
            + " ORDER BY quarantined + duplicates DESC, log_number DESC, file LIMIT 12"
      })
  void drawsTheNumbersOfTheTables(String chart, int series, String sql) throws SQLException {
    Page page = show(DESK, ColorScheme.LIGHT);
    Object drawn =
        page.evaluate(
            "([id, at]) => echarts.getInstanceByDom(document.querySelector('#' + id + ' .plot'))"
                + ".getOption().series[at].data.map(Number)",
            List.of(chart, series));
    List<Double> expected =
        Warehouses.ask(warehouse, sql).stream().map(row -> Double.valueOf(row.get(0))).toList();
    assertThat(expected.size(), greaterThan(0));
    assertThat(doubles(drawn), equalTo(expected));
  }

  private static List<Double> doubles(Object numbers) {
    return ((List<?>) numbers).stream().map(n -> ((Number) n).doubleValue()).toList();
  }

  @Test
  void drawsAnotherDayWhenItIsChosen() {
    Page page = show(DESK, ColorScheme.LIGHT);
    String best = "#orders-best-sellers ";
    assertThat(page.locator(best + "select").inputValue(), is("2024-01-02"));
    assertThat(page.locator(best + ".plot").textContent(), containsString("plain"));
    page.locator(best + "select").selectOption("2024-01-01");
    assertThat(page.locator(best + ".plot").textContent(), not(containsString("plain")));
    page.locator(best + ".as-table").click();
    assertThat(page.locator(best + "tbody tr:visible").count(), is(10));
    assertThat(complaints, is(empty()));
  }

  @Test
  void takesNamesForText() {
    Page page = show(DESK, ColorScheme.LIGHT);
    page.locator("#orders-best-sellers .plot").hover();
    assertThat(page.locator("script").count(), is(2));
    assertThat(page.locator("img, iframe").count(), is(0));
    assertThat(page.title(), is("Assay report: warehouse.duckdb"));
    assertThat(
        page.locator("#orders-best-sellers tbody tr:nth-child(1) td:nth-child(2)").textContent(),
        is(NAMES.get(0)));
    assertThat(complaints, is(empty()));
  }

  @Test
  void opensATableByKeyboard() {
    Page page = show(DESK, ColorScheme.LIGHT);
    String chart = "#banking-balances-by-state ";
    page.locator(chart + ".as-table").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator(chart + "table").isVisible(), is(true));
    assertThat(page.locator(chart + ".as-table").getAttribute("aria-expanded"), is("true"));
    page.keyboard().press("Space");
    assertThat(page.locator(chart + "table").isVisible(), is(false));
  }

  @Test
  void reachesEverythingByKeyboard() {
    Page page = show(DESK, ColorScheme.LIGHT);
    int reachable =
        ((Number)
                page.evaluate(
                    "() => [...document.querySelectorAll("
                        + "'a[href], button, select, summary, [tabindex=\"0\"]')]"
                        + ".filter(e => e.checkVisibility({contentVisibilityAuto: true})).length"))
            .intValue();
    page.evaluate("() => { window.met = new Set(); }");
    for (int i = 0; i < reachable; i++) {
      page.keyboard().press("Tab");
      page.evaluate("() => { window.met.add(document.activeElement); }");
    }
    assertThat(page.evaluate("() => window.met.size"), is(reachable));
  }

  @Test
  void leadsFromARuleToItsRecords() {
    Page page = show(DESK, ColorScheme.LIGHT);
    assertThat(page.locator("article:visible").count(), is(0));
    page.locator(".rules summary").first().focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("article:visible").count(), is(5));
    keep(page, "desk-records");
  }

  @Test
  void downloadsCsvThatCannotRun() throws IOException {
    Page page = show(DESK, ColorScheme.LIGHT);
    Download download =
        page.waitForDownload(() -> page.locator("#orders-best-sellers .as-csv").click());
    assertThat(download.suggestedFilename(), is("orders-best-sellers.csv"));
    String csv = Files.readString(download.path());
    assertThat(csv, containsString("\ufeffDay,Product,Revenue,Units,Category,Number\r\n"));
    assertThat(csv, containsString("2024-01-02,<script>document.title = 'ran'</script>,-12.5,3,"));
    assertThat(csv, containsString(",\"'=HYPERLINK(\"\"http://example.com\"\")\",-12.5,"));
    assertThat(csv, containsString(",'+1,-12.5,"));
    assertThat(csv, containsString(",'-1,-12.5,"));
    assertThat(csv, containsString(",'@SUM(A1),-12.5,"));
    assertThat(csv, containsString(",'\t=1,-12.5,"));
    // A carriage return is a line break to whoever reads HTML.
    assertThat(csv, containsString(",\"'\n=1\",-12.5,"));
    assertThat(requests.stream().filter(url -> url.startsWith("http")).toList(), is(empty()));
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void hasNoAccessibilityViolation(ColorScheme colours) throws IOException {
    Page page = show(DESK, colours);
    page.locator(".rules summary").first().click();
    page.locator("#banking-balances-by-state .as-table").click();
    assertThat(violations(page), equalTo(List.of()));
    page.locator("#theme").click();
    assertThat(violations(page), equalTo(List.of()));
    page.setViewportSize(PHONE, 844);
    assertThat(violations(page), equalTo(List.of()));
  }

  private static Object violations(Page page) throws IOException {
    page.evaluate(axe());
    return page.evaluate(
        "async () => (await axe.run()).violations.map("
            + "v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 120)).join(' | '))");
  }

  private static String axe() throws IOException {
    try (InputStream in =
        ReportPageTest.class.getResourceAsStream(
            "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void turnsDarkAndLight() {
    Page page = show(DESK, ColorScheme.LIGHT);
    String ground = "() => getComputedStyle(document.body).backgroundColor";
    Object light = page.evaluate(ground);
    page.locator("#theme").click();
    Object dark = page.evaluate(ground);
    assertThat(dark, not(equalTo(light)));
    assertThat(page.locator("#theme").textContent(), is("Light"));
    page.reload();
    assertThat(page.evaluate(ground), equalTo(dark));
    page.locator("#theme").click();
    assertThat(page.evaluate(ground), equalTo(light));
    assertThat(complaints, is(empty()));
  }

  @Test
  void fitsAPhone() {
    Page page = show(PHONE, ColorScheme.LIGHT);
    assertThat(
        ((Number) page.evaluate("() => document.documentElement.scrollWidth")).intValue(),
        lessThanOrEqualTo(PHONE));
  }

  @Test
  void prints() throws IOException {
    Page page = show(DESK, ColorScheme.DARK);
    byte[] pdf = page.pdf(new Page.PdfOptions().setPath(SCREENSHOTS.resolve("print.pdf")));
    assertThat(pdf.length, greaterThan(50_000));
    assertThat(complaints, is(empty()));
  }

  @Test
  void showsItsTablesWithoutScripts() {
    context = browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    Page page = context.newPage();
    page.navigate(file.toUri().toString());
    assertThat(page.locator("table:visible").count(), greaterThan(20));
    assertThat(page.locator("#theme").isVisible(), is(false));
  }
}
