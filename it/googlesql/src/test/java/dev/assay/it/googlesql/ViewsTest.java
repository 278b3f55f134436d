package dev.assay.it.googlesql;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.zetasql.SqlException;
import dev.assay.pipelines.Assay;
import dev.assay.pipelines.ExitCode;
import dev.assay.pipelines.report.Views;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.warehouse.BigQueryAudit;
import dev.assay.transforms.warehouse.BigQueryDialect;
import dev.assay.transforms.warehouse.StagedTable;
import dev.assay.transforms.warehouse.WarehouseReader;
import dev.assay.transforms.warehouse.WarehouseSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The views of the report, of a warehouse that every pipeline has filled. */
class ViewsTest {
  private static final Pattern VIEW = Pattern.compile("VIEW `views`\\.`(\\w+)`");

  @TempDir private static Path lake;
  private static final GoogleSql GOOGLE_SQL = new GoogleSql();
  private static List<String> views;

  @BeforeAll
  static void fill() throws Exception {
    assertThat(Assay.run("demo", "--output=" + lake), is(ExitCode.PUBLISHED));
    BigQueryAudit.createStatements().values().forEach(table -> table.forEach(GOOGLE_SQL::analyse));
    for (Manifest manifest : Log.of(lake.toString()).read()) {
      if (manifest.isPublished()) {
        StagedTable.of(manifest, manifest.scopes())
            .forEach(staged -> GOOGLE_SQL.analyse(BigQueryDialect.createTable(staged)));
      }
    }
    try (WarehouseReader reader = new Renamed(lake.resolve("warehouse.duckdb"))) {
      List<String> statements = Views.statements(reader, "test", "EU", "views");
      GOOGLE_SQL.analyse(statements.get(0));
      views = statements.subList(1, statements.size());
    }
  }

  /** The tables of a DuckDB file, called what they are called in BigQuery. */
  private static final class Renamed implements WarehouseReader {
    private final WarehouseReader file;

    Renamed(Path file) {
      this.file = WarehouseReader.open("duckdb:" + file, WarehouseSettings.DEFAULT);
    }

    @Override
    public List<String> schemasWith(String table) {
      return file.schemasWith(table);
    }

    /** The one query that is asked while views are made needs a relation of the file. */
    @Override
    public List<List<@Nullable Object>> query(String sql) {
      return file.query(sql.replace('`' + GoogleSql.PROJECT + "`.", "").replace('`', '"'));
    }

    @Override
    public String relation(String schema, String table) {
      return BigQueryDialect.name(GoogleSql.PROJECT, schema, table);
    }

    @Override
    public String each(String list, String element) {
      return BigQueryDialect.each(list, element);
    }

    @Override
    public void close() {
      file.close();
    }
  }

  @Test
  void areUnderstoodByBigQuery() {
    List<String> wrong = new ArrayList<>();
    for (String view : views) {
      try {
        GOOGLE_SQL.analyse(view);
      } catch (SqlException e) {
        wrong.add(name(view) + ": " + e.getMessage());
      }
    }

    assertThat(wrong, empty());
    assertThat(views.size(), greaterThan(45));
  }

  @Test
  void areMadeOfEverySection() {
    List<String> sections =
        views.stream()
            .map(ViewsTest::name)
            .map(name -> name.replaceFirst("^(customer_360|online_retail|[a-z]+)_.*", "$1"))
            .distinct()
            .toList();

    assertThat(
        sections,
        containsInAnyOrder(
            "trust", "banking", "customer_360", "orders", "online_retail", "quarantine"));
    assertThat(views.stream().map(ViewsTest::name).distinct().count(), is((long) views.size()));
  }

  private static String name(String view) {
    Matcher matcher = VIEW.matcher(view);
    assertThat(view, matcher.find(), is(true));
    return matcher.group(1);
  }

  @Test
  void sayTheGrainTheUnitsAndWhatIsNull() {
    assertThat(views, everyItem(containsString("OPTIONS (description = '")));
    assertThat(views, everyItem(containsString(". One row")));
    assertThat(
        one("banking_top_debtors"),
        containsString(
            "`latest_payment` OPTIONS (description = 'Latest payment: a day."
                + " Null if there was none with a date.')"));
    assertThat(
        one("orders_latest_day"),
        containsString(
            "revenue divided by sales_among_them, to nine decimals, half up."
                + " Null if the latter is 0 or null."));
  }

  @Test
  void showNoRecordAsDelivered() {
    assertThat(views, everyItem(not(matchesPattern("(?s).*\\braw\\b.*"))));
  }

  /** Or nothing here would prove anything. */
  @Test
  void wouldBeRefusedWithAColumnMoreOrLess() {
    String view = one("banking_top_debtors");
    String wrong = view.replace("loan_count,", "");

    assertThat(wrong, is(not(view)));
    assertThrows(SqlException.class, () -> GOOGLE_SQL.analyse(wrong));
  }

  private static String one(String name) {
    return views.stream().filter(view -> name(view).equals(name)).findFirst().orElseThrow();
  }
}
