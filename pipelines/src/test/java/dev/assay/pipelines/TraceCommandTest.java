package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.pipelines.generate.banking.BankingOracle;
import dev.assay.transforms.milestones.Milestone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stories of lines of a small bank, as they are by hand. */
class TraceCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path INPUT = BankingOracle.TESTDATA.resolve("small");

  @TempDir private static Path folder;
  private static BankingLake lake;
  private static String contract;

  @BeforeAll
  static void publish() throws Exception {
    contract = ContractText.bundled().relaxed().option(folder);
    lake = BankingLake.at(folder.resolve("lake"));
    lake.publish(INPUT, contract);
  }

  @Test
  void followsALineFromTheFileToTheTables() throws Exception {
    JsonNode story = story("accounts.csv:2").get(0);
    assertThat(kinds(story).subList(0, 4), contains("READ", "ROW", "PUBLISHED", "COUNTED"));
    JsonNode row = event(story, "ROW").get("facts");
    assertThat(row.get("fields").get("account_id").asText(), is("A01"));
    assertThat(row.get("fields").get("balance").asText(), is("100.50"));
    assertThat(
        lake.files("SELECT count(*) FROM silver.accounts WHERE account_id = 'A01'"),
        contains(List.of("1")));
    assertThat(lake.root().resolve(row.get("silverFile").asText()).toFile().isFile(), is(true));
    JsonNode counted = event(story, "COUNTED").get("facts");
    assertThat(counted.get("table").asText(), is("customer_account_balance"));
    assertThat(counted.get("key").get("customer_id").asText(), is("C01"));
    // A01 has 100.50 and A02 250.25.
    assertThat(counted.get("row").get("total_balance").asText(), is("350.75"));
  }

  @Test
  void tellsEachRuleThatALineBroke() throws Exception {
    JsonNode story = story("accounts.csv:14").get(0);
    assertThat(kinds(story), contains("READ", "QUARANTINED", "PUBLISHED"));
    JsonNode facts = event(story, "QUARANTINED").get("facts");
    assertThat(facts.get("raw").asText(), is("A11,,Checking,abc"));
    List<String> rules = new ArrayList<>();
    facts.get("violations").forEach(v -> rules.add(v.get("rule").asText()));
    assertThat(rules, contains("customer_id.required", "balance.type"));
    assertThat(
        event(story, "READ").get("facts").get("contract").asText(), is("assay-banking 1.0.0"));
  }

  @Test
  void tellsWhichLineWasKeptInThePlaceOfAnother() throws Exception {
    // Lines 5 and 11 have the key A04; the smaller balance stays.
    JsonNode story = story("accounts.csv:5").get(0);
    assertThat(kinds(story), contains("READ", "DUPLICATE", "PUBLISHED"));
    JsonNode facts = event(story, "DUPLICATE").get("facts");
    assertThat(facts.get("keptFile").asText() + ":" + facts.get("keptLine"), is("accounts.csv:11"));
    assertThat(facts.get("differs").asBoolean(), is(true));
    JsonNode kept = event(story("accounts.csv:11").get(0), "KEPT").get("facts");
    assertThat(kept.get("file").asText() + ":" + kept.get("line"), is("accounts.csv:5"));
  }

  @Test
  void warnsOfAReferenceToNobody() throws Exception {
    // A07 is of C99, whom customers.csv does not have: a row, but in no customer's balance.
    JsonNode story = story("accounts.csv:8").get(0);
    assertThat(kinds(story).subList(0, 4), contains("READ", "WARNED", "ROW", "PUBLISHED"));
    for (JsonNode event : story.get("events")) {
      assertThat(event.get("facts").path("table").asText(), not("customer_account_balance"));
    }
    assertThat(
        event(story, "WARNED").get("facts").get("rule").asText(), is("customer_id.reference"));
  }

  @Test
  void saysThatNoRecordStartsAtTheHeader() throws Exception {
    assertThat(kinds(story("accounts.csv:1").get(0)), contains("READ", "NONE", "PUBLISHED"));
  }

  @Test
  void findsEveryLineOfAKey() throws Exception {
    JsonNode stories =
        JSON.readTree(out("trace", "--output=" + lake.root(), "--key=accounts:A02", contract));
    List<String> places = new ArrayList<>();
    stories.forEach(s -> places.add(s.get("file").asText() + ":" + s.get("line")));
    // Line 3 is the row; line 18 repeats its key, and is in quarantine for its balance.
    assertThat(places, contains("accounts.csv:3", "accounts.csv:18"));
  }

  @Test
  void masksWhatTheContractCallsClassifiedUnlessAsked() throws Exception {
    String hidden = HereRun.of("trace", "--output=" + lake.root(), "customers.csv:2").out();
    assertThat(hidden, containsString("first_name=***"));
    assertThat(hidden, not(containsString("Okafor")));
    String shown =
        HereRun.of("trace", "--output=" + lake.root(), "customers.csv:2", "--reveal").out();
    assertThat(shown, containsString("last_name=Okafor"));
  }

  @Test
  void tellsWhatTookItsPlace() throws Exception {
    BankingLake later = BankingLake.at(folder.resolve("later"));
    later.publish(INPUT, contract, "--batch=monday");
    later.publish(INPUT, contract, "--batch=tuesday", "--asOf=2025-01-01");
    JsonNode story =
        JSON.readTree(out("trace", "--output=" + later.root(), "--batch=monday", "accounts.csv:2"))
            .get(0);
    JsonNode superseded = event(story, "SUPERSEDED");
    assertThat(superseded.get("batch").asText(), is("tuesday"));
    assertThat(superseded.get("facts").get("state").asText(), is("superseded"));
  }

  @Test
  void tellsTheSameAfterARunThatWasKilled() throws Exception {
    BankingLake killed = BankingLake.at(folder.resolve("killed"));
    ChildRun run =
        ChildRun.start(
            folder.resolve("tmp"),
            List.of(
                "-D" + SignalAtMilestone.AT + "=" + Milestone.COMMITTED,
                "-D" + SignalAtMilestone.SIGNAL + "=KILL"),
            "banking",
            "--input=" + INPUT,
            "--output=" + killed.root(),
            contract);
    assertThat(run.exitCode(), is(ChildRun.KILLED));
    killed.publish(INPUT, contract);
    for (String place : List.of("accounts.csv:2", "accounts.csv:14", "accounts.csv:5")) {
      assertThat(withoutTimes(killed, place), equalTo(withoutTimes(lake, place)));
    }
    assertThat(
        out("quarantine", "export", "--output=" + killed.root()),
        equalTo(out("quarantine", "export", "--output=" + lake.root())));
  }

  @Test
  void saysThatNobodyReadSuchAFile() {
    HereRun run = HereRun.of("trace", "--output=" + lake.root(), "nothing.csv:1");
    assertThat(run.code(), is(ExitCode.REQUEST));
    assertThat(run.err(), containsString("nothing.csv: no batch of this lake read a file"));
  }

  private static String withoutTimes(BankingLake of, String place) {
    return HereRun.of("trace", "--output=" + of.root(), place, "--format=json")
        .out()
        .replaceAll("\"at\" : \"[^\"]*\"", "");
  }

  private static JsonNode story(String place) throws Exception {
    return JSON.readTree(out("trace", "--output=" + lake.root(), place, contract));
  }

  private static String out(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    if (all.get(0).equals("trace")) {
      all.add("--format=json");
    }
    HereRun run = HereRun.of(all.toArray(String[]::new));
    assertThat(run.err(), run.code(), is(ExitCode.PUBLISHED));
    return run.out();
  }

  private static List<String> kinds(JsonNode story) {
    List<String> kinds = new ArrayList<>();
    story.get("events").forEach(event -> kinds.add(event.get("kind").asText()));
    return kinds;
  }

  private static JsonNode event(JsonNode story, String kind) {
    assertThat(kinds(story), hasItem(kind));
    for (JsonNode event : story.get("events")) {
      if (event.get("kind").asText().equals(kind)) {
        return event;
      }
    }
    throw new AssertionError(kind);
  }
}
