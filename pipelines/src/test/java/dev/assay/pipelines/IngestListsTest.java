package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code assay ingest} of JSON lines with objects and lists, by a contract alone. */
class IngestListsTest {
  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: web-shop
      version: 1.0.0
      status: active
      domain: web_shop
      customProperties:
        - {property: format, value: jsonLines}
      schema:
        - name: orders
          physicalName: orders*.json
          properties:
            - {name: order_id, logicalType: string, required: true, primaryKey: true}
            - {name: customer_id, logicalType: string, required: true}
            - {name: order_timestamp, logicalType: timestamp, required: true}
            - name: items
              description: What was ordered.
              logicalType: array
              required: true
              items:
                logicalType: object
                properties:
                  - {name: product_id, logicalType: string, required: true}
                  - name: quantity
                    logicalType: integer
                    required: true
                    logicalTypeOptions: {minimum: 1}
                  - {name: unit_price, logicalType: number, physicalType: "decimal(18,2)"}
                  - {name: group, logicalType: string} # a word of SQL
            - name: total_amount
              logicalType: number
              physicalType: decimal(18,2)
              required: true
              customProperties:
                - {property: sumOf, value: items.quantity * items.unit_price}
                - {property: tolerance, value: 0.01}
                - {property: onViolation, value: {sumOf: warn}}
            - {name: payment_status, logicalType: string}
            - {name: street, physicalName: shipping_address.street, logicalType: string}
            - {name: city, physicalName: shipping_address.city, logicalType: string}
            - {name: state, physicalName: shipping_address.state, logicalType: string}
            - {name: zipcode, physicalName: shipping_address.zipcode, logicalType: string}
            - {name: country, physicalName: shipping_address.country, logicalType: string}
      """;

  private static final String ORDER =
      "\"customer_id\":\"c\",\"order_timestamp\":\"2024-01-05T10:00:00.5\",\"shipping_address\":"
          + "{\"city\":\"Oslo\"},";

  @TempDir private Path folder;
  private Path contract;
  private Path input;
  private PipelineLake lake;

  @BeforeEach
  void writeTheContract() throws IOException {
    contract = Files.writeString(folder.resolve("c.odcs.yaml"), CONTRACT);
    input = Files.createDirectory(folder.resolve("input"));
    lake = PipelineLake.ingesting(folder.resolve("lake"));
  }

  private PipelineLake.Run publish(String... orders) throws IOException {
    Files.writeString(input.resolve("orders.json"), String.join("\n", orders));
    return lake.publish(input, "--contract=" + contract, "--asOf=2024-01-05");
  }

  private static String order(String id, String rest) {
    return "{\"order_id\":\"" + id + "\"," + ORDER + rest + "}";
  }

  @Test
  void showsListsAndMembersInTheWarehouse() throws Exception {
    publish(
        order(
            "a",
            "\"total_amount\":3.25,\"items\":[{\"product_id\":\"p\",\"quantity\":2,\"unit_price\":"
                + "1.5},{\"product_id\":\"q\",\"quantity\":1,\"unit_price\":0.25}]"),
        order("b", "\"total_amount\":0,\"items\":[]"),
        order("c", "\"total_amount\":9,\"items\":[{\"product_id\":\"p\",\"quantity\":2}]"));

    assertThat(
        lake.warehouse(
            "SELECT order_id, items::VARCHAR, total_amount, city, country FROM"
                + " web_shop_silver.orders ORDER BY 1"),
        contains(
            List.of(
                "a",
                "[{'product_id': p, 'quantity': 2, 'unit_price': 1.50, 'group': NULL}, {'product_id':"
                    + " q, 'quantity': 1, 'unit_price': 0.25, 'group': NULL}]",
                "3.25",
                "Oslo",
                ""),
            List.of("b", "[]", "0.00", "Oslo", ""),
            List.of(
                "c",
                "[{'product_id': p, 'quantity': 2, 'unit_price': NULL, 'group': NULL}]",
                "9.00",
                "Oslo",
                "")));
    assertThat(
        "what DuckDB says, quotes where it puts them",
        lake.warehouse(
            "SELECT data_type, comment FROM duckdb_columns() WHERE column_name = 'items'"),
        contains(
            List.of(
                "STRUCT(product_id VARCHAR, quantity BIGINT, unit_price DECIMAL(18,2), \"group\" VARCHAR)[]",
                "What was ordered.")));
    assertThat(
        lake.files("SELECT file, line, rule, field FROM violations"),
        contains(List.of("orders.json", "3", "total_amount.sumOf", "total_amount")));
  }

  @Test
  void quarantinesWithEveryRuleOfEveryElement() throws Exception {
    publish(
        order("a", "\"total_amount\":0,\"items\":[{\"quantity\":0},{\"product_id\":\"p\"},7]"),
        order("b", "\"total_amount\":0,\"items\":[],\"colour\":1"),
        order("c", "\"total_amount\":0,\"items\":[{\"weight\":1}]"),
        order("d", "\"total_amount\":0,\"items\":[]").replace("{\"city\":\"Oslo\"}", "\"Oslo\""));

    assertThat(
        lake.files(
            "SELECT line, v.rule, v.field, v.message FROM (SELECT line, unnest(violations) AS v"
                + " FROM quarantine) ORDER BY ALL"),
        contains(
            List.of("1", "items.product_id.required", "items.product_id", "element 1 is missing"),
            List.of(
                "1", "items.quantity.minimum", "items.quantity", "element 1 must be at least 1"),
            List.of("1", "items.quantity.required", "items.quantity", "element 2 is missing"),
            List.of("1", "items.type", "items", "element 3 is not an object"),
            List.of("2", "record.unknownField", "", "the contract has no field for colour"),
            List.of("3", "record.unknownField", "", "the contract has no field for items.weight"),
            List.of(
                "4", "record.notAnObject", "", "shipping_address must be an object, or absent")));
    assertThat(lake.warehouse("SELECT order_id FROM web_shop_silver.orders"), is(empty()));
    assertThat(
        lake.warehouse(
            "SELECT check_id, rows_failed FROM assay.data_quality_checks WHERE check_id LIKE"
                + " 'items.quantity.%' AND rows_failed > 0 ORDER BY 1"),
        contains(List.of("items.quantity.minimum", "1"), List.of("items.quantity.required", "1")));
  }

  @Test
  void refusesTheBatchWhereTheRuleOfAnElementSaysSo() throws Exception {
    Files.writeString(
        contract,
        CONTRACT.replace(
            "logicalTypeOptions: {minimum: 1}",
            "logicalTypeOptions: {minimum: 1}\n"
                + "              customProperties: [{property: onViolation, value: fail}]"));
    Files.writeString(
        input.resolve("orders.json"),
        order("a", "\"total_amount\":0,\"items\":[{\"product_id\":\"p\",\"quantity\":0}]"));

    PipelineLake.Run run = lake.run(input, "--contract=" + contract, "--asOf=2024-01-05");

    assertThat(run.code(), is(ExitCode.REFUSED));
    assertThat(run.out() + run.err(), containsString("items.quantity.minimum"));
  }

  @Test
  void keepsEveryItemOfRealOrders() throws Exception {
    String data = System.getenv("ASSAY_DATA");
    assumeTrue(data != null, "ASSAY_DATA is not set: no real data to run on");
    Path orders = Path.of(data, "orders", "orders_5000.json");
    Files.copy(orders, input.resolve("orders_5000.json"));
    lake.publish(input, "--contract=" + contract, "--asOf=2026-01-01");

    String perItem =
        """
        SELECT order_id, customer_id, order_timestamp::VARCHAR, total_amount::DECIMAL(18,2),
          payment_status, %s, i.product_id, i.quantity::BIGINT, i.unit_price::DECIMAL(18,2)
        FROM (SELECT *, unnest(items) AS i FROM %s) ORDER BY ALL""";
    try (Connection oracle = DriverManager.getConnection("jdbc:duckdb:")) {
      List<List<String>> expected =
          SqlRows.of(
              oracle,
              perItem.formatted(
                  "a.street, a.city, a.state, a.zipcode::VARCHAR, a.country",
                  ("(SELECT * REPLACE (order_timestamp::TIMESTAMPTZ AS order_timestamp),"
                          + " shipping_address AS a FROM read_json('%s', format ="
                          + " 'newline_delimited', columns = {order_id: 'VARCHAR', customer_id:"
                          + " 'VARCHAR', order_timestamp: 'TIMESTAMP', items:"
                          + " 'STRUCT(product_id VARCHAR, quantity BIGINT, unit_price"
                          + " DECIMAL(18,2))[]', total_amount: 'DECIMAL(18,2)', payment_status:"
                          + " 'VARCHAR', shipping_address: 'STRUCT(street VARCHAR, city VARCHAR,"
                          + " state VARCHAR, zipcode VARCHAR, country VARCHAR)'}))")
                      .formatted(orders)));
      assertThat(
          lake.warehouse(
              perItem.formatted("street, city, state, zipcode, country", "web_shop_silver.orders")),
          equalTo(expected));
    }
    assertThat(
        lake.warehouse("SELECT count(*), sum(total_amount) FROM web_shop_silver.orders"),
        contains(List.of("5000", "7581357.99")));
    assertThat(lake.files("SELECT count(*) FROM violations"), contains(List.of("0")));
  }
}
