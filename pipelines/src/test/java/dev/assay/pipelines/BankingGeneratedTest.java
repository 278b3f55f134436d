package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.pipelines.generate.banking.BankingGenerator;
import dev.assay.pipelines.generate.banking.BankingOracle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Generated deliveries end as their answers say, and as the oracle computes from the files. */
class BankingGeneratedTest {
  /** What the program calls the reasons of the answers. */
  private static final Map<String, String> REASONS =
      Map.of(
          "transactions_of_other_types", "type is neither deposit nor withdrawal",
          "transactions_of_unknown_accounts", "account not in accounts",
          "transactions_without_date", "no transaction date",
          "accounts_of_unknown_customers", "customer not in customers",
          "loans_of_unknown_customers", "customer not in customers",
          "payments_of_loans_of_unknown_customers", "customer of the loan not in customers",
          "payments_of_unknown_loans", "loan not in loans");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"100, 0, 11, ''", "300, 0.02, 12, ''", "150, 0.4, 13, ''", "120, 0.4, 14, .gz"})
  void comesToWhatWasPutIn(int customers, double dirty, long seed, String ending) throws Exception {
    Path input = folder.resolve("made");
    BankingGenerator.of(customers, dirty, seed).writeTo(input);
    BankingLake lake = BankingLake.at(folder.resolve("lake"));
    lake.publish(
        delivered(input, ending),
        ContractText.bundled().relaxed().option(folder),
        "--enforceImmutability",
        "--enforceEncodability");

    JsonNode answers = new ObjectMapper().readTree(input.resolve("answers.json").toFile());
    FileBooks.check(lake, answers.get("files"), ending);
    checkTables(lake, answers);
    checkOracle(lake, input);
  }

  private Path delivered(Path made, String ending) throws IOException {
    if (ending.isEmpty()) {
      return made;
    }
    Path packed = Files.createDirectories(folder.resolve("packed"));
    for (String dataset : BankingLake.DATASETS) {
      String name = dataset + ".csv";
      try (OutputStream out =
          new GZIPOutputStream(Files.newOutputStream(packed.resolve(name + ending)))) {
        Files.copy(made.resolve(name), out);
      }
    }
    return packed;
  }

  private static void checkTables(BankingLake lake, JsonNode answers) throws Exception {
    for (String table : BankingLake.TABLES) {
      JsonNode answer = answers.get("gold").get(table);
      String relation = "banking_gold." + table;
      assertThat(
          lake.warehouse("SELECT count(*) FROM " + relation),
          contains(List.of(answer.get("rows").asText())));
      for (Map.Entry<String, JsonNode> total : answer.get("totals").properties()) {
        assertThat(
            table + "." + total.getKey(),
            lake.warehouse("SELECT sum(" + total.getKey() + ") FROM " + relation),
            contains(List.of(total.getValue().asText())));
      }
      for (Map.Entry<String, JsonNode> reason : answer.get("unattributed").properties()) {
        checkUnattributed(lake, table, reason.getKey(), reason.getValue());
      }
    }
    for (Map.Entry<String, JsonNode> total : answers.get("silver").properties()) {
      assertThat(
          lake.warehouse(
              "SELECT silver_total::DECIMAL(38, 2), difference::DECIMAL(38, 2)"
                  + " FROM assay.reconciliation WHERE source = '"
                  + total.getKey()
                  + "'"),
          contains(List.of(total.getValue().asText(), "0.00")));
    }
  }

  private static void checkUnattributed(
      BankingLake lake, String table, String reason, JsonNode answer) throws SQLException {
    String column = reason.startsWith("loans") ? "total_loan_amount" : "%";
    assertThat(
        reason,
        lake.warehouse(
            "SELECT coalesce(sum(rows), 0), coalesce(sum(amount), 0)::DECIMAL(38, 2)"
                + " FROM assay.unattributed WHERE table_name = '%s' AND reason = '%s'"
                    .formatted(table, REASONS.get(reason))
                + " AND column_name LIKE '"
                + column
                + "'"),
        contains(List.of(answer.get("rows").asText(), answer.get("amount").asText())));
  }

  private static void checkOracle(BankingLake lake, Path input) throws Exception {
    try (BankingOracle oracle = BankingOracle.of(input)) {
      assertThat(oracle.differences(lake.warehouseFile()), empty());
    }
  }
}
