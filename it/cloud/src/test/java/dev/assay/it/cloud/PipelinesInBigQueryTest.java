package dev.assay.it.cloud;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQuery.DatasetDeleteOption;
import com.google.cloud.bigquery.Dataset;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.StandardTableDefinition;
import com.google.cloud.bigquery.Table;
import dev.assay.pipelines.Assay;
import dev.assay.pipelines.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every pipeline comes to the same in buckets and BigQuery as in folders and DuckDB: silver, gold
 * and audit tables, row by row, column by column, types included.
 */
final class PipelinesInBigQueryTest {
  private static final Path DATA = Servers.project().resolve("testdata");

  @Order(1)
  @RegisterExtension
  static final FakeGcs GCS = FakeGcs.withBuckets(BothPlaces.BUCKETS);

  @Order(2)
  @RegisterExtension
  static final LocalBigQuery BIGQUERY = LocalBigQuery.over(GCS);

  @TempDir Path folder;
  private BothPlaces places;

  private BothPlaces places(String name) {
    places = BothPlaces.of(GCS, folder, name).with(BIGQUERY);
    return places;
  }

  /** The server takes the longer for each request, the more tables it has of whatever project. */
  @AfterEach
  void deleteDatasets() {
    BigQuery client = BIGQUERY.client(places.project());
    for (Dataset dataset : client.listDatasets().getValues()) {
      client.delete(dataset.getDatasetId(), DatasetDeleteOption.deleteContents());
    }
  }

  @Test
  void bankingDayAfterDay() throws Exception {
    BothPlaces bank = places("banking");
    bank.land(generated("banking", "--customers=150"));
    bank.run("banking", "--input={landing}", "--batch=monday");

    bank.land(generated("banking", "--customers=170", "--seed=7"));
    bank.run("banking", "--input={landing}", "--batch=tuesday");
    assertSame(bank, "banking_silver", "banking_gold", "assay");
    assertThat(
        number(
            bank,
            "SELECT COUNT(*) FROM assay.merge_audit WHERE batch = 'tuesday'"
                + " AND inserted > 0 AND updated > 0 AND deleted > 0"),
        is(3L));

    long turn = number(bank, "SELECT turn FROM assay.turns");
    bank.run("banking", "--input={landing}", "--batch=tuesday");
    assertThat(number(bank, "SELECT turn FROM assay.turns"), is(turn));

    bank.land(DATA.resolve("banking/small"));
    bank.run(ExitCode.REFUSED, "banking", "--input={landing}", "--batch=wednesday");
    assertSame(bank, "banking_silver", "banking_gold", "assay");

    refill(bank, "banking_silver", "banking_gold", "assay");
    bank.land(generated("banking", "--customers=170", "--seed=7"));
    bank.run("banking", "--input={landing}", "--batch=tuesday");
    assertSame(bank, "banking_silver", "banking_gold", "assay");
  }

  private void refill(BothPlaces places, String... datasets) {
    BigQuery client = BIGQUERY.client(places.project());
    for (String dataset : datasets) {
      assertThat(client.delete(dataset, DatasetDeleteOption.deleteContents()), is(true));
    }
  }

  @Test
  void customer360() throws Exception {
    BothPlaces retailer = places("customer-360");
    retailer.land(generated("customer-360", "--customers=100"));

    retailer.run("customer-360", "--input={landing}", "--saleStatuses=Completed,Pending");

    assertSame(retailer, "customer360_silver", "customer360_gold", "assay");
  }

  /** Its facts have no key: a second delivery has some of the rows again, more or less often. */
  @Test
  void onlineRetailInStages() throws Exception {
    BothPlaces shop = places("online-retail");
    shop.land(generated("online-retail", "--invoices=150"));
    shop.run("online-retail", "--stage=silver", "--batch=b", "--input={landing}");
    shop.run("online-retail", "--stage=star", "--batch=b");
    shop.run("online-retail", "--stage=analytics", "--batch=b");

    shop.land(generated("online-retail", "--invoices=160"));
    shop.run("online-retail", "--batch=c", "--input={landing}");

    assertSame(shop, "online_retail_silver", "online_retail_gold", "assay");
  }

