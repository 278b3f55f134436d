package dev.assay.schemas;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractsTest {

  @Test
  void bindsEveryKeyItKnows() {
    Contract contract = Contracts.parse("shop.odcs.yaml", bytes(SHOP));

    assertThat(contract.id(), is("shop-1"));
    assertThat(contract.domain(), is("shop"));
    assertThat(contract.version(), is("2.1.0"));
    assertThat(contract.source(), is("shop.odcs.yaml"));
    assertThat(contract.sha256().length(), is(64));
    assertThat(
        contract.datasets().stream().map(Dataset::name).toList(), contains("orders", "lines"));
  }

  @Test
  void takesFormatsFromTheContractAndThenFromTheSchema() {
    Contract contract = Contracts.parse("shop.odcs.yaml", bytes(SHOP));

    assertThat(
        contract.dataset("orders").format(),
        is(new Format(Format.Kind.CSV, ';', '\'', "ISO-8859-1", false, Set.of("", "NULL"))));
    assertThat(
        contract.dataset("lines").format(),
        is(new Format(Format.Kind.JSON_LINES, ',', '"', "ISO-8859-1", false, Set.of())));
    assertThat(contract.dataset("orders").file(), is("orders-*.csv"));
    assertThat(contract.dataset("lines").file(), is("lines.json"));
    assertThat(contract.dataset("orders").latestBy(), contains("changed_at"));
  }

  @Test
  void bindsAFieldWithItsRulesAndWhatHappensWhenTheyAreBroken() {
    Dataset orders = Contracts.parse("shop.odcs.yaml", bytes(SHOP)).dataset("orders");

    assertThat(
        orders.find("total").orElseThrow(),
        is(
            new Field(
                "total",
                "Order Total",
                "Money.",
                Type.decimal(18, 2),
                true,
                Reading.PLAIN.trimmed(),
                "internal",
                List.of(
                    rule("total", FieldRule.Kind.REQUIRED, "", Outcome.FAIL),
                    rule("total", FieldRule.Kind.TYPE, "", Outcome.QUARANTINE),
                    rule("total", FieldRule.Kind.ENCODING, "", Outcome.QUARANTINE),
                    rule("total", FieldRule.Kind.EXCLUSIVE_MINIMUM, "0.005", Outcome.WARN),
                    rule("total", FieldRule.Kind.MAXIMUM, "99999", Outcome.QUARANTINE)))));
    Field state = orders.find("state").orElseThrow();
    assertThat(state.reading().mapping(), equalTo(Map.of("O", "open", "C", "closed")));
    assertThat(state.reading().trim(), is(false));
    assertThat(state.reading().nullTexts(), contains("?", "n/a"));
    assertThat(state.reading().letterCase(), is(LetterCase.UPPER));
    assertThat(
        state.rules().get(2),
        is(
            new FieldRule(
                "state.validValues",
                FieldRule.Kind.VALID_VALUES,
                "",
                Set.of("open", "closed"),
                Outcome.WARN)));
    assertThat(state.outcome(FieldRule.Kind.TYPE), is(Outcome.QUARANTINE));
    assertThat(
        orders.find("ordered_on").orElseThrow().reading().formats(),
        contains("uuuu-MM-dd", "dd.MM.uuuu"));
    assertThat(orders.find("changed_at").orElseThrow().type(), is(Type.TIMESTAMP));
    assertThat(
        orders.find("changed_at").orElseThrow().reading().formats(),
        contains("dd MMM uuuu 'day' HH:mm"));
  }

  @Test
  void bindsWhatMakesADatasetIncremental() {
    Contract contract = Contracts.parse("feed.odcs.yaml", bytes(FEED));
    Dataset sales = contract.dataset("sales");
    Dataset shops = contract.dataset("shops");

    assertThat(sales.partitionBy(), is("sold_at"));
    assertThat(sales.isIncremental(), is(true));
    assertThat(sales.onConflict(), is(OnConflict.QUARANTINE));
    assertThat(
        sales.silverColumns().names(),
        contains(
            "sale_id", "sold_at", "shop", "_source_file", "_source_line", "_batch", "_file_time"));
    assertThat(sales.references().size(), is(1));
    assertThat(shops.isIncremental(), is(false));
    assertThat(shops.onConflict(), is(OnConflict.FAIL));
    assertThat(
        shops.silverColumns().names(), contains("shop", "_source_file", "_source_line", "_batch"));
  }

  @Test
  void refusesASecondPartitionAndOneWithoutAKey() {
    String broken =
        FEED.replace("logicalType: string, required: true, primaryKey: true", "logicalType: date")
            .replace("{name: sale_id,", "{name: sale_id, required: true, partitioned: true,")
            .replace("relationships", "description: x, tags");

    assertThat(
        assertThrows(RequestException.class, () -> Contracts.parse("c.yaml", bytes(broken)))
            .problems(),
        contains(
            "c.yaml:8: schema sales: has a partitioned property, so it needs a primaryKey: rows"
                + " accumulate by it",
            "c.yaml:13: schema sales, property sold_at: another property is partitioned"));
  }

  private static final String FEED =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: feed
      version: 1.0.0
      status: active
      domain: feed
      schema:
        - name: sales
          customProperties:
            - {property: onConflict, value: quarantine}
          properties:
            - {name: sale_id, logicalType: string, required: true, primaryKey: true}
            - {name: sold_at, logicalType: timestamp, required: true, partitioned: true}
            - {name: shop, logicalType: string, relationships: [{to: shops.shop}]}
        - name: shops
          properties:
            - {name: shop, logicalType: string, required: true, primaryKey: true}
      """;

  @Test
  void bindsThresholdsRowRulesAndReferences() {
    Contract contract = Contracts.parse("shop.odcs.yaml", bytes(SHOP));

    assertThat(
        contract.dataset("orders").rules(),
        contains(
            new RowRule(
                "orders.big_is_checked",
                "total < 1000.0 || state != 'open'",
                List.of("total", "state"),
                "Large orders are closed by hand.",
                Outcome.FAIL)));
    assertThat(
        contract.dataset("orders").thresholds(),
        contains(
            new Threshold(
                "orders.rowCount",
                Threshold.Metric.ROW_COUNT,
                Threshold.Comparison.GREATER_OR_EQUAL,
                new BigDecimal("1"),
                false,
                "completeness",
                true),
            new Threshold(
                "orders.quarantined",
                Threshold.Metric.QUARANTINED,
                Threshold.Comparison.LESS_OR_EQUAL,
                new BigDecimal("2.5"),
                true,
                "",
                false)));
    assertThat(contract.dataset("orders").key(), contains("shop_id", "order_id"));
    assertThat(
        contract.dataset("lines").references(),
        contains(
            new Reference(
                "order_id_shop_id.reference",
                List.of("shop_id", "order_id"),
                "orders",
                List.of("shop_id", "order_id"),
                Outcome.FAIL)));
  }

  @Test
  void survivesTheTripToAWorker() throws Exception {
    Contract contract = Contracts.parse("shop.odcs.yaml", bytes(SHOP));
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(sent)) {
      out.writeObject(contract);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(sent.toByteArray()))) {
      assertThat(in.readObject(), is(contract));
    }
  }

  @Test
  void loadsAFileAndNamesIt(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("own.odcs.yaml");
    Files.writeString(file, "\uFEFF" + SHOP);

    assertThat(Contracts.load(file).source(), is(file.toString()));
    assertThat(Contracts.load(file).datasets(), is(Contracts.parse("x", bytes(SHOP)).datasets()));
  }

  @Test
  void saysWhichFileCannotBeRead(@TempDir Path folder) {
    Path absent = folder.resolve("absent.yaml");

    assertThat(
        problems(() -> Contracts.load(absent)), contains("contract " + absent + " does not exist"));
    assertThat(
        problems(() -> Contracts.load(folder)), contains("contract " + folder + " is not a file"));
    assertThat(
        problems(() -> Contracts.bundled("bnaking")),
        contains("no contract is bundled for \"bnaking\""));
    assertThat(
        problems(() -> Contracts.bundled("../contracts/banking")),
        contains("no contract is bundled for \"../contracts/banking\""));
  }

  @Test
  void acceptsAContractWithoutQualityKeysOrPropertiesOfItsOwn() {
    Dataset plain =
        Contracts.parse(
                "plain.yaml",
                bytes(
                    """
                    apiVersion: v3.1.0
                    kind: DataContract
                    id: plain
                    version: "1"
                    status: draft
                    domain: plain
                    schema:
                      - name: things
                        properties:
                          - name: thing
                            logicalType: string
                    """))
            .dataset("things");

    assertThat(plain.format(), is(Format.CSV));
    assertThat(plain.file(), is("things.csv"));
    assertThat(plain.key(), is(empty()));
    assertThat(plain.thresholds(), is(empty()));
  }

  private static FieldRule rule(String field, FieldRule.Kind kind, String bound, Outcome outcome) {
    return new FieldRule(field + "." + kind.suffix(), kind, bound, Set.of(), outcome);
  }

  private static List<String> problems(org.junit.jupiter.api.function.Executable request) {
    return assertThrows(RequestException.class, request).problems();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static final String SHOP =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: shop-1
      name: A shop
      version: 2.1.0
      status: active
      domain: shop
      tags: [shop]
      team:
        name: Sales
      customProperties:
        - {property: encoding, value: latin1}
        - {property: trim, value: true}
      schema:
        - name: orders
          physicalName: orders-*.csv
          description: One row per order.
          businessName: Orders
          customProperties:
            - {property: delimiter, value: ";"}
            - {property: quote, value: "'"}
            - {property: header, value: false}
            - {property: nullTexts, value: ["", "NULL"]}
            - {property: latestBy, value: [changed_at]}
          properties:
            - {name: order_id, logicalType: integer, required: true, primaryKey: true,
               primaryKeyPosition: 2}
            - {name: shop_id, logicalType: string, required: true, primaryKey: true,
               primaryKeyPosition: 1}
            - name: total
              physicalName: Order Total
              description: Money.
              logicalType: number
              physicalType: DECIMAL(18, 2)
              required: true
              classification: internal
              logicalTypeOptions: {exclusiveMinimum: 0.005, maximum: 99999}
              customProperties:
                - property: onViolation
                  value: {required: fail, exclusiveMinimum: warn}
            - name: state
              logicalType: string
              quality:
                - metric: invalidValues
                  arguments: {validValues: [open, closed]}
                  mustBe: 0
              customProperties:
                - {property: trim, value: false}
                - {property: nullTexts, value: ["?", n/a]}
                - {property: case, value: upper}
                - {property: mapping, value: {O: open, C: closed}}
                - {property: onViolation, value: warn}
            - name: ordered_on
              logicalType: date
              logicalTypeOptions: {minimum: 2020-01-01}
              customProperties:
                - {property: formats, value: [uuuu-MM-dd, dd.MM.uuuu]}
            - name: changed_at
              logicalType: timestamp
              logicalTypeOptions: {format: "dd MMM yyyy 'day' HH:mm"}
          quality:
            - type: text
              description: Orders are complete.
            - {metric: rowCount, mustBeGreaterOrEqualTo: 1, dimension: completeness}
            - type: custom
              engine: assay
              implementation: {metric: quarantined, mustBeLessOrEqualTo: 2.5}
              unit: percent
              severity: warning
            - type: custom
              engine: cel
              name: big_is_checked
              description: Large orders are closed by hand.
              implementation: total < 1000.0 || state != 'open'
              customProperties:
                - {property: onViolation, value: fail}
        - name: lines
          customProperties:
            - {property: format, value: jsonLines}
          properties:
            - {name: order_id, logicalType: integer, required: true}
            - {name: shop_id, logicalType: string}
          relationships:
            - from: [lines.order_id, lines.shop_id]
              to: [orders.order_id, orders.shop_id]
              customProperties:
                - {property: onViolation, value: fail}
      """;
}
