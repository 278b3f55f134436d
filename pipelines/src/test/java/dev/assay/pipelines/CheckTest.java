package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.pipelines.generate.banking.BankingOracle;
import dev.assay.schemas.Contract;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another contract, held against what a small bank delivered. */
class CheckTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path INPUT = BankingOracle.TESTDATA.resolve("small");

  @TempDir private static Path folder;
  private static BankingLake lake;

  @BeforeAll
  static void publish() throws IOException {
    lake = BankingLake.at(folder.resolve("lake"));
    lake.publish(INPUT, ContractText.bundled().relaxed().option(folder));
  }

  @Test
  void breaksNothingIfNothingChanges() throws Exception {
    HereRun run = ofLake(ContractText.bundled());
    assertThat(run.err(), run.code(), is(ExitCode.PUBLISHED));
    assertThat(run.out(), containsString("This breaks nothing"));
    assertThat(run.out(), containsString("The tables look the same"));
  }

  @Test
  void tellsWhatWouldBeReleased() throws Exception {
    HereRun run = ofLake(ContractText.bundled().within("accounts", "minimum: 0", "minimum: -100"));
    assertThat(run.code(), is(ExitCode.PUBLISHED));
    JsonNode answer = JSON.readTree(run.out());
    assertThat(answer.get("quarantined").size(), is(0));
    assertThat(places(answer.get("released")), contains("balance.minimum accounts.csv:6"));
  }

  @Test
  void tellsWhatWouldBeQuarantined() throws Exception {
    // Rows of 100.50, 250.25 and 999.99 are kept; A12 has 75.75, A08 60.10, A07 40, A03 0.
    HereRun run = ofLake(ContractText.bundled().within("accounts", "minimum: 0", "minimum: 70"));
    assertThat(run.code(), is(ExitCode.REFUSED));
    JsonNode answer = JSON.readTree(run.out());
    assertThat(
        places(answer.get("quarantined")),
        contains(
            "balance.minimum accounts.csv:4",
            "balance.minimum accounts.csv:8",
            "balance.minimum accounts.csv:9",
            "balance.minimum accounts.csv:10"));
  }

  @Test
  void masksClassifiedValues() throws Exception {
    HereRun run =
        ofLake(
            ContractText.bundled()
                .within(
                    "customers",
                    "      - name: first_name\n",
                    "      - name: first_name\n        logicalTypeOptions: {minLength: 4}\n"));
    assertThat(run.err(), run.code(), is(ExitCode.REFUSED));
    assertThat(run.out(), containsString("***"));
    assertThat(run.out(), not(containsString("Zoe")));
  }

  @Test
  void tellsWhatBreaksReaders() throws Exception {
    HereRun run =
        ofLake(
            ContractText.bundled()
                .within("accounts", "decimal(18,2)", "decimal(9,2)")
                .within("loans", "decimal(18,2)", "decimal(20,2)"));
    assertThat(run.code(), is(ExitCode.REFUSED));
    List<String> changes = new ArrayList<>();
    JSON.readTree(run.out())
        .get("changes")
        .forEach(
            c ->
                changes.add(
                    c.get("dataset").asText()
                        + "."
                        + c.get("column").asText()
                        + " "
                        + c.get("kind").asText()
                        + " "
                        + c.get("breaks")));
    assertThat(
        changes,
        contains("accounts.balance TYPE_NARROWED true", "loans.loan_amount TYPE_WIDENED false"));
  }

  @Test
  void looksAtAFolderWithoutALake() throws Exception {
    String[] words = {
      "check",
      ContractText.bundled().within("accounts", "minimum: 0", "minimum: -100").option(folder),
      "--input=" + INPUT,
      "--format=json"
    };
    HereRun run = HereRun.of(words);
    assertThat(run.err(), run.code(), is(ExitCode.PUBLISHED));
    JsonNode answer = JSON.readTree(run.out());
    assertThat(places(answer.get("released")), contains("balance.minimum accounts.csv:6"));
    assertThat(places(answer.get("quarantined")), empty());
  }

  /** C01 has A01 and A02; of C02 and C03 the rows with one key are those that gave way before. */
  @Test
  void tellsWhichRowsWouldGiveWayToOthersWithTheirKey() throws Exception {
    ContractText byCustomer =
        ContractText.bundled()
            .within("accounts", "        primaryKey: true\n        primaryKeyPosition: 1\n", "")
            .within(
                "accounts",
                "      - name: customer_id\n",
                "      - name: customer_id\n        primaryKey: true\n"
                    + "        primaryKeyPosition: 1\n")
            .within("transactions", "to: accounts.account_id", "to: customers.customer_id");
    for (JsonNode answer : List.of(JSON.readTree(ofLake(byCustomer).out()), ofFolder(byCustomer))) {
      assertThat(answer.get("breaks").asBoolean(), is(true));
      assertThat(places(answer.get("duplicates")), contains("key accounts.csv:3"));
      JsonNode sample = answer.get("duplicates").get(0).get("samples").get(0);
      assertThat(sample.get("message").asText(), is("has the key of accounts.csv:2"));
    }
  }

  /** Ada, Mei, Tom and Zoe would go; Zoe's account is in quarantine, one row of Mei's gave way. */
  @Test
  void tellsWhichRowsWouldReferToNothing() throws Exception {
    ContractText longNames =
        ContractText.bundled()
            .within(
                "customers",
                "      - name: first_name\n",
                "      - name: first_name\n        logicalTypeOptions: {minLength: 4}\n");
    List<String> orphans = places(JSON.readTree(ofLake(longNames).out()).get("orphans"));

    assertThat(
        orphans.subList(0, 4),
        contains(
            "customer_id.reference accounts.csv:2",
            "customer_id.reference accounts.csv:3",
            "customer_id.reference accounts.csv:11",
            "customer_id.reference accounts.csv:15"));
    assertThat(orphans.get(4), containsString("customer_id.reference loans.csv:2"));
  }

  /** The second line of a file gave way on one day; that of its namesake of the next did not. */
  @Test
  void tellsFilesOfOneNameApart() throws Exception {
    Path shop = folder.resolve("shop");
    takeIn(shop, order("A", "C1") + order("A", "C1"));
    takeIn(shop, order("B", "C2") + order("C", "C2"));
    String key = "        primaryKey: true\n        primaryKeyPosition: 1\n";
    String customer = "      - name: customer_id\n";
    String bundled;
    try (InputStream contract = Contract.class.getResourceAsStream("contracts/orders.odcs.yaml")) {
      bundled = new String(contract.readAllBytes(), StandardCharsets.UTF_8);
    }
    String byCustomer = bundled.replaceFirst(key, "").replaceFirst(customer, customer + key);
    Path contract = Files.writeString(shop.resolve("by-customer.odcs.yaml"), byCustomer);

    HereRun run =
        HereRun.of(
            "check",
            "--contract=" + contract,
            "--output=" + shop.resolve("lake"),
            "--archive=" + shop.resolve("archive"),
            "--format=json");

    JsonNode duplicates = JSON.readTree(run.out()).get("duplicates");
    assertThat(run.err(), places(duplicates), contains("key orders/now.json:2"));
  }

  private static String order(String id, String customer) {
    return """
        {"order_id": "%s", "customer_id": "%s", "order_timestamp": "2024-01-05T10:00:00", "items": [], "total_amount": 0.0}
        """
        .formatted(id, customer);
  }

  private static void takeIn(Path shop, String orders) throws IOException {
    Path landing = Files.createDirectories(shop.resolve("landing/orders"));
    Files.writeString(landing.resolve("now.json"), orders);
    HereRun run =
        HereRun.of(
            "orders",
            "--landing=" + shop.resolve("landing"),
            "--output=" + shop.resolve("lake"),
            "--archive=" + shop.resolve("archive"),
            "--settle=0");
    assertThat(run.err(), run.code(), is(ExitCode.PUBLISHED));
  }

  private static JsonNode ofFolder(ContractText contract) throws IOException {
    HereRun run = HereRun.of("check", contract.option(folder), "--input=" + INPUT, "--format=json");
    assertThat(run.err(), run.code(), is(ExitCode.REFUSED));
    return JSON.readTree(run.out());
  }

  private static List<String> places(JsonNode rules) {
    List<String> places = new ArrayList<>();
    for (JsonNode rule : rules) {
      rule.get("samples")
          .forEach(s -> places.add(rule.get("rule").asText() + " " + s.get("place").asText()));
    }
    return places;
  }

  private static HereRun ofLake(ContractText contract) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "check", contract.option(folder), "--output=" + lake.root(), "--input=" + INPUT));
    HereRun text = HereRun.of(words.toArray(String[]::new));
    words.add("--format=json");
    HereRun json = HereRun.of(words.toArray(String[]::new));
    assertThat(text.code(), is(json.code()));
    return text.out().contains("This breaks nothing")
            && text.out().contains("look the same")
            && !text.out().contains("Would be")
        ? text
        : json;
  }
}
