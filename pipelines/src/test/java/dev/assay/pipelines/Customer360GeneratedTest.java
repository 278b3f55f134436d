package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.pipelines.generate.customer360.Customer360Oracle;
import dev.assay.pipelines.generate.customer360.RetailerGenerator;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Generated deliveries end as their answers say, and as the oracle computes from the files. */
class Customer360GeneratedTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"150, 0, 21", "200, 0.03, 22", "150, 0.5, 23"})
  void comesToWhatWasPutIn(int customers, double dirty, long seed) throws Exception {
    Path input = folder.resolve("made");
    RetailerGenerator.of(customers, dirty, seed).writeTo(input);
    Customer360Lake lake = Customer360Lake.at(folder.resolve("lake"));
    lake.publish(input, ContractText.bundled("customer-360").relaxed().option(folder));

    JsonNode answers = new ObjectMapper().readTree(input.resolve("answers.json").toFile());
    FileBooks.check(lake, answers.get("files"), "");
    checkTables(lake, answers);
    try (Customer360Oracle oracle = Customer360Oracle.of(input, "Completed")) {
      assertThat(oracle.differences(lake.warehouseFile()), empty());
      assertThat(unattributed(lake), equalTo(oracle.rows("unattributed")));
      assertThat(
          lake.warehouse(
              "SELECT DISTINCT source, silver_total::DECIMAL(38, 2) FROM assay.reconciliation"
                  + " ORDER BY source"),
          equalTo(oracle.rows("silver_totals")));
    }
    assertThat(
        lake.warehouse("SELECT count(*) FROM assay.reconciliation WHERE difference <> 0"),
        contains(List.of("0")));
  }

  private static List<List<String>> unattributed(Customer360Lake lake) throws SQLException {
    return lake.warehouse(
        "SELECT table_name, column_name, reason, rows, amount::DECIMAL(38, 2)"
            + " FROM assay.unattributed ORDER BY ALL");
  }

  private static void checkTables(Customer360Lake lake, JsonNode answers) throws SQLException {
    for (String table : Customer360Lake.TABLES) {
      JsonNode answer = answers.get("gold").get(table);
      String relation = "customer360_gold." + table;
      assertThat(
          table,
          lake.warehouse("SELECT count(*) FROM " + relation),
          contains(List.of(answer.get("rows").asText())));
      for (Map.Entry<String, JsonNode> total : answer.get("totals").properties()) {
        String column = total.getKey();
        if (total.getValue().isObject()) {
          for (Map.Entry<String, JsonNode> word : total.getValue().properties()) {
            assertThat(
                word.getKey(),
                lake.warehouse(
                    "SELECT count(*) FROM %s WHERE %s = '%s'"
                        .formatted(relation, column, word.getKey())),
                contains(List.of(word.getValue().asText())));
          }
        } else {
          assertThat(
              table + "." + column,
              lake.warehouse("SELECT sum(" + column + ") FROM " + relation),
              contains(List.of(total.getValue().asText())));
        }
      }
    }
  }
}