  @Test
  void ingestByAContract() throws Exception {
    BothPlaces files = places("ingest");
    files.land(DATA.resolve("ingest/input"));
    files.configure(DATA.resolve("ingest/contract.odcs.yaml"));

    files.run("ingest", "--input={landing}", "--contract={config}/contract.odcs.yaml");

    assertSame(files, "branch_bank_silver", "assay");
  }

  /** Tables by day: what comes late changes days that are there, and no others. */
  @Test
  void ordersAsTheyLand() throws Exception {
    BothPlaces shop = places("orders");
    Path landing = generated("orders", "--hours=1", "--rate=40");
    Path late =
        landing.resolve("orders").resolve(BothPlaces.files(landing.resolve("orders")).get(0));
    Path kept = Files.move(late, folder.resolve(late.getFileName()));
    shop.land(landing);
    shop.run("orders-daily", "--landing={landing}", "--settle=0", "--asOf=2024-01-01");
    shop.run("orders", "--landing={landing}", "--settle=0", "--archive={archive}");
    assertIsAsDefined(BIGQUERY.client(shop.project()).getTable("orders_gold", "fact_orders"));

    shop.land(ordersOf(kept));
    shop.land(ordersOf(DATA.resolve("orders/small/orders/orders_20240106T0900.json")));
    shop.run("orders", "--landing={landing}", "--settle=0", "--archive={archive}");
    assertSame(shop, "orders_silver", "orders_gold", "assay");

    shop.land(ordersOf(DATA.resolve("orders/small/orders/orders_20240105T1000.json")));
    shop.run(ExitCode.REFUSED, "orders", "--landing={landing}", "--settle=0");
    assertSame(shop, "orders_silver", "orders_gold", "assay");
  }

  private static void assertIsAsDefined(Table orders) {
    StandardTableDefinition definition = orders.getDefinition();
    assertThat(definition.getTimePartitioning().getField(), is("order_date"));
    assertThat(definition.getClustering().getFields(), is(List.of("customer_id")));
    assertThat(
        definition.getTableConstraints().getPrimaryKey().getColumns(),
        containsInAnyOrder("order_id", "line_number", "order_date"));
    assertThat(orders.getDescription(), startsWith("One row per "));
    for (Field field : definition.getSchema().getFields()) {
      assertThat(field.getName(), field.getDescription() == null, is(false));
    }
  }

  /** A landing folder with one file of orders. */
  private Path ordersOf(Path file) throws Exception {
    Path landing = Files.createTempDirectory(folder, "landing");
    Path orders = Files.createDirectory(landing.resolve("orders"));
    Files.copy(file, orders.resolve(file.getFileName()));
    return landing;
  }

  @Test
  void ordersStreamed() throws Exception {
    BothPlaces shop = places("orders-stream");
    shop.land(generated("orders", "--hours=1", "--rate=40"));
    shop.run("orders-daily", "--landing={landing}", "--settle=0", "--asOf=2024-01-01");

    shop.run(
        "orders-stream",
        "--landing={landing}",
        "--archive={archive}",
        "--settle=0",
        "--every=1s",
        "--stopAfterIdle=2s");

    assertSame(shop, "orders_silver", "orders_gold", "assay");
  }

  private static void assertSame(BothPlaces places, String... schemas) throws Exception {
    places.assertSameLogs();
    places.assertSameTables(schemas);
  }

  private static long number(BothPlaces places, String sql) throws Exception {
    return BIGQUERY
        .client(places.project())
        .query(QueryJobConfiguration.newBuilder(sql).setUseLegacySql(false).build())
        .iterateAll()
        .iterator()
        .next()
        .get(0)
        .getLongValue();
  }

  private Path generated(String pipeline, String... amounts) throws Exception {
    Path made = folder.resolve("made");
    List<String> words = new ArrayList<>(List.of("generate", pipeline, "--output=" + made));
    words.addAll(List.of(amounts));
    assertThat(Assay.run(words.toArray(String[]::new)), is(ExitCode.PUBLISHED));
    Files.delete(made.resolve("answers.json"));
    return made;
  }
}
