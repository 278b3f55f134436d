package dev.assay.pipelines;

import static dev.assay.pipelines.generate.banking.BankingOracle.TESTDATA;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.assay.pipelines.generate.banking.BankingGenerator;
import dev.assay.transforms.ledger.QualityCheck;
import dev.assay.transforms.log.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the audit refuses leaves its reasons, and nothing else. */
class BankingRefusalTest {
  private static final Path SMALL = TESTDATA.resolve("small");

  @TempDir private Path folder;
  private BankingLake lake;

  @BeforeEach
  void open() {
    lake = BankingLake.at(folder.resolve("lake"));
  }

  @Test
  void refusesADeliveryOfWhichTooMuchIsBroken() throws Exception {
    BankingLake.Run run = lake.run(SMALL);
    assertRefused(run, "accounts.quarantined");
    assertThat(
        refusals(),
        contains(
            "customers.quarantined",
            "accounts.quarantined",
            "loans.quarantined",
            "loan_payments.quarantined",
            "transactions.quarantined"));
    assertThat(
        lake.warehouse(
            "SELECT file, status, rows_read, accepted, quarantined FROM assay.load_audit"
                + " WHERE file = 'accounts.csv'"),
        contains(List.of("accounts.csv", "refused", "16", "7", "7")));
    assertThat(
        lake.warehouse(
            "SELECT threshold, rows_failed, rows_checked, share, severity"
                + " FROM assay.data_quality_checks WHERE check_id = 'accounts.quarantined'"),
        contains(List.of("<= 20 percent", "7", "16", "0.437500000", "error")));
    assertThat(
        run.out(),
        allOf(
            containsString("refuses  accounts accounts.quarantined: 7 of 16 (43.75 %)"),
            containsString("nothing was published"),
            containsString("assay.quarantine")));
  }

  @Test
  void refusesABrokenRuleThatTheContractCallsAFailure() throws Exception {
    ContractText contract =
        ContractText.bundled()
            .relaxed()
            .within(
                "accounts",
                "          minimum: 0\n",
                "          minimum: 0\n"
                    + "        customProperties:\n"
                    + "          - property: onViolation\n"
                    + "            value: {minimum: fail}\n");
    assertRefused(lake.run(SMALL, contract.option(folder)), "balance.minimum");
    assertThat(refusals(), contains("balance.minimum"));
    assertThat(
        lake.warehouse(
            "SELECT array_to_string(sample, ' ') FROM assay.data_quality_checks"
                + " WHERE severity = 'error' AND NOT passed"),
        contains(List.of("accounts.csv:6")));
  }

  @Test
  void refusesAReferenceToNowhereThatTheContractCallsAFailure() throws Exception {
    ContractText contract =
        ContractText.bundled()
            .relaxed()
            .within(
                "accounts",
                "- to: customers.customer_id\n",
                "- to: customers.customer_id\n"
                    + "            customProperties:\n"
                    + "              - property: onViolation\n"
                    + "                value: fail\n");
    assertRefused(lake.run(SMALL, contract.option(folder)), "customer_id.reference");
    assertThat(
        lake.warehouse(
            "SELECT array_to_string(sample, ' ') FROM assay.data_quality_checks"
                + " WHERE severity = 'error' AND NOT passed"),
        contains(List.of("accounts.csv:8 accounts.csv:9")));
  }

  @Test
  void refusesAFileOfNothingButAHeader() throws Exception {
    Path input = generated();
    Files.write(input.resolve("accounts.csv"), lines(input, "accounts.csv").subList(0, 1));
    assertRefused(lake.run(input), "accounts.rowCount");
  }

  @Test
  void refusesADeliveryCutOffOnItsWayAndLeavesTablesAsTheyWere() throws Exception {
    Path input = generated();
    lake.publish(input);
    Manifest first = lake.last();
    List<List<String>> before = lake.goldTables();
    List<List<String>> silver = silverRows();

    List<String> all = lines(input, "transactions.csv");
    Files.write(input.resolve("transactions.csv"), all.subList(0, all.size() * 2 / 5));
    BankingLake.Run run = lake.run(input);

    assertRefused(run, "transactions.shrinkage");
    assertThat(refusals(), contains("transactions.shrinkage"));
    assertThat(lake.goldTables(), equalTo(before));
    assertThat(silverRows(), equalTo(silver));
    assertThat(before, hasSize(greaterThan(100)));
    assertThat(
        lake.warehouse(
            "SELECT log_number, status, count(*) FROM assay.load_audit GROUP BY ALL ORDER BY ALL"),
        contains(List.of("1", "published", "5"), List.of("2", "refused", "5")));
    first
        .files()
        .forEach(file -> assertThat(Files.exists(lake.root().resolve(file.path())), is(true)));
  }

