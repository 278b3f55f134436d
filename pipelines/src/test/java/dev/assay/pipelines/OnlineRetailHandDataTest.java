package dev.assay.pipelines;

import static dev.assay.pipelines.generate.retail.OnlineRetailOracle.TESTDATA;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.assay.pipelines.generate.retail.OnlineRetailOracle;
import dev.assay.transforms.ledger.QualityCheck;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two small files whose every result was worked out by hand. */
class OnlineRetailHandDataTest {
  private static final Path SMALL = TESTDATA.resolve("small");
  private static final String MINUTE = "strftime(%1$s AT TIME ZONE 'UTC', '%%Y-%%m-%%d %%H:%%M')";

  @TempDir private static Path folder;
  private static OnlineRetailLake lake;

  @BeforeAll
  static void publish() throws Exception {
    lake = OnlineRetailLake.at(folder.resolve("lake"));
    lake.publish(
        SMALL,
        ContractText.bundled("online-retail").relaxed().option(folder),
        "--enforceImmutability",
        "--enforceEncodability");
  }

  private static List<List<String>> expected(String table) throws Exception {
    return SqlRows.ofCsv(TESTDATA.resolve("expected").resolve(table + ".csv"));
  }

  private static String replacingTimes(String table) {
    List<String> times =
        switch (table) {
          case "fact_sales" -> List.of("invoiced_at");
          case "dim_customers" -> List.of("first_invoiced_at", "last_invoiced_at");
          default -> List.of();
        };
    return times.isEmpty()
        ? ""
        : " REPLACE ("
            + String.join(", ", times.stream().map(t -> MINUTE.formatted(t) + " AS " + t).toList())
            + ")";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agg_customer_segments",
        "agg_daily_sales",
        "dim_customers",
        "dim_dates",
        "dim_products",
        "fact_sales",
        "top_n_products_monthly"
      })
  void computesThisGoldTable(String table) throws Exception {
    String times = replacingTimes(table);
    assertThat(
        lake.files("SELECT *" + times + " FROM gold." + table + " ORDER BY ALL"),
        equalTo(expected(table)));
    assertThat(
        lake.warehouse(
            "SELECT * EXCLUDE (last_updated)"
                + times
                + " FROM online_retail_gold."
                + table
                + " ORDER BY ALL"),
        equalTo(expected(table)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agg_customer_segments",
        "agg_daily_sales",
        "dim_dates",
        "dim_products",
        "top_n_products_monthly",
        "quarantined",
        "repeated",
        "unattributed"
      })
  void theOracleIsRightWherePeopleWorkedOutTheAnswer(String query) throws Exception {
    try (OnlineRetailOracle oracle = OnlineRetailOracle.of(SMALL)) {
      assertThat(oracle.rows(query), equalTo(expected(query)));
    }
  }

  @Test
  void agreesWithTheOracleRowByRow() throws Exception {
    try (OnlineRetailOracle oracle = OnlineRetailOracle.of(SMALL)) {
      assertThat(oracle.differences(lake.warehouseFile()), empty());
    }
  }

  /** Columns are an interface: a change here is one that analysts must be told of. */
  @Test
  void hasTheseColumnsEachWithADescription() throws Exception {
    assertThat(
        lake.warehouse(
            "SELECT table_name, column_name, data_type, CASE WHEN is_nullable THEN 'YES' ELSE 'NO'"
                + " END FROM duckdb_columns() WHERE schema_name = 'online_retail_gold'"
                + " AND column_name <> 'last_updated' AND comment <> ''"
                + " ORDER BY table_name, column_index"),
        equalTo(expected("schemas")));
  }

  @Test
  void quarantinesEachRecordWithEveryRuleItBreaks() throws Exception {
    assertThat(
        lake.files(
            "SELECT file, line, v.rule FROM (SELECT file, line, unnest(violations) AS v"
                + " FROM quarantine) ORDER BY ALL"),
        equalTo(expected("quarantined")));
  }

  @Test
  void keepsALineThatRepeatsAnotherAndSaysWhich() throws Exception {
    assertThat(
        lake.files("SELECT file, line FROM violations WHERE rule = 'record.repeated'"),
        equalTo(expected("repeated")));
    String listed =
        Files.readString(
            lake.root()
                .resolve(
                    lake.last().files().stream()
                        .filter(file -> file.layer().folder().equals("violations"))
                        .findFirst()
                        .orElseThrow()
                        .path()));
    assertThat(listed, containsString("equals december.csv:2"));
    QualityCheck check =
        lake.last().ledger().checks().stream()
            .filter(c -> c.check().equals("record.repeated"))
            .findFirst()
            .orElseThrow();
    assertThat(check.failed(), is(1L));
    assertThat(check.isError(), is(false));
    assertThat(check.sample(), contains("december.csv:3"));
  }

  @Test
  void tellsWhatIsUnattributed() throws Exception {
    assertThat(
        lake.warehouse(
            "SELECT table_name, rows, amount::DECIMAL(38, 3), reason FROM assay.unattributed"
                + " ORDER BY ALL"),
        contains(
            List.of("agg_customer_segments", "1", "10.000", "no customer"),
            List.of("dim_customers", "1", "10.000", "no customer")));
  }

  @Test
  void changesNothingWhenRunAgain() throws Exception {
    List<List<String>> before = lake.goldTables();
    PipelineLake.Run again =
        lake.publish(SMALL, ContractText.bundled("online-retail").relaxed().option(folder));
    assertThat(again.code(), is(ExitCode.PUBLISHED));
    assertThat(lake.goldTables(), equalTo(before));
    assertThat(lake.log().size(), is(1));
  }

  @Test
  void scoresForTheDayThatIsGivenAndKeepsTheBestThatAreAskedFor(@TempDir Path other)
      throws Exception {
    OnlineRetailLake given = OnlineRetailLake.at(other.resolve("lake"));
    given.publish(
        SMALL,
        ContractText.bundled("online-retail").relaxed().option(other),
        "--asOf=2011-02-01",
        "--topN=2");
    try (OnlineRetailOracle oracle = OnlineRetailOracle.of(SMALL, "2011-02-01", 2)) {
      assertThat(oracle.differences(given.warehouseFile()), empty());
      assertThat(
          given.warehouse(
              "SELECT table_name, rows, amount::DECIMAL(38, 3) FROM assay.unattributed"
                  + " ORDER BY ALL"),
          equalTo(oracle.rows("unattributed")));
    }
    assertThat(
        given.warehouse("SELECT recency_days FROM online_retail_gold.dim_customers ORDER BY 1"),
        contains(List.of("30"), List.of("30"), List.of("31")));
    assertThat(given.last().asOf().toString(), is("2011-02-01"));
    assertThat(lake.last().asOf().toString(), is("2011-01-02"));
    assertThat(given.last().batch(), not(lake.last().batch()));
  }

  @Test
  void changesOnlyWhatALaterDeliveryChanges(@TempDir Path other) throws Exception {
    OnlineRetailLake days = OnlineRetailLake.at(other.resolve("lake"));
    String contract = ContractText.bundled("online-retail").relaxed().option(other);
    days.publish(SMALL, contract);
    List<List<String>> first = days.goldTables();

    Path landing = Files.createDirectories(other.resolve("landing"));
    Files.copy(SMALL.resolve("december.csv"), landing.resolve("december.csv"));
    String january =
        Files.readString(SMALL.resolve("january.csv"), StandardCharsets.ISO_8859_1)
            .replace(
                "1009,A1,CANDLE RED,1,1/2/2011 10:00,5.00",
                "1009,A1,CANDLE RED,2,1/3/2011 9:00,5.00");
    Files.writeString(landing.resolve("january.csv"), january, StandardCharsets.ISO_8859_1);
    days.publish(landing, contract);

    try (OnlineRetailOracle oracle = OnlineRetailOracle.of(landing)) {
      assertThat(oracle.differences(days.warehouseFile()), empty());
    }
    assertThat(
        days.warehouse(
            "SELECT inserted, updated, deleted, unchanged FROM assay.merge_audit"
                + " WHERE table_name = 'fact_sales' ORDER BY ALL"),
        contains(List.of("1", "0", "1", "8"), List.of("9", "0", "0", "0")));
    assertThat(
        days.goldTables().stream().filter(row -> row.get(0).equals("fact_sales")).toList().stream()
            .filter(first::contains)
            .count(),
        is(8L));
  }

  @Test
  void refusesATopOfNothing() {
    PipelineLake.Run run = OnlineRetailLake.at(folder.resolve("never")).run(SMALL, "--topN=0");
    assertThat(run.code(), is(ExitCode.REQUEST));
    assertThat(run.err(), containsString("--topN"));
  }
}
