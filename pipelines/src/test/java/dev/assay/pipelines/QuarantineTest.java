package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.pipelines.generate.banking.BankingGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code assay quarantine} tells of a delivery that was made dirty, with known answers. */
class QuarantineTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CUSTOMERS = 150;
  private static final double DIRTY = 0.4;
  private static final long SEED = 13;

  @TempDir private static Path folder;
  private static Path input;
  private static String lake;
  private static JsonNode answers;

  @BeforeAll
  static void publish() throws Exception {
    input = folder.resolve("made");
    BankingGenerator.of(CUSTOMERS, DIRTY, SEED).writeTo(input);
    BankingLake.at(folder.resolve("lake"))
        .publish(input, ContractText.bundled().relaxed().option(folder));
    lake = "--output=" + folder.resolve("lake");
    answers = JSON.readTree(input.resolve("answers.json").toFile()).get("files");
  }

  @Test
  void countsByDatasetAndRuleWhatWasPutIn() throws Exception {
    JsonNode counts = JSON.readTree(out("quarantine", "list", lake, "--format=json"));
    assertThat(counts.size(), is(BankingLake.DATASETS.size()));
    for (JsonNode count : counts) {
      JsonNode answer = answers.get(count.get("dataset").asText() + ".csv");
      assertThat(count.get("records").asLong(), is(answer.get("quarantined").asLong()));
      assertThat(count.get("state").asText(), is("current"));
      Map<String, Long> rules = numbers(count.get("rules"));
      // These only warn: a record that breaks one of them is in quarantine for another.
      rules.keySet().removeIf(r -> r.equals("record.tooFewFields") || r.endsWith(".validValues"));
      assertThat(rules, equalTo(numbers(answer.get("quarantinedByRule"))));
    }
  }

  @Test
  void exportsEveryRecordAsItStandsInItsFile() throws Exception {
    List<String> lines = out("quarantine", "export", lake).lines().toList();
    Map<String, List<String>> files = new TreeMap<>();
    for (String line : lines) {
      JsonNode record = JSON.readTree(line);
      String file = record.get("file").asText();
      if (!files.containsKey(file)) {
        files.put(file, Files.readAllLines(input.resolve(file)));
      }
      int at = record.get("line").asInt() - 1;
      String first = record.get("raw").asText().lines().findFirst().orElse("");
      assertThat(files.get(file).get(at), is(first));
    }
    long quarantined = 0;
    for (String file : files.keySet()) {
      quarantined += answers.get(file).get("quarantined").asLong();
    }
    assertThat((long) lines.size(), is(quarantined));
    assertThat(quarantined, greaterThan(100L));
  }

  @Test
  void exportsTheSameAsCsvThatOthersCanRead() throws Exception {
    Path csv = folder.resolve("quarantine.csv");
    Files.writeString(csv, out("quarantine", "export", lake, "--format=csv"));
    List<List<String>> found = SqlRows.ofCsv(csv);
    List<List<String>> expected = new ArrayList<>();
    for (String line : out("quarantine", "export", lake).lines().toList()) {
      JsonNode record = JSON.readTree(line);
      List<String> rules = new ArrayList<>();
      record.get("violations").forEach(v -> rules.add(v.get("rule").asText()));
      expected.add(
          List.of(
              record.get("batch").asText(),
              record.get("dataset").asText(),
              record.get("file").asText(),
              record.get("line").asText(),
              String.join(" ", rules.stream().distinct().toList()),
              record.get("raw").asText()));
    }
    assertThat(found, equalTo(expected));
  }

  @Test
  void showsRecordsOfOneRuleWithEveryRuleTheyBreak() {
    String shown =
        out("quarantine", "show", lake, "--rule=balance.type", "--dataset=accounts", "--limit=2");
    assertThat(shown, containsString("accounts.csv:"));
    assertThat(shown, containsString("  - balance.type: is not a decimal number"));
    assertThat(shown, containsString("2 of "));
  }

  @Test
  void findsTheLakeBehindItsWarehouse() {
    String byWarehouse =
        out("quarantine", "list", "--warehouse=duckdb:" + folder.resolve("lake/warehouse.duckdb"));
    assertThat(byWarehouse, equalTo(out("quarantine", "list", lake)));
  }

  @Test
  void saysWhatIsNoLake() {
    HereRun run = HereRun.of("quarantine", "list", "--output=" + folder);
    assertThat(run.code(), is(ExitCode.REQUEST));
    assertThat(run.err(), containsString("is no lake"));
  }

  private static String out(String... words) {
    HereRun run = HereRun.of(words);
    assertThat(run.err(), run.code(), is(ExitCode.PUBLISHED));
    return run.out();
  }

  private static Map<String, Long> numbers(JsonNode counts) {
    Map<String, Long> numbers = new TreeMap<>();
    counts.fields().forEachRemaining(c -> numbers.put(c.getKey(), c.getValue().asLong()));
    return numbers;
  }
}
