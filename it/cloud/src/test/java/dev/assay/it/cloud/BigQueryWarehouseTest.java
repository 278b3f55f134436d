package dev.assay.it.cloud;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.cloud.bigquery.QueryJobConfiguration;
import dev.assay.pipelines.Assay;
import dev.assay.pipelines.ExitCode;
import dev.assay.transforms.ledger.FileBalance;
import dev.assay.transforms.ledger.Ledger;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
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
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
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

  /** A script may have 1 MB: what there is of each file does not stand in it. */
  @Test
  void takesABatchOfTwentyThousandFiles() throws Exception {
    BothPlaces bank = bank("many-files", 20);
    Manifest many = withFiles(Log.of(bank.uri("lake")).read().get(0), 20_000);

    try (Warehouse warehouse = open(bank)) {
      Projection.catchUp(List.of(many), bank.uri("lake"), warehouse);
    }

    assertThat(number(bank, "SELECT COUNT(DISTINCT file) FROM assay.load_audit"), is(20_000L));
    assertThat(number(bank, "SELECT SUM(accepted) FROM assay.load_audit"), is(100_000L));
    assertThat(
        number(bank, "SELECT COUNT(*) FROM banking_gold.customer_account_balance"),
        is(many.files(Layer.GOLD, "customer_account_balance").get(0).rows()));
  }

  /** The same batch, said to be of so many files of seven records. */
  private static Manifest withFiles(Manifest batch, int files) {
    List<Manifest.Source> sources = new ArrayList<>();
    List<FileBalance> balances = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      String name = "transactions-%05d.csv".formatted(i);
      sources.add(new Manifest.Source("transactions", name, 1000, "0badcafe"));
      balances.add(new FileBalance("transactions", name, 7, 5, 1, 1, Map.of(), Map.of()));
    }
    return new Manifest(
        batch.format(),
        batch.number(),
        batch.batch(),
        batch.identity(),
        batch.pipeline(),
        batch.domain(),
        batch.stage(),
        batch.status(),
        batch.asOf(),
        batch.base(),
        batch.days(),
        batch.contract(),
        batch.options(),
        sources,
        batch.files(),
        batch.silver(),
        batch.gold(),
        new Ledger(balances, batch.ledger().tables(), batch.ledger().checks()),
        batch.committedAt(),
        batch.software());
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
