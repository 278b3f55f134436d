package dev.assay.pipelines.generate.customer360;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.pipelines.generate.Oracle;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetailerGeneratorTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"800, 0, 1", "800, 0.02, 2", "500, 0.3, 3", "300, 1, 4", "3000, 0.05, -5", "1, 1, 6"})
  void knowsWhatTheOracleCounts(int customers, double dirty, long seed) throws Exception {
    RetailerGenerator.of(customers, dirty, seed).writeTo(folder);

    try (Customer360Oracle oracle = Customer360Oracle.of(folder, "Completed")) {
      assertThat(counts(), equalTo(oracle.rows("counts")));
      assertThat(
          rules(),
          equalTo(
              oracle.over(
                  "quarantined",
                  "SELECT file, rule, count(*) FROM answer GROUP BY ALL ORDER BY ALL")));
      assertThat(
          perFile("orphans"),
          equalTo(
              oracle.over(
                  "orphans", "SELECT file, count(*) FROM answer GROUP BY file ORDER BY file")));
      for (String record : List.of("Kept", "Quarantined")) {
        assertThat(
            perFile("tooFewFields" + record),
            equalTo(
                oracle.over(
                    "too_few_fields",
                    "SELECT file, count(*) FROM answer WHERE record = lower('"
                        + record
                        + "') GROUP BY file ORDER BY file")));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"800, 0, 1", "800, 0.02, 2", "500, 0.3, 3", "300, 1, 4", "3000, 0.05, -5"})
  void knowsWhatTheOracleSums(int customers, double dirty, long seed) throws Exception {
    RetailerGenerator.of(customers, dirty, seed).writeTo(folder);

    try (Customer360Oracle oracle = Customer360Oracle.of(folder, "Completed")) {
      for (Map.Entry<String, JsonNode> total : answers().get("silver").properties()) {
        assertThat(
            total.getKey(),
            oracle.over(
                "silver_totals",
                "SELECT total = %s FROM answer WHERE source = '%s'"
                    .formatted(total.getValue().asText(), total.getKey())),
            equalTo(List.of(List.of("true"))));
      }
      for (Map.Entry<String, JsonNode> table : answers().get("gold").properties()) {
        checkTable(table.getKey(), table.getValue(), oracle);
        checkUnattributed(table.getKey(), table.getValue(), oracle);
      }
    }
  }

  private static void checkTable(String table, JsonNode answer, Oracle oracle) throws Exception {
    assertThat(
        table,
        oracle.over(table, "SELECT count(*) FROM answer"),
        equalTo(List.of(List.of(answer.get("rows").asText()))));
    for (Map.Entry<String, JsonNode> total : answer.get("totals").properties()) {
      String column = total.getKey();
      if (total.getValue().isObject()) {
        for (Map.Entry<String, JsonNode> word : total.getValue().properties()) {
          String select = "SELECT count(*) FROM answer WHERE %s = '%s'";
          assertThat(
              word.getKey(),
              oracle.over(table, select.formatted(column, word.getKey())),
              equalTo(List.of(List.of(word.getValue().asText()))));
        }
      } else {
        assertThat(
            table + "." + column,
            oracle.over(table, "SELECT coalesce(sum(" + column + "), 0) FROM answer"),
            equalTo(List.of(List.of(total.getValue().asText()))));
      }
    }
  }

  /** Where the oracle has what the answers call by another name. */
  private static final Map<String, String> REASONS =
      Map.of(
          "in_store_sales_of_unknown_stores",
          "column_name = 'revenue where level = location'",
          "online_sales_of_unknown_products",
          "column_name = 'revenue where level = category' AND reason LIKE 'product %'",
          "orders_that_are_no_sale",
          "(column_name = 'revenue where level = product' OR column_name LIKE 'amount%online')"
              + " AND reason LIKE '%status%'",
          "in_store_sales_without_time",
          "column_name LIKE 'amount%in_store'",
          "online_sales_without_time",
          "column_name LIKE 'amount%online' AND reason = 'no time'",
          "online_sales_of_unknown_customers",
          "column_name = 'online_spend' AND reason LIKE 'customer %'",
          "in_store_sales_of_unknown_customers",
          "column_name = 'in_store_spend'");

  private static void checkUnattributed(String table, JsonNode answer, Oracle oracle)
      throws Exception {
    for (Map.Entry<String, JsonNode> reason : answer.get("unattributed").properties()) {
      assertThat(
          reason.getKey(),
          oracle.over(
              "unattributed",
              "SELECT coalesce(sum(rows), 0), coalesce(sum(amount), 0)::DECIMAL(38, 2) FROM answer"
                  + " WHERE table_name = '%s' AND %s"
                      .formatted(table, REASONS.get(reason.getKey()))),
          equalTo(
              List.of(
                  List.of(
                      reason.getValue().get("rows").asText(),
                      reason.getValue().get("amount").asText()))));
    }
  }

  @Test
  void writesTheSameBytesForTheSameSeed() throws Exception {
    RetailerGenerator.of(50, 0.2, 42).writeTo(folder.resolve("one"));
    RetailerGenerator.of(50, 0.2, 42).writeTo(folder.resolve("two"));
    RetailerGenerator.of(50, 0.2, 43).writeTo(folder.resolve("other"));

    assertThat(sha256(folder.resolve("one")), equalTo(sha256(folder.resolve("two"))));
    assertThat(sha256(folder.resolve("one")), not(equalTo(sha256(folder.resolve("other")))));
  }

  @Test
  void writesTheseBytesOnEveryMachine() throws Exception {
    RetailerGenerator.of(50, 0.2, 42).writeTo(folder);

    assertThat(
        sha256(folder),
        equalTo("847ffb9f9f10aa0073a83aff1d448317083f2c7b60da156d3fefaccd60260c4f"));
  }

  @Test
  void writesSixteenRowsForEachCustomer() throws Exception {
    assertThat(RetailerGenerator.of(1_000, 0, 1).writeTo(folder), is(16_040L));
    assertThat(answers().get("rows").asLong(), is(16_040L));
  }

  @Test
  void breaksEveryKindOfRule() throws Exception {
    RetailerGenerator.of(2_000, 0.5, 9).writeTo(folder);

    Set<String> broken = new HashSet<>();
    rules().forEach(row -> broken.add(row.get(1)));
    assertThat(
        broken,
        hasItems(
            "record.tooManyFields",
            "customer_id.required",
            "customer_id.type",
            "name.required",
            "email.required",
            "product_id.type",
            "category.required",
            "price.type",
            "price.required",
            "store_id.required",
            "location.required",
            "agent_id.type",
            "order_id.type",
            "transaction_id.required",
            "date_time.type",
            "date_time.required",
            "amount.type",
            "amount.required",
            "interaction_id.type",
            "loyalty_id.type",
            "points_earned.type",
            "points_change.type",
            "join_date.type"));
    for (List<String> count : counts()) {
      assertThat(count.get(0), Long.parseLong(count.get(4)) > 0, is(true));
    }
  }

  @Test
  void writesWhatReadersStumbleOver() throws Exception {
    RetailerGenerator.of(2_000, 0.2, 3).writeTo(folder);

    String customers = Files.readString(folder.resolve("Customers.csv"));
    assertThat(customers, containsString("CustomerID,Name,Email,Address\n"));
    assertThat(customers, containsString(", Apt "));
    assertThat(customers, containsString("\nover \"\"it\"\"\""));
    assertThat(customers, containsString("\r\n"));
    assertThat(customers, containsString("\t "));
    String orders = Files.readString(folder.resolve("OnlineTransactions.csv"));
    assertThat(
        orders.lines().anyMatch(line -> line.matches(".*\"[$]\\d,\\d{3}[.]\\d\\d\".*")), is(true));
    assertThat(orders, containsString(",2023-02-31 10:00:00,"));
    assertThat(orders, containsString(",Returned\n"));
  }

  @Test
  void refusesWhatCannotBe() {
    assertThrows(IllegalArgumentException.class, () -> RetailerGenerator.of(0, 0, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> RetailerGenerator.of(RetailerGenerator.MOST_CUSTOMERS + 1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> RetailerGenerator.of(1, -0.1, 1));
    assertThrows(IllegalArgumentException.class, () -> RetailerGenerator.of(1, Double.NaN, 1));
  }

  private JsonNode answers() throws IOException {
    return new ObjectMapper().readTree(folder.resolve(RetailerGenerator.ANSWERS).toFile());
  }

  private List<List<String>> counts() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<String, JsonNode> file : answers().get("files").properties()) {
      List<String> row = new ArrayList<>(List.of(file.getKey()));
      for (String count : List.of("read", "accepted", "quarantined", "duplicate")) {
        row.add(file.getValue().get(count).asText());
      }
      rows.add(row);
    }
    return rows;
  }

  private List<List<String>> rules() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<String, JsonNode> file : answers().get("files").properties()) {
      for (Map.Entry<String, JsonNode> rule :
          file.getValue().get("quarantinedByRule").properties()) {
        rows.add(List.of(file.getKey(), rule.getKey(), rule.getValue().asText()));
      }
    }
    return rows;
  }

  /** The files that have any. */
  private List<List<String>> perFile(String count) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<String, JsonNode> file : answers().get("files").properties()) {
      if (file.getValue().get(count).asLong() > 0) {
        rows.add(List.of(file.getKey(), file.getValue().get(count).asText()));
      }
    }
    return rows;
  }

  private static String sha256(Path delivery) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (Stream<Path> files = Files.list(delivery)) {
      for (Path file : files.sorted().toList()) {
        digest.update(Files.readAllBytes(file));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
