package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.pipelines.generate.retail.OnlineRetailOracle;
import dev.assay.pipelines.generate.retail.ShopGenerator;
import dev.assay.transforms.ledger.FileBalance;
import dev.assay.transforms.ledger.SumBalance;
import dev.assay.transforms.ledger.TableBalance;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Generated deliveries end as their answers say, and as the oracle computes from the files. */
class OnlineRetailGeneratedTest {
  private static final String SHORT = "record.tooFewFields";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"200, 1, 0, 21", "300, 3, 0.02, 22", "150, 1, 0.5, 23", "100, 7, 1, 24"})
  void comesToWhatWasPutIn(int invoices, int files, double dirty, long seed) throws Exception {
    Path input = folder.resolve("made");
    long rows = ShopGenerator.of(invoices, files, dirty, seed).writeTo(input);
    OnlineRetailLake lake = OnlineRetailLake.at(folder.resolve("lake"));
    lake.publish(
        input,
        ContractText.bundled("online-retail").relaxed().option(folder),
        "--enforceImmutability",
        "--enforceEncodability");

    JsonNode answers = new ObjectMapper().readTree(input.resolve("answers.json").toFile());
    assertThat(answers.get("rows").longValue(), is(rows));
    assertThat(rows, greaterThan(1_500L));
    checkFiles(lake, answers.get("files"), files);
    checkTables(lake, answers);
    checkOracle(lake, input);
  }

  private static void checkFiles(OnlineRetailLake lake, JsonNode answers, int count)
      throws IOException {
    List<FileBalance> files = lake.last().ledger().files();
    assertThat(files.size(), is(count));
    for (FileBalance file : files) {
      JsonNode answer = answers.get(file.file());
      Map<String, Long> found = new TreeMap<>();
      found.put("read", file.read());
      found.put("accepted", file.accepted());
      found.put("quarantined", file.quarantined());
      found.put("duplicate", file.duplicates());
      found.put("tooFewFieldsKept", file.warned().getOrDefault(SHORT, 0L));
      found.put("tooFewFieldsQuarantined", file.quarantinedBy().getOrDefault(SHORT, 0L));
      found.put("repeated", file.warned().getOrDefault("record.repeated", 0L));
      assertThat(file.file(), found, equalTo(counts(answer)));
      Map<String, Long> byRule = new TreeMap<>(file.quarantinedBy());
      byRule.remove(SHORT);
      assertThat(file.file(), byRule, equalTo(counts(answer.get("quarantinedByRule"))));
    }
  }

  /** The numbers of an object, without the objects in it. */
  private static Map<String, Long> counts(JsonNode answer) {
    Map<String, Long> counts = new TreeMap<>();
    answer
        .fields()
        .forEachRemaining(
            field -> {
              if (field.getValue().isNumber()) {
                counts.put(field.getKey(), field.getValue().longValue());
              }
            });
    return counts;
  }

  private static void checkTables(OnlineRetailLake lake, JsonNode answers) throws Exception {
    BigDecimal silver = decimal(answers.get("silver").get("sales.quantity * unit_price"));
    for (TableBalance table : lake.last().ledger().tables()) {
      JsonNode answer = answers.get("gold").get(table.table());
      if (answer != null) {
        assertThat(table.table(), table.rows(), is(answer.get("rows").longValue()));
      }
      for (SumBalance sum : table.sums()) {
        assertThat(sum.difference().signum(), is(0));
        if (answer != null && sum.source().contains("unit_price")) {
          assertThat(sum.silver().compareTo(silver), is(0));
          assertThat(sum.table().compareTo(decimal(answer.get("sales"))), is(0));
          assertThat(
              sum.unattributed().stream().mapToLong(SumBalance.Unattributed::rows).sum(),
              is(answer.get("unattributedLines").longValue()));
        }
      }
    }
  }

  private static BigDecimal decimal(JsonNode text) {
    return new BigDecimal(text.textValue());
  }

  private static void checkOracle(OnlineRetailLake lake, Path input) throws Exception {
    try (OnlineRetailOracle oracle = OnlineRetailOracle.of(input)) {
      assertThat(oracle.differences(lake.warehouseFile()), empty());
      assertThat(
          lake.warehouse(
              "SELECT file, line, rule FROM (SELECT file, line, unnest(rules) AS rule"
                  + " FROM assay.quarantine) WHERE rule <> 'record.tooFewFields' ORDER BY ALL"),
          equalTo(oracle.rows("quarantined")));
      assertThat(
          lake.files(
              "SELECT file, line FROM violations WHERE rule = 'record.repeated' ORDER BY ALL"),
          equalTo(oracle.rows("repeated")));
    }
  }
}
