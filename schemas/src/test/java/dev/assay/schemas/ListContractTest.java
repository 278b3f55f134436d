package dev.assay.schemas;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of objects, and members by path. */
class ListContractTest {
  private static final String SOUND =
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
          customProperties:
            - {property: asOf, value: []}
          properties:
            - {name: order_id, logicalType: string, required: true, primaryKey: true}
            - {name: city, physicalName: address.city, logicalType: string}
            - {name: zip, physicalName: address.zip, logicalType: string}
            - name: items
              required: true
              logicalType: array
              items:
                logicalType: object
                properties:
                  - {name: product, physicalName: product.id, logicalType: string, required: true}
                  - name: quantity
                    logicalType: integer
                    logicalTypeOptions: {minimum: 1}
                    customProperties: [{property: onViolation, value: warn}]
                  - {name: price, logicalType: number, physicalType: "decimal(18,2)"}
        - name: products
          properties:
            - {name: id, logicalType: string, required: true, primaryKey: true}
      """;

  private static final Columns ELEMENTS =
      Columns.of(
          List.of(
              new Column("product", Type.STRING, false, ""),
              new Column("quantity", Type.INTEGER, true, ""),
              new Column("price", Type.decimal(18, 2), true, "")));

  private static final ObjectMapper JSON =
      JsonMapper.builder().visibility(PropertyAccessor.IS_GETTER, Visibility.NONE).build();

  private static Dataset orders() {
    return Contracts.parse("c.yaml", bytes(SOUND)).dataset("orders");
  }

  @Test
  void bindsAListWithTheFieldsOfItsElements() {
    Field items = orders().find("items").orElseThrow();

    assertThat(items.type(), is(Type.list(ELEMENTS)));
    assertThat(items.required(), is(true));
    assertThat(
        items.rules().stream().map(FieldRule::id).toList(),
        contains("items.required", "items.type", "items.encoding"));
    Field quantity = items.elements().get(1);
    assertThat(quantity.name(), is("quantity"));
    assertThat(
        quantity.rules().get(2),
        is(
            new FieldRule(
                "items.quantity.minimum",
                FieldRule.Kind.MINIMUM,
                "1",
                java.util.Set.of(),
                Outcome.WARN)));
    assertThat(items.elements().get(0).path(), contains("product", "id"));
  }

  @Test
  void bindsMembersByTheirPath() {
    assertThat(orders().find("city").orElseThrow().path(), contains("address", "city"));
    assertThat(orders().find("order_id").orElseThrow().path(), contains("order_id"));
  }

  @Test
  void isAnArrayOfRowsInBeam() {
    Schema.FieldType type = orders().columns().toSchema().getField("items").getType();

    assertThat(type.getTypeName(), is(Schema.TypeName.ARRAY));
    assertThat(type.getNullable(), is(false));
    assertThat(type.getCollectionElementType().getRowSchema(), is(equalTo(ELEMENTS.toSchema())));
  }

  @Test
  void isStoredInJsonAndReadBack() throws JsonProcessingException {
    Columns columns = orders().silverColumns();

    Columns read = JSON.readValue(JSON.writeValueAsString(columns), Columns.class);

    assertThat(read, is(columns));
  }

  @Test
  void typesWithoutElementsAreStoredAsTheyEverWere() throws JsonProcessingException {
    String old = "{\"kind\":\"DECIMAL\",\"precision\":18,\"scale\":2}";

    assertThat(JSON.writeValueAsString(Type.decimal(18, 2)), is(old));
    assertThat(JSON.readValue(old, Type.class), is(Type.decimal(18, 2)));
  }

  @Test
  void aListIsPublicIfAllOfItIs() {
    String secret = SOUND.replace("{name: price,", "{name: price, classification: confidential,");
    Dataset orders = Contracts.parse("c.yaml", bytes(secret)).dataset("orders");

    assertThat(orders.find("items").orElseThrow().isPublic(), is(false));
    assertThat(orders().find("items").orElseThrow().isPublic(), is(true));
  }

  /** A text of the sound contract, what stands there instead, what is said. */
  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "value: jsonLines | value: csv"
            + "| :19: schema orders, property items: a list is read from format jsonLines alone",
        "~logicalType: array~ | ~logicalType: object~"
            + "| :19: schema orders, property items: logicalType object is not supported: make each"
            + " of its members a property, with the path as its physicalName",
        "~items:\n          logicalType: object~ | ~items:\n          logicalType: array~"
            + "| :21: schema orders, property items: a list within a list is not supported",
        "~items:\n          logicalType: object~ | ~items:\n          logicalType: string~"
            + "| :21: schema orders, property items: a list of string is not supported",
        "~    items:\n  ~ | ~    tags:\n  ~"
            + "| :19: schema orders, property items: logicalType array needs items",
        "~logicalType: integer~ | ~logicalType: array~"
            + "| :25: schema orders, property items, property quantity: a list within a list is not",
        "~{name: price,~ | ~{name: price, primaryKey: true,~"
            + "| :28: schema orders, property items, property price: primaryKey is of a property of"
            + " the schema, not of a list's items",
        "~{name: price,~ | ~{name: price, relationships: [{to: products.id}],~"
            + "| :28: schema orders, property items, property price: relationships is of a property",
        "~{name: price,~ | ~{name: quantity,~"
            + "| :28: schema orders, property items, property quantity: another property has this",
        "~minimum: 1~ | ~minimun: 1~"
            + "| :26: schema orders, property items, property quantity: unknown key \"minimun\"",
        "~property: asOf, value: []~ | ~property: latestBy, value: [items]~"
            + "| :12: schema orders: latestBy: items is a list, which has no order",
        "~address.zip~ | ~address~"
            + "| :16: schema orders, property zip: address.city lies within address, which is",
        "~address.zip~ | ~address.city.zip~"
            + "| :16: schema orders, property zip: address.city.zip lies within address.city",
        "~address.zip~ | ~address..zip~"
            + "| :16: schema orders, property zip: physicalName \"address..zip\" is no path",
        "~address.zip~ | ~items.zip~"
            + "| :17: schema orders, property items: items.zip lies within items, which is",
        "~address.zip, logicalType: string~ | ~address.zip, logicalType: string, items: {}~"
            + "| :16: schema orders, property zip: items is of logicalType array",
      })
  void saysWhatIsWrongAndInWhichLine(String sound, String broken, String problem) {
    String from = sound.replace("\\n", "\n");
    String yaml = SOUND.replace(from, broken.replace("\\n", "\n"));
    assertThat(yaml, not(SOUND));

    assertThat(problems(yaml).get(0), startsWith("c.yaml" + problem));
  }

  @Test
  void refusesAListAsAKeyAPartitionOrAReference() {
    assertThat(
        problems(SOUND.replace("- name: items", "- name: items\n        primaryKey: true")).get(0),
        containsString("is a list, which cannot be part of the primary key"));
    assertThat(
        problems(SOUND.replace("- name: items", "- name: items\n        partitioned: true")).get(0),
        containsString("rows are cut by its day, not by list(product, quantity, price)"));
    assertThat(
        problems(
                SOUND.replace(
                    "- name: items", "- name: items\n        relationships: [{to: products.id}]"))
            .get(0),
        containsString("items is a list: a reference starts from single values"));
  }

  @Test
  void bindsASumOverAList() {
    FieldRule sum =
        Contracts.parse("c.yaml", bytes(SUM))
            .dataset("orders")
            .find("total")
            .orElseThrow()
            .rules()
            .get(2);

    assertThat(sum.id(), is("total.sumOf"));
    assertThat(sum.sum(), is(Measure.of("items.quantity * items.price")));
    assertThat(sum.bound(), is("0.01"));
    assertThat(sum.outcome(), is(Outcome.WARN));
  }

  private static final String SUM =
      SOUND.replace(
          "      - name: items\n",
          """
                - name: total
                  logicalType: number
                  physicalType: decimal(18,2)
                  customProperties:
                    - {property: sumOf, value: items.quantity * items.price}
                    - {property: tolerance, value: 0.01}
                    - {property: onViolation, value: {sumOf: warn}}
                - name: items
          """);

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "value: items.quantity * items.price | value: items.quantity + items.price"
            + "| 21: schema orders, property total: sumOf must be a product of at most four",
        "value: items.quantity * items.price | value: quantity"
            + "| 21: schema orders, property total: sumOf must be a product of at most four",
        "value: items.quantity * items.price | value: items.quantity * other.price"
            + "| 21: schema orders, property total: sumOf must be a product of at most four",
        "value: items.quantity * items.price | value: itms.quantity"
            + "| 17: schema orders, property total: sumOf: unknown list \"itms\"; did you mean",
        "value: items.quantity * items.price | value: items.quantty"
            + "| 17: schema orders, property total: sumOf: unknown property of items \"quantty\"",
        "value: items.quantity * items.price | value: items.product"
            + "| 17: schema orders, property total: sumOf: items.product is string, which is no",
        "value: 0.01 | value: -0.01"
            + "| 22: schema orders, property total: tolerance must be a number from 0",
        "property: sumOf, value: items.quantity * items.price | property: trim, value: true"
            + "| 22: schema orders, property total: tolerance is of sumOf, which is not there",
        "physicalType: decimal(18,2) | tags: []"
            + "| 18: schema orders, property total: logicalType number needs a physicalType",
        "property: onViolation, value: warn | property: sumOf, value: items.price"
            + "| 34: schema orders, property items, property quantity: sumOf",
      })
  void refusesSumsThatCannotBe(String sound, String broken, String problem) {
    String yaml = SUM.replace(sound, broken);
    assertThat(yaml, not(SUM));

    assertThat(problems(yaml).get(0), startsWith("c.yaml:" + problem));
  }

  @Test
  void refusesOfAListWhatSaysHowATextIsRead() {
    String broken =
        SOUND.replace(
            "- name: items",
            "- name: items\n        customProperties: [{property: trim, value: true}]");

    assertThat(
        problems(broken),
        contains(
            "c.yaml:18: schema orders, property items: trim does not apply to a list, but to its"
                + " properties"));
  }

  @Test
  void refusesARuleOverColumnsThatReadsAList() {
    String broken =
        SOUND.replace(
            "  - name: products",
            "    quality: [{type: custom, engine: cel, name: x, implementation: items != null}]\n"
                + "  - name: products");

    assertThat(
        problems(broken).get(0),
        containsString("CEL: field \"items\" is a list: rules of its elements stand at its items"));
  }

  private static List<String> problems(String yaml) {
    return assertThrows(RequestException.class, () -> Contracts.parse("c.yaml", bytes(yaml)))
        .problems();
  }

  private static byte[] bytes(String yaml) {
    return yaml.getBytes(StandardCharsets.UTF_8);
  }
}
