package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.pipelines.generate.retail.OnlineRetailOracle;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures known of the real shop, and every row against the oracle. */
class OnlineRetailRealDataTest {
  @TempDir private static Path folder;
  private static Path input;
  private static OnlineRetailLake lake;
  private static PipelineLake.Run run;

  @BeforeAll
  static void publish() {
    String data = System.getenv("ASSAY_DATA");
    assumeTrue(data != null, "ASSAY_DATA is not set: no real data to run on");
    input = Path.of(data, "online-retail");
    lake = OnlineRetailLake.at(folder.resolve("lake"));
    run = lake.publish(input);
  }

  private static List<List<String>> ask(String sql) throws Exception {
    return lake.warehouse(sql.replace("gold.", "online_retail_gold."));
  }

  @Test
  void agreesWithTheOracleRowByRow() throws Exception {
    try (OnlineRetailOracle oracle = OnlineRetailOracle.of(input)) {
      assertThat(oracle.differences(lake.warehouseFile()), empty());
      assertThat(
          lake.files(
              "SELECT file, line, v.rule FROM (SELECT file, line, unnest(violations) AS v"
                  + " FROM quarantine) ORDER BY ALL"),
          equalTo(oracle.rows("quarantined")));
      assertThat(
          lake.files("SELECT file, line FROM violations ORDER BY ALL"),
          equalTo(oracle.rows("repeated")));
    }
  }

  @Test
  void accountsForEveryLine() throws Exception {
    assertThat(
        ask("SELECT rows_read, accepted, quarantined, duplicates FROM assay.load_audit"),
        contains(List.of("541909", "530104", "11805", "0")));
    assertThat(
        ask("SELECT count(*), list_sort(rules) FROM assay.quarantine GROUP BY ALL ORDER BY 1 DESC"),
        contains(
            List.of("9288", "[quantity.exclusiveMinimum, sales.cancellation]"),
            List.of("1336", "[quantity.exclusiveMinimum, unit_price.exclusiveMinimum]"),
            List.of("1181", "[unit_price.exclusiveMinimum]")));
  }

  @Test
  void tellsCancellationsFromOtherLossesToAPerson() {
    assertThat(
        run.out(),
        allOf(containsString("9,288 sales.cancellation"), containsString("5,226 record.repeated")));
  }

  /** Of 5,268 lines that repeat another, 42 are refused for other reasons and are no rows. */
  @Test
  void reportsLinesThatRepeatAnother() throws Exception {
    assertThat(
        ask(
            "SELECT rows_checked, rows_failed, severity FROM assay.data_quality_checks"
                + " WHERE check_id = 'record.repeated'"),
        contains(List.of("530104", "5226", "warning")));
    assertThat(
        ask("SELECT count(*) - count(DISTINCT raw) FROM assay.quarantine"),
        contains(List.of("42")));
  }

  @Test
  void readsThePoundSign() throws Exception {
    assertThat(
        lake.files(
            "SELECT (SELECT count(*) FROM silver.sales WHERE contains(description, '£')) +"
                + " (SELECT count(*) FROM quarantine WHERE contains(raw, '£'))"),
        contains(List.of("32")));
    assertThat(
        ask("SELECT description FROM gold.dim_products WHERE stock_code = 'gift_0001_20'"),
        contains(List.of("Dotcomgiftshop Gift Voucher £20.00")));
  }

  @Test
  void keepsWhoIsNotKnownAsAnonymous() throws Exception {
    assertThat(
        ask(
            "SELECT count(*) FROM online_retail_silver.sales WHERE customer_id = 'ANONYMOUS'"
                + " UNION ALL SELECT count(*) FROM gold.dim_customers"
                + " WHERE customer_id = 'ANONYMOUS'"),
        contains(List.of("132220"), List.of("0")));
  }

  @Test
  void holdsTheStarThatIsKnown() throws Exception {
    assertThat(
        ask("SELECT count(*), sum(sales) FROM gold.fact_sales"),
        contains(List.of("530104", "10666684.544")));
    assertThat(
        ask("SELECT count(*), min(date), max(date) FROM gold.dim_dates"),
        contains(List.of("374", "2010-12-01", "2011-12-09")));
    assertThat(
        ask("SELECT count(*), count(DISTINCT customer_id) FROM gold.dim_customers"),
        contains(List.of("4338", "4338")));
    assertThat(
        ask("SELECT count(*), count(DISTINCT lower(stock_code)) FROM gold.dim_products"),
        contains(List.of("3922", "3812")));
    assertThat(
        ask(
            "SELECT stock_code FROM gold.dim_products WHERE NOT is_product"
                + " AND stock_code NOT LIKE 'gift%' ORDER BY 1"),
        contains(
            List.of("AMAZONFEE"),
            List.of("B"),
            List.of("BANK CHARGES"),
            List.of("C2"),
            List.of("DOT"),
            List.of("M"),
            List.of("POST"),
            List.of("S"),
            List.of("m")));
  }

  @Test
  void leavesNoSaleWithoutItsDimensions() throws Exception {
    assertThat(
        ask(
            "SELECT (SELECT count(*) FROM gold.fact_sales ANTI JOIN gold.dim_dates USING (date_id)),"
                + " (SELECT count(*) FROM gold.fact_sales ANTI JOIN gold.dim_products"
                + " USING (stock_code)), (SELECT count(*) FROM gold.fact_sales ANTI JOIN"
                + " gold.dim_customers USING (customer_id) WHERE customer_id <> 'ANONYMOUS')"),
        contains(List.of("0", "0", "0")));
  }

