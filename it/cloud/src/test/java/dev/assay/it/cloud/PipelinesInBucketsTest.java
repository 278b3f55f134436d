package dev.assay.it.cloud;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.assay.pipelines.Assay;
import dev.assay.pipelines.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every pipeline comes to the same in buckets as in folders. */
final class PipelinesInBucketsTest {
  private static final Path DATA = Servers.project().resolve("testdata");

  @RegisterExtension static final FakeGcs GCS = FakeGcs.withBuckets(BothPlaces.BUCKETS);

  @TempDir Path folder;

  @Test
  void banking() throws Exception {
    BothPlaces bank = BothPlaces.of(GCS, folder, "banking");
    bank.land(generated("banking", "--customers=150"));

    bank.run("banking", "--input={landing}", "--archive={archive}");

    assertSame(bank, "banking_silver", "banking_gold", "assay");
    assertThat(bank.objects("landing").toList(), is(List.of()));
    bank.assertSameNames("archive");
  }

  @Test
  void aDeliveryThatTheAuditRefuses() throws Exception {
    BothPlaces bank = BothPlaces.of(GCS, folder, "refused");
    bank.land(DATA.resolve("banking/small"));

    bank.run(ExitCode.REFUSED, "banking", "--input={landing}", "--archive={archive}");

    assertSame(bank, "assay");
    bank.assertSameNames("landing");
  }

  @Test
  void customer360() throws Exception {
    BothPlaces retailer = BothPlaces.of(GCS, folder, "customer-360");
    retailer.land(generated("customer-360", "--customers=150"));

    retailer.run("customer-360", "--input={landing}", "--saleStatuses=Completed,Pending");

    assertSame(retailer, "customer360_silver", "customer360_gold", "assay");
    retailer.assertSameNames("landing");
  }

  @Test
  void onlineRetailInStages() throws Exception {
    BothPlaces shop = BothPlaces.of(GCS, folder, "online-retail");
    shop.land(generated("online-retail", "--invoices=150"));

    shop.run("online-retail", "--stage=silver", "--batch=b", "--input={landing}");
    shop.run("online-retail", "--stage=star", "--batch=b");
    shop.run("online-retail", "--stage=analytics", "--batch=b");

    assertSame(shop, "online_retail_silver", "online_retail_gold", "assay");
  }

  @Test
  void ingestWithItsContractInABucket() throws Exception {
    BothPlaces files = BothPlaces.of(GCS, folder, "ingest");
    files.land(DATA.resolve("ingest/input"));
    files.configure(DATA.resolve("ingest/contract.odcs.yaml"));

    files.run("ingest", "--input={landing}", "--contract={config}/contract.odcs.yaml");

    assertSame(files, "branch_bank_silver", "assay");
  }

  @Test
  void ordersAsTheyLand() throws Exception {
    BothPlaces shop = BothPlaces.of(GCS, folder, "orders");
    shop.land(generated("orders", "--hours=3", "--rate=40"));

    shop.run("orders-daily", "--landing={landing}", "--settle=0", "--asOf=2024-01-01");
    shop.run("orders", "--landing={landing}", "--settle=0", "--archive={archive}");
    shop.run("orders", "--landing={landing}", "--settle=0", "--archive={archive}");

    assertSame(shop, "orders_silver", "orders_gold", "assay");
    shop.assertSameNames("landing");
    shop.assertSameNames("archive");
  }

  @Test
  void ordersStreamedUntilTheFolderIsDrained() throws Exception {
    BothPlaces shop = BothPlaces.of(GCS, folder, "orders-stream");
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
    shop.assertSameNames("archive");
  }

  /** A move in a bucket copies first: a run that died may have left a file in both places. */
  @Test
  void endsAMoveThatStoppedHalfWay() throws Exception {
    BothPlaces bank = BothPlaces.of(GCS, folder, "half-way");
    Path delivery = generated("banking", "--customers=150");
    bank.land(delivery);
    bank.run("banking", "--input={landing}", "--batch=monday");
    GCS.upload(delivery, bank.uri("archive") + "/monday");
    for (String moved : List.of("customers", "accounts", "loan_payments", "transactions")) {
      GCS.delete(bank.uri("landing") + "/" + moved + ".csv");
    }

    String[] again = {"--input={landing}", "--archive={archive}", "--batch=monday"};
    ExitCode code = bank.inBucket("banking", again);

    assertThat(code, is(ExitCode.PUBLISHED));
    assertThat(bank.objects("landing").toList(), is(List.of()));
    bank.assertSameLogs();
  }

  /** The same content under the same name, but of the next day. */
  @Test
  void leavesAFileOfTheNextDeliveryWhereItIs() throws Exception {
    BothPlaces bank = BothPlaces.of(GCS, folder, "next-day");
    Path delivery = generated("banking", "--customers=150");
    bank.land(delivery);
    String[] archiving = {"--input={landing}", "--archive={archive}"};
    bank.run("banking", archiving);
    GCS.upload(delivery.resolve("loans.csv"), bank.uri("landing") + "/loans.csv");

    ExitCode code = bank.inBucket("banking", archiving);

    assertThat(code, is(ExitCode.REQUEST)); // the rest of it has not come yet
    assertThat(bank.objects("landing").toList(), is(List.of("loans.csv")));
  }

  /** What DuckDB reads of a bucket are copies beside its file, each named by its content. */
  @Test
  void aLostWarehouseIsFilledFromTheBucketAndKeepsOnlyCurrentSilver() throws Exception {
    BothPlaces bank = BothPlaces.of(GCS, folder, "lost");
    bank.land(generated("banking", "--customers=150"));
    bank.run("banking", "--input={landing}", "--batch=monday", "--asOf=2024-07-01");
    bank.run("banking", "--input={landing}", "--batch=tuesday", "--asOf=2024-07-02");
    Path copies = folder.resolve("bucket.duckdb.lake");
    assertThat(BothPlaces.files(copies), equalTo(bank.currentSilver("tuesday")));

    Files.delete(bank.warehouse("bucket"));
    for (String copy : BothPlaces.files(copies)) {
      Files.delete(copies.resolve(copy));
    }
    ExitCode code =
        bank.inBucket("banking", "--input={landing}", "--batch=tuesday", "--asOf=2024-07-02");

    assertThat(code, is(ExitCode.PUBLISHED));
    assertSame(bank, "banking_silver", "banking_gold");
    assertThat(BothPlaces.files(copies), equalTo(bank.currentSilver("tuesday")));
  }

  @Test
  void refusesAWarehouseThatCannotLieInABucket() throws Exception {
    BothPlaces bank = BothPlaces.of(GCS, folder, "no-warehouse");
    bank.land(generated("banking", "--customers=150"));

    ExitCode code =
        bank.inBucket("banking", "--input={landing}", "--warehouse=duckdb:gs://lake/w.duckdb");

    assertThat(code, is(ExitCode.REQUEST));
    assertThat(bank.objects("lake").toList(), is(List.of()));
  }

  private static void assertSame(BothPlaces places, String... schemas) throws Exception {
    places.assertSameLogs();
    places.assertSameFiles();
    places.assertSameTables(schemas);
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
