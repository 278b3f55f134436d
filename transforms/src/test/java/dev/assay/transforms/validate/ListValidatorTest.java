package dev.assay.transforms.validate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.assay.schemas.Contracts;
import dev.assay.schemas.Dataset;
import dev.assay.transforms.read.JsonLinesReader;
import dev.assay.transforms.read.Limits;
import dev.assay.transforms.read.RecordReader;
import dev.assay.transforms.rows.RowCursor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records with lists, from their line in a file to a row or to all that is wrong with them. */
class ListValidatorTest {
  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: feed
      version: 1.0.0
      status: active
      domain: feed
      customProperties:
        - {property: format, value: jsonLines}
      schema:
        - name: orders
          properties:
            - {name: order_id, logicalType: string, required: true}
            - {name: city, physicalName: ship.city, logicalType: string, required: true}
            - name: items
              required: true
              logicalType: array
              items:
                logicalType: object
                properties:
                  - {name: product, physicalName: product.id, logicalType: string, required: true}
                  - name: quantity
                    logicalType: integer
                    required: true
                    logicalTypeOptions: {minimum: 1, maximum: 99}
                    customProperties:
                      - {property: onViolation, value: {maximum: warn}}
                  - name: unit_price
                    logicalType: number
                    physicalType: decimal(9,2)
                  - name: kind
                    logicalType: string
                    customProperties:
                      - {property: mapping, value: {bk: book}}
                      - {property: default, value: other}
                  - name: sold_at
                    logicalType: timestamp
      """;

  private final Dataset orders = orders(CONTRACT);

  private static Dataset orders(String contract) {
    return Contracts.parse("c.yaml", contract.getBytes(StandardCharsets.UTF_8)).dataset("orders");
  }

  @Test
  void aSoundRecordBecomesARowWithItsList() throws IOException {
    RecordValidator validator =
        validate(
            "{\"order_id\":\"o1\",\"ship\":{\"city\":\"Oslo\"},\"items\":["
                + "{\"unit_price\":1.5,\"quantity\":2,\"product\":{\"id\":\"p\"},\"kind\":\"bk\","
                + "\"sold_at\":\"2024-01-05T10:00:00.25\"},"
                + "{\"product\":{\"id\":\"q\"},\"quantity\":1}]}");

    assertThat(validator.violations(), is(empty()));
    assertThat(
        texts(validator),
        contains("[p, 2, 1.50, book, 2024-01-05T10:00:00.250Z]", "[q, 1, null, other, null]"));
  }

  @Test
  void anEmptyListIsAValueAndNoneIsNot() throws IOException {
    String order = "{\"order_id\":\"o1\",\"ship\":{\"city\":\"Oslo\"},\"items\":";
    assertThat(texts(validate(order + "[]}")), is(empty()));
    assertThat(
        validate(order + "null}").violations(),
        contains(Violation.of("items.required", "items", "is missing", null)));
    Dataset optional = orders(CONTRACT.replaceFirst("items\n        required: true", "items"));
    RecordValidator validator = validate(optional, order + "null}");
    assertThat(validator.violations(), is(empty()));
    assertThat(cursor(optional, validator).isNull(2), is(true));
  }

  @Test
  void listsEveryViolationOfEveryElement() throws IOException {
    RecordValidator validator =
        validate(
            "{\"items\":[{\"product\":{\"id\":\"p\"},\"quantity\":0},"
                + "{\"quantity\":100,\"unit_price\":1.234,\"product\":{\"id\":\"q\"}},"
                + "{\"quantity\":\"two\",\"sold_at\":\"2024-02-31\"}]}");

    assertThat(validator.rejects(), is(true));
    assertThat(
        validator.violations(),
        contains(
            Violation.of("order_id.required", "order_id", "is missing", null),
            Violation.of("city.required", "city", "is missing", null),
            Violation.of(
                "items.quantity.minimum", "items.quantity", "element 1 must be at least 1", "0"),
            Violation.of(
                "items.quantity.maximum", "items.quantity", "element 2 must be at most 99", "100"),
            Violation.of(
                "items.unit_price.type",
                "items.unit_price",
                "element 2 has more than 2 decimals",
                "1.234"),
            Violation.of("items.product.required", "items.product", "element 3 is missing", null),
            Violation.of(
                "items.quantity.type", "items.quantity", "element 3 is not a whole number", "two"),
            Violation.of(
                "items.sold_at.type",
                "items.sold_at",
                "element 3 is not a time of the form yyyy-MM-ddTHH:mm:ss[.ffffff][Z]",
                "2024-02-31")));
  }

  @Test
  void whatTheContractOnlyWarnsOfGoesOn() throws IOException {
    RecordValidator validator =
        validate(
            "{\"order_id\":\"o1\",\"ship\":{\"city\":\"Oslo\"},\"items\":["
                + "{\"product\":{\"id\":\"p\"},\"quantity\":100}]}");

    assertThat(validator.rejects(), is(false));
    assertThat(validator.hasViolations(), is(true));
    assertThat(texts(validator), contains("[p, 100, null, other, null]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "\"[]\"", "{\"product\":{}}", "true"})
  void whatIsNoListBreaksItsType(String value) throws IOException {
    RecordValidator validator =
        validate("{\"order_id\":\"o\",\"ship\":{\"city\":\"c\"},\"items\":" + value + "}");

    assertThat(
        validator.violations(),
        contains(
            Violation.of(
                "items.type", "items", "is not a list", value.equals("\"[]\"") ? "[]" : value)));
  }

  @Test
  void anElementThatIsNoObjectBreaksTheTypeOfTheList() throws IOException {
    RecordValidator validator =
        validate(
            "{\"order_id\":\"o\",\"ship\":{\"city\":\"c\"},\"items\":["
                + "{\"product\":{\"id\":\"p\"},\"quantity\":1},null,[{}]]}");

    assertThat(
        validator.violations(),
        contains(
            Violation.of("items.type", "items", "element 2 is not an object", "null"),
            Violation.of("items.type", "items", "element 3 is not an object", "[{}]")));
  }

  @Test
  void masksWhatIsClassifiedInTheListOrInTheWholeOfIt() throws IOException {
    String line =
        "{\"order_id\":\"o\",\"ship\":{\"city\":\"c\"},\"items\":["
            + "{\"product\":{\"id\":\"p\"},\"quantity\":0,\"unit_price\":\"x\"}]}";
    Dataset price =
        orders(
            CONTRACT.replace(
                "- name: unit_price",
                "- name: unit_price\n" + "              classification: confidential"));
    Dataset whole =
        orders(CONTRACT.replace("- name: items", "- name: items\n        classification: secret"));

    assertThat(values(validate(price, line)), contains("0", "***"));
    assertThat(values(validate(whole, line)), contains("***", "***"));
    assertThat(
        values(validate(price, "{\"order_id\":\"o\",\"ship\":{\"city\":\"c\"},\"items\":7}")),
        contains("***"));
  }

  /** 300,000 elements fit a record of a mebibyte: its violations must not be a hundred of them. */
  @Test
  void ofAHugeListTheFirstElementsAreListedAndTheOthersCounted() throws IOException {
    String items = IntStream.range(0, 50_000).mapToObj(i -> "{}").collect(Collectors.joining(","));
    RecordValidator validator =
        validate("{\"order_id\":\"o\",\"ship\":{\"city\":\"c\"},\"items\":[" + items + "]}");

    List<Violation> violations = validator.violations();
    assertThat(violations, hasSize(2 * Findings.LISTED + 2));
    assertThat(
        violations,
        hasItem(
            Violation.of(
                "items.product.required", "items", "is broken by 49900 more elements", null)));
    assertThat(violations.get(198).getMessage(), is("element 100 is missing"));
    assertThat(validate("{}").violations(), hasSize(3));
  }

  @Test
  void findingsStartAfreshWithEachRecord() throws IOException {
    RecordValidator validator = validator(orders);
    String bad = "{\"order_id\":\"o\",\"ship\":{\"city\":\"c\"},\"items\":[{}]}";
    String good = "{\"order_id\":\"o\",\"ship\":{\"city\":\"c\"},\"items\":[]}";
    try (RecordReader records = reader(orders, bad + "\n" + good + "\n" + bad)) {
      for (int expected : new int[] {2, 0, 2}) {
        records.next();
        validator.validate(records, 1, 3, records.problem(), () -> false);
        assertThat(validator.violations(), hasSize(expected));
        assertThat(validator.rejects(), is(expected > 0));
      }
    }
  }

  private RecordValidator validate(String line) throws IOException {
    return validate(orders, line);
  }

  private static RecordValidator validate(Dataset dataset, String line) throws IOException {
    RecordValidator validator = validator(dataset);
    try (RecordReader records = reader(dataset, line)) {
      assertThat(records.next(), is(true));
      validator.validate(records, 1, records.size(), records.problem(), () -> false);
    }
    return validator;
  }

  private static RecordReader reader(Dataset dataset, String text) {
    return new JsonLinesReader(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        dataset.fields(),
        Limits.DEFAULT,
        1);
  }

  private static RecordValidator validator(Dataset dataset) {
    List<Integer> positions = IntStream.range(0, dataset.fields().size()).boxed().toList();
    return new RecordValidator(
        dataset, dataset.columns(), positions, positions.size(), StandardCharsets.UTF_8);
  }

  private static RowCursor cursor(Dataset dataset, RecordValidator validator) {
    RowCursor cursor = new RowCursor(dataset.columns());
    cursor.moveTo(validator.row().bytes(), 0);
    return cursor;
  }

  private List<String> texts(RecordValidator validator) {
    assertThat(validator.rejects(), is(false));
    @SuppressWarnings("unchecked")
    List<Row> rows = (List<Row>) cursor(orders, validator).valueAt(2);
    return rows.stream().map(row -> row.getValues().toString()).toList();
  }

  private static List<String> values(RecordValidator validator) {
    return validator.violations().stream().map(Violation::getValue).toList();
  }
}
