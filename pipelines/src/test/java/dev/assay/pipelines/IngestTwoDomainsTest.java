package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two feeds of other domains, with datasets of one name, through {@code ingest} into one lake. */
class IngestTwoDomainsTest {
  @TempDir private Path folder;
  private BankingLake lake;

  @BeforeEach
  void prepare() {
    lake = BankingLake.of("ingest", folder.resolve("lake"));
  }

  @Test
  void showBothThoughOneSpeaksOfAnEarlierDayAndHasFewerRows() throws Exception {
    ingest("north", "--asOf=2026-01-31", "a,1", "b,2", "c,3");
    ingest("south", "--asOf=2025-01-31", "a,9");
    assertThat(
        balances("north"), contains(List.of("a", "1"), List.of("b", "2"), List.of("c", "3")));
    assertThat(balances("south"), contains(List.of("a", "9")));
    assertThat(
        lake.warehouse("SELECT domain, status, accepted FROM assay.load_audit ORDER BY 1"),
        contains(List.of("north", "published", "3"), List.of("south", "published", "1")));
  }

  @Test
  void refuseAShrunkenDeliveryOfTheirOwnAlone() throws Exception {
    ingest("north", "--asOf=2026-01-31", "a,1", "b,2", "c,3");
    ingest("south", "--asOf=2026-01-31", "a,9");
    BankingLake.Run shrunk = run("north", "--asOf=2026-02-28", "a,1");
    assertThat(shrunk.code(), is(ExitCode.REFUSED));
    assertThat(run("south", "--asOf=2026-02-28", "b,8").code(), is(ExitCode.PUBLISHED));
    assertThat(balances("south"), contains(List.of("b", "8")));
  }

  @Test
  void refillAWarehouseFromOneLog() throws Exception {
    ingest("north", "--asOf=2026-01-31", "a,1", "b,2");
    ingest("south", "--asOf=2025-01-31", "a,9");
    ingest("north", "--asOf=2025-12-31", "a,0", "b,0");
    List<List<String>> audit = lake.warehouse("SELECT * FROM assay.load_audit ORDER BY ALL");
    Files.delete(lake.warehouseFile());
    ingest("south", "--asOf=2025-01-31", "a,9");
    assertThat(balances("north"), contains(List.of("a", "1"), List.of("b", "2")));
    assertThat(balances("south"), contains(List.of("a", "9")));
    assertThat(lake.warehouse("SELECT * FROM assay.load_audit ORDER BY ALL"), equalTo(audit));
  }

  @Test
  void cannotTakeTheNameOfABatchOfTheOther() throws Exception {
    // Refused by its audit: even so its records are in quarantine under that name.
    assertThat(run("north", "--batch=monday", "a,").code(), is(ExitCode.REFUSED));
    BankingLake.Run south = run("south", "--batch=monday", "a,9");
    assertThat(south.code(), is(ExitCode.REQUEST));
    assertThat(
        south.err(),
        allOf(
            containsString("--batch=monday is a batch of pipeline ingest, domain north"),
            containsString("give this delivery another id")));
    assertThat(
        lake.warehouse("SELECT batch, raw FROM assay.quarantine"),
        contains(List.of("monday", "a,")));
    ingest("north", "--batch=monday", "a,1");
  }

  @Test
  void archiveTheirOwnFilesAlone() throws Exception {
    String archive = "--archive=" + folder.resolve("archive");
    ingest("north", archive, "a,1");
    Path landing = landing("north");
    assertThat(
        lake.publish(landing, contract("north"), archive).out(), containsString("nothing new"));
    BankingLake.Run south = lake.run(landing, contract("south"), archive);
    assertThat(south.code(), is(ExitCode.REQUEST));
    assertThat(south.err(), containsString("balances.csv"));
  }

  private List<List<String>> balances(String domain) throws Exception {
    return lake.warehouse("SELECT id, amount FROM " + domain + "_silver.balances ORDER BY id");
  }

  private void ingest(String domain, String option, String... lines) throws IOException {
    BankingLake.Run run = run(domain, option, lines);
    assertThat(run.out() + run.err(), run.code(), is(ExitCode.PUBLISHED));
  }

  private BankingLake.Run run(String domain, String option, String... lines) throws IOException {
    Path landing = Files.createDirectories(landing(domain));
    Files.writeString(
        landing.resolve("balances.csv"), "id,amount\n" + String.join("\n", lines) + "\n");
    return lake.run(landing, contract(domain), option);
  }

  private Path landing(String domain) {
    return folder.resolve(domain);
  }

  private String contract(String domain) throws IOException {
    Path file = folder.resolve(domain + ".odcs.yaml");
    Files.writeString(
        file,
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: %1$s-bank
        version: 1.0.0
        status: active
        domain: %1$s
        schema:
          - name: balances
            properties:
              - {name: id, logicalType: string, required: true, primaryKey: true}
              - name: amount
                logicalType: integer
                required: true
                customProperties:
                  - {property: onViolation, value: fail}
            quality:
              - type: custom
                engine: assay
                implementation: {metric: shrinkage, mustBeLessOrEqualTo: 50}
                unit: percent
                severity: error
        """
            .formatted(domain));
    return "--contract=" + file;
  }
}
