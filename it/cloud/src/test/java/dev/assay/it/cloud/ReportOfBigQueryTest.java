package dev.assay.it.cloud;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.FieldValue;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.StandardSQLTypeName;
import com.google.cloud.bigquery.TableResult;
import dev.assay.pipelines.Assay;
import dev.assay.pipelines.ExitCode;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The report of a warehouse in BigQuery is that of the same in DuckDB; so are its views. */
final class ReportOfBigQueryTest {
  private static final Pattern MOMENT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d(T| )\\d\\d:\\d\\d(:[0-9.]+Z| UTC)");
  private static final Pattern VIEW = Pattern.compile("VIEW `assay_report`\\.`(\\w+)`");

  @Order(1)
  @RegisterExtension
  static final FakeGcs GCS = FakeGcs.withBuckets(BothPlaces.BUCKETS);

  @Order(2)
  @RegisterExtension
  static final LocalBigQuery BIGQUERY = LocalBigQuery.over(GCS);

  @TempDir static Path folder;
  private static BothPlaces shop;
  private static Document here;
  private static Document there;

  @BeforeAll
  static void fillBoth() throws Exception {
    shop = BothPlaces.of(GCS, folder, "report").with(BIGQUERY);
    shop.land(generated("banking", "--customers=30"));
    shop.run("banking", "--input={landing}");
    shop.land(generated("orders", "--hours=1", "--rate=10"));
    shop.run("orders-daily", "--landing={landing}", "--settle=0", "--asOf=2024-01-01");
    shop.run("orders", "--landing={landing}", "--settle=0");
    here = page("duckdb:" + shop.warehouse("folder"), "here.html", List.of());
    there = page("bigquery:" + shop.project(), "there.html", options());
  }

  private static List<String> options() {
    List<String> options = new ArrayList<>(GCS.options());
    options.addAll(BIGQUERY.options());
    return options;
  }

  private static Path generated(String pipeline, String... amounts) throws Exception {
    Path made = folder.resolve("made-" + pipeline);
    List<String> words = new ArrayList<>(List.of("generate", pipeline, "--output=" + made));
    words.addAll(List.of(amounts));
    assertThat(Assay.run(words.toArray(String[]::new)), is(ExitCode.PUBLISHED));
    Files.delete(made.resolve("answers.json"));
    return made;
  }

  private static Document page(String warehouse, String file, List<String> options)
      throws Exception {
    Path page = folder.resolve(file);
    List<String> words = new ArrayList<>(options);
    words.addAll(0, List.of("report", "--warehouse=" + warehouse, "--output=" + page));
    assertThat(Assay.run(words.toArray(String[]::new)), is(ExitCode.PUBLISHED));
    String keep = System.getProperty("assay.test.pages");
    if (keep != null) {
      Files.copy(page, Files.createDirectories(Path.of(keep)).resolve(file));
    }
    return Jsoup.parse(page.toFile());
  }

  @Test
  void hasTheSameSectionsAsThatOfDuckDb() {
    assertThat(
        there.select("section").eachAttr("id"), equalTo(List.of("trust", "banking", "orders")));
    assertThat(sections(there).keySet(), equalTo(sections(here).keySet()));
    sections(here).forEach((id, lines) -> assertThat(id, sections(there).get(id), equalTo(lines)));
    assertThat(there.select(".verdict").text(), equalTo(here.select(".verdict").text()));
  }

  /** Their text, charts and tables, but for the times at which batches were written. */
  private static Map<String, List<String>> sections(Document page) {
    Map<String, List<String>> sections = new TreeMap<>();
    for (Element part : page.select("section [id]:not([id$=-title],[id$=-data]), .quarantine")) {
      String text = part.outerHtml();
      sections.put(
          part.id(),
          (part.closest("section").id().equals("trust")
                  ? MOMENT.matcher(text).replaceAll("TIME")
                  : text)
              .lines()
              .toList());
    }
    return sections;
  }

  @Test
  void isToldByTheViewsToo() throws Exception {
    Path script = folder.resolve("views.sql");
    List<String> words = new ArrayList<>(options());
    words.addAll(
        0, List.of("views", "--warehouse=bigquery:" + shop.project(), "--output=" + script));
    assertThat(Assay.run(words.toArray(String[]::new)), is(ExitCode.PUBLISHED));
    BigQuery client = BIGQUERY.client(shop.project());
    int compared = 0;
    for (String statement : Files.readString(script).split(";\\n\\n|;\\n$")) {
      query(client, statement);
      Matcher view = VIEW.matcher(statement);
      if (view.find()) {
        List<List<String>> rows =
            rows(query(client, "SELECT * FROM assay_report." + view.group(1)));
        Element chart = here.getElementById(view.group(1).replace('_', '-'));
        if (isPlain(chart)) {
          assertThat(view.group(1), rows, equalTo(rows(chart)));
          compared++;
        }
      }
    }
    assertThat(compared, greaterThan(15));
  }

  private static TableResult query(BigQuery client, String sql) throws Exception {
    return client.query(QueryJobConfiguration.newBuilder(sql).setUseLegacySql(false).build());
  }

  /** Whether the page shows the rows of the query as they are, with every moment the same. */
  private static boolean isPlain(Element chart) {
    return chart != null
        && !chart.select("tbody").isEmpty()
        && !chart.id().startsWith("orders-revenue-trend-by")
        && !MOMENT.matcher(chart.outerHtml()).find();
  }

  private static List<List<String>> rows(Element chart) {
    return chart.select("tbody tr").stream()
        .map(row -> row.select("td").stream().map(ReportOfBigQueryTest::text).toList())
        .toList();
  }

  private static String text(Element cell) {
    String text = cell.hasAttr("data-exact") ? cell.attr("data-exact") : cell.text();
    return text.equals("–") ? "" : text;
  }

  private static List<List<String>> rows(TableResult result) {
    FieldList columns = result.getSchema().getFields();
    List<List<String>> rows = new ArrayList<>();
    for (FieldValueList row : result.iterateAll()) {
      rows.add(
          IntStream.range(0, columns.size())
              .mapToObj(i -> text(columns.get(i), row.get(i)))
              .toList());
    }
    return rows;
  }

  private static String text(Field column, FieldValue value) {
    if (value.isNull()) {
      return "";
    }
    StandardSQLTypeName type = column.getType().getStandardType();
    return switch (type) {
      case INT64, NUMERIC, BIGNUMERIC -> number(value.getNumericValue());
      case DATE ->
          column.getName().equals("month")
              ? value.getStringValue().substring(0, "2024-06".length())
              : value.getStringValue();
      default -> value.getStringValue();
    };
  }

  private static String number(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
