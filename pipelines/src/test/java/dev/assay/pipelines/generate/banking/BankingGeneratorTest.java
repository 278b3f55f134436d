package dev.assay.pipelines.generate.banking;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankingGeneratorTest {

  private static final List<String> FILES =
      List.of(
          "accounts.csv", "customers.csv", "loan_payments.csv", "loans.csv", "transactions.csv");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"800, 0, 1", "800, 0.02, 2", "500, 0.3, 3", "300, 1, 4", "3000, 0.05, -5", "1, 1, 6"})
  void knowsWhatTheOracleCounts(int customers, double dirty, long seed) throws Exception {
    BankingGenerator.of(customers, dirty, seed).writeTo(folder);

    try (BankingOracle oracle = BankingOracle.of(folder)) {
      assertThat(counts(answers()), equalTo(oracle.rows("counts")));
      assertThat(
          rules(answers()),
          equalTo(
              oracle.over(
                  "quarantined",
                  "SELECT file, rule, count(*) FROM answer GROUP BY ALL ORDER BY ALL")));
      assertThat(
          perFile("orphans", answers()),
          equalTo(
              countsOf(oracle.over("orphans", "SELECT file, count(*) FROM answer GROUP BY 1"))));
      for (String record : List.of("Kept", "Quarantined")) {
        assertThat(
            perFile("tooFewFields" + record, answers()),
            equalTo(
                countsOf(
                    oracle.over(
                        "too_few_fields",
                        "SELECT file, count(*) FROM answer WHERE record = lower('"
                            + record
                            + "') GROUP BY 1"))));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"800, 0, 1", "800, 0.02, 2", "500, 0.3, 3", "300, 1, 4", "3000, 0.05, -5", "1, 1, 6"})
  void knowsWhatTheOracleSums(int customers, double dirty, long seed) throws Exception {
    BankingGenerator.of(customers, dirty, seed).writeTo(folder);

    try (BankingOracle oracle = BankingOracle.of(folder)) {
      for (List<String> total : oracle.rows("silver_totals")) {
        String column = total.get(0).replace(".csv", ".") + total.get(1);
        assertThat(column, answers().at("/silver").get(column).asText(), equalTo(total.get(2)));
      }
      for (List<String> reason : oracle.rows("unattributed")) {
        JsonNode sum = answers().at("/gold/" + reason.get(0) + "/unattributed/" + reason.get(1));
        assertThat(reason.get(1), sum.get("rows").asText(), equalTo(reason.get(2)));
        assertThat(reason.get(1), sum.get("amount").asText(), equalTo(reason.get(3)));
      }
      for (String table : (Iterable<String>) answers().get("gold")::fieldNames) {
        assertThat(table, totals(table), equalTo(totals(table, oracle)));
      }
    }
  }

  @Test
  void writesTheSameBytesForTheSameSeed() throws Exception {
    BankingGenerator.of(50, 0.2, 42).writeTo(folder.resolve("one"));
    BankingGenerator.of(50, 0.2, 42).writeTo(folder.resolve("two"));
    BankingGenerator.of(50, 0.2, 43).writeTo(folder.resolve("other"));

    assertThat(sha256(folder.resolve("one")), equalTo(sha256(folder.resolve("two"))));
    assertThat(sha256(folder.resolve("one")), not(equalTo(sha256(folder.resolve("other")))));
  }

  @Test
  void writesTheseBytesOnEveryMachine() throws Exception {
    BankingGenerator.of(50, 0.2, 42).writeTo(folder);

    assertThat(
        sha256(folder),
        equalTo("0f79c12a32150551a9e998934f3633f05c07dc0e452800aa64380e3019e0984c"));
  }

  @Test
  void writesThirtyTwoRowsForEachCustomer() throws Exception {
    assertThat(BankingGenerator.of(1_000, 0, 1).writeTo(folder), is(32_000L));
    assertThat(answers().get("rows").asLong(), is(32_000L));
  }

  @Test
  void breaksEveryRuleOfTheContract() throws Exception {
    BankingGenerator.of(2_000, 0.5, 9).writeTo(folder);

    Set<String> broken = new HashSet<>();
    rules(answers()).forEach(row -> broken.add(row.get(1)));
    assertThat(
        broken,
        hasItems(
            "record.tooManyFields",
            "customer_id.required",
            "first_name.required",
            "last_name.required",
            "account_id.required",
            "balance.required",
            "balance.type",
            "balance.minimum",
            "loan_id.required",
            "loan_amount.required",
            "loan_amount.type",
            "loan_amount.exclusiveMinimum",
            "interest_rate.required",
            "interest_rate.type",
            "interest_rate.exclusiveMinimum",
            "loan_term.type",
            "payment_id.required",
            "payment_date.type",
            "payment_amount.required",
            "payment_amount.type",
            "payment_amount.exclusiveMinimum",
            "transaction_id.required",
            "transaction_date.type",
            "transaction_amount.required",
            "transaction_amount.type",
            "transaction_amount.exclusiveMinimum"));
    List<Long> duplicates = new ArrayList<>();
    for (String file : FILES) {
      duplicates.add(answers().at("/files/" + file + "/duplicate").asLong());
    }
    assertThat(duplicates, everyItem(greaterThan(0L)));
  }

  @Test
  void writesWhatReadersStumbleOver() throws Exception {
    BankingGenerator.of(2_000, 0.1, 3).writeTo(folder);

    String customers = Files.readString(folder.resolve("customers.csv"));
    assertThat(customers, containsString(", Apt "));
    assertThat(customers, containsString("\nover \"\"it\"\"\""));
    assertThat(customers, containsString("\r\n"));
    assertThat(customers, containsString(",MA,02"));
    assertThat(customers, containsString("美咲"));
    assertThat(
        Files.readString(folder.resolve("transactions.csv")), containsString(",2023-02-31,"));
  }

  @Test
  void refusesWhatCannotBe() {
    assertThrows(IllegalArgumentException.class, () -> BankingGenerator.of(0, 0, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> BankingGenerator.of(BankingGenerator.MOST_CUSTOMERS + 1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> BankingGenerator.of(1, -0.1, 1));
    assertThrows(IllegalArgumentException.class, () -> BankingGenerator.of(1, 1.1, 1));
    assertThrows(IllegalArgumentException.class, () -> BankingGenerator.of(1, Double.NaN, 1));
  }

  private JsonNode answers() throws IOException {
    return new ObjectMapper().readTree(folder.resolve(BankingGenerator.ANSWERS).toFile());
  }

  private static List<List<String>> counts(JsonNode answers) {
    List<List<String>> rows = new ArrayList<>();
    for (String file : FILES) {
      JsonNode books = answers.get("files").get(file);
      rows.add(
          List.of(
              file,
              books.get("read").asText(),
              books.get("accepted").asText(),
              books.get("quarantined").asText(),
              books.get("duplicate").asText()));
    }
    return rows;
  }

  private static List<List<String>> rules(JsonNode answers) {
    List<List<String>> rows = new ArrayList<>();
    for (String file : FILES) {
      JsonNode rules = answers.get("files").get(file).get("quarantinedByRule");
      for (Map.Entry<String, JsonNode> rule : rules.properties()) {
        rows.add(List.of(file, rule.getKey(), rule.getValue().asText()));
      }
    }
    return rows;
  }

  private static Map<String, Long> perFile(String count, JsonNode answers) {
    Map<String, Long> counts = new TreeMap<>();
    for (String file : FILES) {
      counts.put(file, answers.get("files").get(file).get(count).asLong());
    }
    return counts;
  }

  /** A file of which the oracle says nothing has none. */
  private static Map<String, Long> countsOf(List<List<String>> rows) {
    Map<String, Long> counts = new TreeMap<>();
    FILES.forEach(file -> counts.put(file, 0L));
    rows.forEach(row -> counts.put(row.get(0), Long.valueOf(row.get(1))));
    return counts;
  }

  private Map<String, String> totals(String table) throws IOException {
    JsonNode gold = answers().at("/gold/" + table);
    Map<String, String> totals = new TreeMap<>();
    totals.put("rows", gold.get("rows").asText());
    gold.get("totals").properties().forEach(e -> totals.put(e.getKey(), e.getValue().asText()));
    return totals;
  }

  private Map<String, String> totals(String table, BankingOracle oracle) throws Exception {
    List<String> columns = new ArrayList<>();
    answers().at("/gold/" + table + "/totals").fieldNames().forEachRemaining(columns::add);
    StringBuilder select = new StringBuilder("SELECT count(*)");
    columns.forEach(column -> select.append(", coalesce(sum(").append(column).append("), 0)"));
    List<String> row = oracle.over(table, select + " FROM answer").get(0);
    Map<String, String> totals = new TreeMap<>();
    totals.put("rows", row.get(0));
    for (int i = 0; i < columns.size(); i++) {
      totals.put(columns.get(i), row.get(i + 1));
    }
    return totals;
  }

  private static String sha256(Path folder) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (String file : FILES) {
      digest.update(Files.readAllBytes(folder.resolve(file)));
    }
    digest.update(Files.readAllBytes(folder.resolve(BankingGenerator.ANSWERS)));
    return HexFormat.of().formatHex(digest.digest());
  }
}
