package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.pipelines.generate.banking.BankingOracle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run would do, and that telling it does nothing. */
class PlanCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path INPUT = BankingOracle.TESTDATA.resolve("small");

  @TempDir Path folder;

  @Test
  void tellsWhatARunWouldReadAndWriteAndMakesNothing() throws Exception {
    JsonNode plan = plan("banking", "--input=" + INPUT);
    assertThat(plan.get("does").asText(), is("publish"));
    List<String> reads = new ArrayList<>();
    plan.get("reads").forEach(r -> reads.add(r.get("file").asText() + " " + r.get("bytes")));
    List<String> expected = new ArrayList<>();
    for (String dataset :
        List.of("customers", "accounts", "loans", "loan_payments", "transactions")) {
      Path file = INPUT.resolve(dataset + ".csv");
      expected.add(dataset + ".csv " + Files.size(file));
    }
    assertThat(reads, is(expected));
    assertThat(Files.exists(folder.resolve("lake")), is(false));
  }

  @Test
  void namesTheBatchThatTheRunThenHas() throws Exception {
    String contract = ContractText.bundled().relaxed().option(folder);
    JsonNode plan = plan("banking", "--input=" + INPUT, contract);
    BankingLake lake = BankingLake.at(folder.resolve("lake"));
    lake.publish(INPUT, contract);
    assertThat(plan.get("batch").asText(), is(lake.last().batch()));
    List<String> written = new ArrayList<>();
    plan.get("writes")
        .forEach(
            path -> {
              assertThat(Files.isDirectory(lake.root().resolve(path.asText())), is(true));
              written.add(path.asText());
            });
    assertThat(written.size(), is(8));
  }

  @Test
  void tellsWhatWasPublishedBefore() throws Exception {
    String contract = ContractText.bundled().relaxed().option(folder);
    BankingLake lake = BankingLake.at(folder.resolve("lake"));
    lake.publish(INPUT, contract);
    Trace before = Trace.of(lake.root());
    assertThat(plan("banking", "--input=" + INPUT, contract).get("does").asText(), is("complete"));
    JsonNode backfill = plan("banking", "--input=" + INPUT, contract, "--asOf=2020-01-01");
    assertThat(backfill.get("does").asText(), is("publish"));
    assertThat(backfill.get("staysBehind").asBoolean(), is(true));
    assertThat(backfill.get("replaces").asText(), is(lake.last().batch()));
    assertThat(before.differences(Trace.of(lake.root())), empty());
  }

  @Test
  void leavesALandingFolderAndItsArchiveAlone() throws Exception {
    OrdersLanding shop = new OrdersLanding(folder);
    shop.lands("orders_1.json", List.of());
    JsonNode plan =
        JSON.readTree(
            HereRun.of(
                    "plan",
                    "orders",
                    "--landing=" + shop.landing(),
                    "--output=" + shop.output(),
                    "--archive=" + shop.archive(),
                    "--settle=0",
                    "--format=json")
                .out());
    assertThat(plan.get("reads").get(0).get("file").asText(), is("orders/orders_1.json"));
    assertThat(plan.get("merges").get(0).get("scope").asText(), is("the days of the new rows"));
    assertThat(shop.landed(), contains("orders/orders_1.json"));
    assertThat(Files.exists(shop.output()), is(false));
  }

  @Test
  void listsWhatIsWrongWithTheDelivery() throws Exception {
    HereRun run =
        HereRun.of(
            "plan",
            "banking",
            "--input=" + Files.createDirectories(folder.resolve("empty")),
            "--output=" + folder.resolve("lake"));
    assertThat(run.code(), is(ExitCode.REQUEST));
    assertThat(run.err(), containsString("has no file customers.csv"));
  }

  private JsonNode plan(String pipeline, String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of("plan", pipeline, "--format=json"));
    words.add("--output=" + folder.resolve("lake"));
    words.addAll(List.of(options));
    HereRun run = HereRun.of(words.toArray(String[]::new));
    assertThat(run.err(), run.code(), is(ExitCode.PUBLISHED));
    return JSON.readTree(run.out());
  }
}