  @Test
  void cutsCustomersIntoTheSegmentsThatAreKnown() throws Exception {
    assertThat(
        ask(
            "SELECT CASE WHEN segment IN ('At Risk', 'Can''t Lose Them') THEN 'At Risk and more'"
                + " ELSE segment END AS s, count(*) FROM gold.dim_customers GROUP BY ALL"
                + " ORDER BY s"),
        contains(
            List.of("At Risk and more", "464"),
            List.of("Champions", "946"),
            List.of("Hibernating", "831"),
            List.of("Loyal Customers", "763"),
            List.of("New Customers", "70"),
            List.of("Other", "685"),
            List.of("Potential Loyalists", "232"),
            List.of("Promising", "347")));
  }

  @Test
  void scoresTheCustomersThatAreKnown() throws Exception {
    assertThat(
        ask(
            "SELECT customer_id, recency_days, frequency, monetary::DECIMAL(18, 2)"
                + " FROM gold.dim_customers WHERE customer_id IN ('12346', '14646', '17850')"
                + " ORDER BY ALL"),
        contains(
            List.of("12346", "326", "1", "77183.60"),
            List.of("14646", "2", "73", "280206.02"),
            List.of("17850", "373", "34", "5391.21")));
  }

  @Test
  void sellsEachMonthWhatIsKnown() throws Exception {
    assertThat(
        ask(
            "SELECT strftime(date, '%Y-%m') AS month, sum(sales) FROM gold.agg_daily_sales"
                + " GROUP BY ALL ORDER BY ALL"),
        contains(
            List.of("2010-12", "823746.140"),
            List.of("2011-01", "691364.560"),
            List.of("2011-02", "523631.890"),
            List.of("2011-03", "717639.360"),
            List.of("2011-04", "537808.621"),
            List.of("2011-05", "770536.020"),
            List.of("2011-06", "761739.900"),
            List.of("2011-07", "719221.191"),
            List.of("2011-08", "759138.380"),
            List.of("2011-09", "1058590.172"),
            List.of("2011-10", "1154979.300"),
            List.of("2011-11", "1509496.330"),
            List.of("2011-12", "638792.680")));
  }

  @Test
  void ranksTheBestSellersThatAreKnown() throws Exception {
    assertThat(
        ask(
            "SELECT rank, stock_code, sales FROM gold.top_n_products_monthly"
                + " WHERE month = '2011-11-01' AND rank <= 5 ORDER BY rank"),
        contains(
            List.of("1", "DOT", "36905.400"),
            List.of("2", "23084", "34556.720"),
            List.of("3", "22086", "28985.040"),
            List.of("4", "22197", "14195.600"),
            List.of("5", "85123A", "14136.700")));
  }

  @Test
  void reconcilesEveryTableToTheLastDigit() throws Exception {
    assertThat(
        ask(
            "SELECT table_name, column_name, silver_total::DECIMAL(38, 3),"
                + " (table_total + unattributed)::DECIMAL(38, 3), difference::DECIMAL(38, 3)"
                + " FROM assay.reconciliation ORDER BY ALL"),
        contains(
            List.of("agg_customer_segments", "sales", "10666684.544", "10666684.544", "0.000"),
            List.of("agg_daily_sales", "quantity", "5588376.000", "5588376.000", "0.000"),
            List.of("agg_daily_sales", "sales", "10666684.544", "10666684.544", "0.000"),
            List.of("dim_customers", "monetary", "10666684.544", "10666684.544", "0.000"),
            List.of("fact_sales", "rows", "530104.000", "530104.000", "0.000"),
            List.of("fact_sales", "sales", "10666684.544", "10666684.544", "0.000"),
            List.of("top_n_products_monthly", "sales", "10666684.544", "10666684.544", "0.000")));
  }

  /** What an analyst sees: typed days and times, and a description of every table and column. */
  @Test
  void typesAndDescribesEveryColumn() throws Exception {
    assertThat(
        ask(
            "SELECT DISTINCT data_type FROM duckdb_columns() WHERE schema_name ="
                + " 'online_retail_gold' AND (column_name LIKE '%\\_at' ESCAPE '\\')"),
        contains(List.of("TIMESTAMP WITH TIME ZONE")));
    assertThat(
        ask(
            "SELECT column_name, data_type FROM duckdb_columns() WHERE schema_name ="
                + " 'online_retail_gold' AND table_name = 'fact_sales' ORDER BY column_index"),
        contains(
            List.of("invoice_no", "VARCHAR"),
            List.of("stock_code", "VARCHAR"),
            List.of("customer_id", "VARCHAR"),
            List.of("country", "VARCHAR"),
            List.of("date_id", "BIGINT"),
            List.of("invoice_date", "DATE"),
            List.of("invoiced_at", "TIMESTAMP WITH TIME ZONE"),
            List.of("quantity", "BIGINT"),
            List.of("unit_price", "DECIMAL(38,3)"),
            List.of("sales", "DECIMAL(38,3)"),
            List.of("last_updated", "TIMESTAMP WITH TIME ZONE")));
    assertThat(
        ask(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE schema_name ="
                + " 'online_retail_gold' AND coalesce(comment, '') = ''"),
        empty());
  }
}
