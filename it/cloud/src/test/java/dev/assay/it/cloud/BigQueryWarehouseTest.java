package dev.assay.it.cloud;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.cloud.bigquery.QueryJobConfiguration;
import dev.assay.pipelines.Assay;
import dev.assay.pipelines.ExitCode;
import dev.assay.transforms.warehouse.Projection;
import dev.assay.transforms.warehouse.Publication;
import dev.assay.transforms.warehouse.Warehouse;
import dev.assay.transforms.warehouse.WarehouseException;
import dev.assay.transforms.warehouse.WarehouseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a warehouse in BigQuery does when something goes wrong. */
final class BigQueryWarehouseTest {
  @Order(1)
  @RegisterExtension
  static final FakeGcs GCS = FakeGcs.withBuckets(BothPlaces.BUCKETS);

  @Order(2)
  @RegisterExtension
  static final LocalBigQuery BIGQUERY = LocalBigQuery.over(GCS);

  @TempDir Path folder;

  private static Warehouse open(BothPlaces places) {
    List<String> options = new ArrayList<>(GCS.options());
    options.addAll(BIGQUERY.options());
    return Warehouse.open(
        "bigquery:" + places.project(),
        WarehouseSettings.of(
            PipelineOptionsFactory.fromArgs(options.toArray(String[]::new)).create()));
  }

  /** A bank in folder and bucket that was published to DuckDB only. */
  private BothPlaces bank(String name, int customers) throws Exception {
    BothPlaces bank = BothPlaces.of(GCS, folder.resolve(name), name);
    Path made = folder.resolve(name + "/made");
    assertThat(
        Assay.run("generate", "banking", "--customers=" + customers, "--output=" + made),
        is(ExitCode.PUBLISHED));
    Files.delete(made.resolve("answers.json"));
    bank.land(made);
    bank.run("banking", "--input={landing}", "--batch=monday");
    return bank;
  }

  @Test
  @EnabledIfSystemProperty(
      named = "assay.test.long",
      matches = "true",
      disabledReason = "takes minutes against a server: mvn verify -Pnightly runs it")
  void twoRunsAtOnceTakeABatchInOnce() throws Exception {
    BothPlaces bank = bank("at-once", 60);
    List<Publication> publications = new ArrayList<>();
    ExecutorService runs = Executors.newFixedThreadPool(2);
    try (Warehouse first = open(bank);
        Warehouse second = open(bank)) {
      List<Callable<List<Publication>>> both =
          List.of(
              () -> Projection.catchUp(bank.uri("lake"), first),
              () -> Projection.catchUp(bank.uri("lake"), second));
      for (Future<List<Publication>> run : runs.invokeAll(both)) {
        publications.addAll(run.get());
      }
    } finally {
      runs.shutdown();
    }

    assertThat(publications.stream().filter(Publication::applied).count(), is(1L));
    bank.with(BIGQUERY).assertSameTables("banking_silver", "banking_gold", "assay");
  }

  @Test
  void takesNothingOfABatchOfWhichOneFileIsAnother() throws Exception {
    BothPlaces bank = bank("mixed-up", 60);
    BothPlaces other = bank("other", 40);
    String table = "/gold/account_monthly_activity";
    GCS.put(
        "gs://lake/mixed-up" + table + file(bank, table),
        Files.readAllBytes(GCS.file("gs://lake/other" + table + file(other, table))));

    WarehouseException e;
    try (Warehouse warehouse = open(bank)) {
      e =
          assertThrows(
              WarehouseException.class, () -> Projection.catchUp(bank.uri("lake"), warehouse));
    }

    assertThat(
        e.getMessage(), containsString("Table account_monthly_activity: its files do not hold"));
    assertThat(number(bank, "SELECT COUNT(*) FROM banking_gold.customer_account_balance"), is(0L));
    assertThat(number(bank, "SELECT COUNT(*) FROM assay.load_audit"), is(0L));
  }

  /** The path of the one file under a folder of a lake, from there. */
  private static String file(BothPlaces places, String under) throws IOException {
    Path table = GCS.file(places.uri("lake") + under);
    try (Stream<Path> files = Files.walk(table)) {
      Path file =
          files.filter(each -> each.toString().endsWith(".parquet")).findFirst().orElseThrow();
      return "/" + table.relativize(file);
    }
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
}