  @Test
  void publishesTheSameFilesOnceTheContractBearsThem() throws Exception {
    assertThat(lake.run(SMALL).code(), is(ExitCode.REFUSED));
    lake.publish(SMALL, ContractText.bundled().relaxed().option(folder));
    assertThat(lake.last().number(), is(2L));
    assertThat(
        lake.warehouse("SELECT count(*) FROM banking_gold.customer_account_balance"),
        contains(List.of("4")));
  }

  @Test
  void refusesTheSameAgainWithoutSayingItTwice() throws Exception {
    assertThat(lake.run(SMALL).code(), is(ExitCode.REFUSED));
    List<List<String>> audit = lake.warehouse("SELECT * FROM assay.load_audit ORDER BY ALL");
    BankingLake.Run again = lake.run(SMALL);
    assertRefused(again, "accounts.quarantined");
    assertThat(lake.log(), hasSize(1));
    assertThat(lake.warehouse("SELECT * FROM assay.load_audit ORDER BY ALL"), equalTo(audit));
  }

  @Test
  void replacesTheRefusalOfABatchOnceItIsPublished() throws Exception {
    assertThat(lake.run(SMALL, "--batch=monday").code(), is(ExitCode.REFUSED));
    lake.publish(SMALL, "--batch=monday", ContractText.bundled().relaxed().option(folder));
    List<List<String>> audit = lake.warehouse("SELECT * FROM assay.load_audit ORDER BY ALL");
    assertThat(
        lake.warehouse("SELECT log_number, status, count(*) FROM assay.load_audit GROUP BY ALL"),
        contains(List.of("2", "published", "5")));
    Files.delete(lake.warehouseFile());
    lake.publish(SMALL, "--batch=monday", ContractText.bundled().relaxed().option(folder));
    assertThat(lake.warehouse("SELECT * FROM assay.load_audit ORDER BY ALL"), equalTo(audit));
  }

  @Test
  void leavesTheFilesOfARefusedDeliveryWhereTheyAre() throws Exception {
    Path input = generated();
    Files.write(input.resolve("accounts.csv"), lines(input, "accounts.csv").subList(0, 1));
    assertRefused(lake.run(input, "--archive=" + folder.resolve("archive")), "accounts.rowCount");
    for (String dataset : BankingLake.DATASETS) {
      assertThat(Files.exists(input.resolve(dataset + ".csv")), is(true));
    }
    assertThat(Files.exists(folder.resolve("archive")), is(false));
  }

  private void assertRefused(BankingLake.Run run, String check) throws Exception {
    assertThat(run.out() + run.err(), run.code(), is(ExitCode.REFUSED));
    Manifest refused = lake.last();
    assertThat(refused.status(), is(Manifest.Status.REFUSED));
    assertThat(refusals(), hasItem(check));
    for (String layer : List.of("silver", "gold")) {
      assertThat(filesOf(layer, refused.batch()), empty());
    }
    assertThat(
        lake.warehouse(
            "SELECT DISTINCT status FROM assay.load_audit WHERE batch = '" + refused.batch() + "'"),
        contains(List.of("refused")));
    assertThat(
        lake.warehouse(
            "SELECT count(*) FROM assay.data_quality_checks WHERE NOT passed AND severity = 'error'"
                + " AND batch = '"
                + refused.batch()
                + "'"),
        contains(List.of("" + refusals().size())));
    long quarantined =
        refused.ledger().files().stream().mapToLong(file -> file.quarantined()).sum();
    assertThat(
        lake.warehouse(
            "SELECT count(*) FROM assay.quarantine WHERE batch = '" + refused.batch() + "'"),
        contains(List.of("" + quarantined)));
    if (lake.log().size() == 1) {
      assertThat(
          lake.warehouse(
              "SELECT table_name FROM information_schema.tables WHERE table_schema <> 'assay'"),
          empty());
    }
    assertThat(run.err(), not(containsString("\tat ")));
  }

  private List<String> refusals() throws IOException {
    return lake.last().ledger().refusals().stream().map(QualityCheck::check).toList();
  }

  private List<List<String>> silverRows() throws Exception {
    return lake.warehouse("SELECT * FROM banking_silver.transactions ORDER BY ALL");
  }

  private List<Path> filesOf(String layer, String batch) throws IOException {
    Path root = lake.root().resolve(layer);
    if (!Files.exists(root)) {
      return List.of();
    }
    try (var files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().contains("batch=" + batch + "/"))
          .toList();
    }
  }

  private Path generated() throws IOException {
    Path input = folder.resolve("landing");
    BankingGenerator.of(100, 0, 5).writeTo(input);
    return input;
  }

  private static List<String> lines(Path input, String file) throws IOException {
    return Files.readAllLines(input.resolve(file));
  }
}
