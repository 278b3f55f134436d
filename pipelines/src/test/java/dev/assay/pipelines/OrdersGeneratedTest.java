package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.pipelines.generate.orders.Feed;
import dev.assay.pipelines.generate.orders.OrdersGenerator;
import dev.assay.pipelines.generate.orders.OrdersOracle;
import dev.assay.pipelines.generate.orders.OrdersOracle.Question;
import dev.assay.transforms.ledger.FileBalance;
import dev.assay.transforms.ledger.SumBalance;
import dev.assay.transforms.ledger.TableBalance;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A generated feed of three days with all that goes wrong in one (late, repeated, contradicted,
 * miscounted and broken orders) ends as its answers say, and as the oracle computes from its files.
 */
class OrdersGeneratedTest {
  private static final Feed FEED = new Feed(50, 40, 0.1, 0.1, 0.1, 0.1, 0.02, 31);

  @TempDir private static Path folder;
  private static Path landing;
  private static String contract;
  private static OrdersLake lake;

  @BeforeAll
  static void publish() throws IOException {
    landing = folder.resolve("made");
    OrdersGenerator.of(FEED).writeTo(landing);
    contract = ContractText.bundled("orders").with("value: fail", "value: latest").option(folder);
    lake = OrdersLake.at(folder.resolve("lake"));
    lake.publish(landing, contract);
  }

  @Test
  void agreesWithTheOracleRowByRow() throws Exception {
    try (OrdersOracle oracle = Question.about(landing).ask()) {
      assertThat(differences(oracle, lake), empty());
      assertThat(oracle.rows("late_orders").size(), greaterThan(50));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"completed,pending,failed", "pending", "failed,completed"})
  void agreesWithTheOracleOnOtherSales(String statuses) throws Exception {
    OrdersLake other = OrdersLake.at(folder.resolve(statuses));
    other.publish(landing, contract, "--saleStatuses=" + statuses);
    try (OrdersOracle oracle = Question.about(landing).selling(statuses.split(",")).ask()) {
      assertThat(differences(oracle, other), empty());
    }
  }

  private static List<List<String>> differences(OrdersOracle oracle, OrdersLake of)
      throws Exception {
    return oracle.differences(of.warehouseFile(), List.of("orders"), OrdersOracle.BY_DAY);
  }

  @Test
  void tellsTheFateOfEveryLine() throws Exception {
    try (OrdersOracle oracle = Question.about(landing).ask()) {
      assertThat(
          lake.files(
              "SELECT parse_filename(file), line, v.rule FROM"
                  + " (SELECT file, line, unnest(violations) AS v FROM quarantine) ORDER BY ALL"),
          equalTo(oracle.rows("quarantined")));
      assertThat(
          lake.files(
              "SELECT parse_filename(file), line, key[1], differs FROM duplicates ORDER BY ALL"),
          equalTo(oracle.rows("repeated")));
      assertThat(
          lake.files(
              "SELECT parse_filename(file), line FROM violations"
                  + " WHERE rule = 'total_amount.sumOf' ORDER BY ALL"),
          equalTo(oracle.rows("mismatched")));
    }
  }

  @Test
  void accountsForEveryLineOfEveryFile() throws Exception {
    JsonNode answers = answers().get("files");
    List<FileBalance> files = lake.last().ledger().files();
    assertThat(files.size(), is(answers.size()));
    for (FileBalance file : files) {
      JsonNode answer = answers.get(file.file());
      assertThat(
          file.file(),
          List.of(file.read(), file.quarantined(), file.accepted() + file.duplicates()),
          equalTo(
              List.of(
                  answer.get("lines").longValue(),
                  answer.get("broken").longValue(),
                  answer.get("lines").longValue() - answer.get("broken").longValue())));
    }
  }

  @Test
  void comesToWhatWasPutIn() throws Exception {
    JsonNode gold = answers().get("gold");
    for (TableBalance table : lake.last().ledger().tables()) {
      JsonNode answer = gold.get(table.table());
      if (answer == null) {
        continue;
      }
      assertThat(table.table(), table.rows(), is(answer.get("rows").longValue()));
      for (SumBalance sum : table.sums()) {
        assertThat(sum.column(), sum.difference().signum(), is(0));
        JsonNode total = answer.get("totals").get(sum.column());
        assertThat(sum.column(), sum.table().compareTo(new BigDecimal(total.asText())), is(0));
      }
    }
    assertThat(gold.size(), greaterThan(1));
  }

  private static JsonNode answers() throws IOException {
    return new ObjectMapper().readTree(landing.resolve("answers.json").toFile());
  }
}
