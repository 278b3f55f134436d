package dev.assay.pipelines.generate.retail;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShopGeneratorTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"300, 1, 0, 1", "300, 2, 0.02, 2", "200, 1, 0.4, 3", "150, 5, 1, -4", "1, 1, 1, 5"})
  void knowsWhatTheOracleCounts(int invoices, int files, double dirty, long seed) throws Exception {
    ShopGenerator.of(invoices, files, dirty, seed).writeTo(folder);

    JsonNode answers = answers();
    try (OnlineRetailOracle oracle = OnlineRetailOracle.of(folder)) {
      List<List<String>> rules = new ArrayList<>();
      answers
          .get("files")
          .fields()
          .forEachRemaining(
              file ->
                  file.getValue()
                      .get("quarantinedByRule")
                      .fields()
                      .forEachRemaining(
                          rule ->
                              rules.add(
                                  List.of(
                                      file.getKey(), rule.getKey(), rule.getValue().asText()))));
      assertThat(
          rules,
          equalTo(
              oracle.over(
                  "quarantined",
                  "SELECT file, rule, count(*) FROM answer GROUP BY ALL ORDER BY ALL")));
      for (String table :
          List.of("dim_customers", "dim_dates", "dim_products", "fact_sales", "agg_daily_sales")) {
        assertThat(
            table,
            oracle.over(table, "SELECT count(*) FROM answer").get(0).get(0),
            equalTo(answers.at("/gold/" + table + "/rows").asText()));
      }
      assertThat(
          oracle.over("fact_sales", "SELECT coalesce(sum(sales), 0.000) FROM answer").get(0).get(0),
          equalTo(answers.at("/gold/fact_sales/sales").asText()));
      assertThat(
          oracle
              .over("top_n_products_monthly", "SELECT coalesce(sum(sales), 0.000) FROM answer")
              .get(0)
              .get(0),
          equalTo(answers.at("/gold/top_n_products_monthly/sales").asText()));
      for (List<String> row : oracle.rows("unattributed")) {
        JsonNode table = answers.at("/gold/" + row.get(0));
        if (!table.isMissingNode()) {
          assertThat(row.get(0), table.get("unattributedLines").asText(), equalTo(row.get(1)));
          assertThat(row.get(0), table.get("unattributed").asText(), equalTo(row.get(2)));
        }
      }
    }
  }

  @Test
  void makesDirtOfEveryKind() throws Exception {
    ShopGenerator.of(300, 1, 0.3, 7).writeTo(folder);

    JsonNode file = answers().at("/files/sales.csv");
    List<String> rules = new ArrayList<>();
    file.get("quarantinedByRule").fieldNames().forEachRemaining(rules::add);
    assertThat(
        rules,
        hasItems(
            "invoice_no.required",
            "invoiced_at.required",
            "invoiced_at.type",
            "quantity.exclusiveMinimum",
            "quantity.required",
            "quantity.type",
            "record.tooManyFields",
            "sales.cancellation",
            "unit_price.exclusiveMinimum",
            "unit_price.required",
            "unit_price.type"));
    for (String count : List.of("repeated", "tooFewFieldsKept", "tooFewFieldsQuarantined")) {
      assertThat(count, file.get(count).asLong(), not(equalTo(0L)));
    }
    assertThat(
        Files.readString(folder.resolve("sales.csv"), StandardCharsets.ISO_8859_1),
        containsString("\u00a320.00"));
  }

  @Test
  void writesTheSameBytesForTheSameSeed() throws Exception {
    ShopGenerator.of(50, 2, 0.2, 42).writeTo(folder.resolve("one"));
    ShopGenerator.of(50, 2, 0.2, 42).writeTo(folder.resolve("two"));
    ShopGenerator.of(50, 2, 0.2, 43).writeTo(folder.resolve("other"));

    assertThat(sha256(folder.resolve("one")), equalTo(sha256(folder.resolve("two"))));
    assertThat(sha256(folder.resolve("one")), not(equalTo(sha256(folder.resolve("other")))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0, 1, 0.1", "10000001, 1, 0.1", "1, 0, 0.1", "1, 1, 1.1"})
  void refusesWhatItCannotMake(String sizes) {
    String[] parts = sizes.split(", ");
    assertThrows(
        IllegalArgumentException.class,
        () ->
            ShopGenerator.of(
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                Double.parseDouble(parts[2]),
                1));
  }

  private JsonNode answers() throws Exception {
    return new ObjectMapper().readTree(folder.resolve("answers.json").toFile());
  }

  private static String sha256(Path folder) throws Exception {
    MessageDigest hash = MessageDigest.getInstance("SHA-256");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        hash.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        hash.update(Files.readAllBytes(file));
      }
    }
    return HexFormat.of().formatHex(hash.digest());
  }
}
