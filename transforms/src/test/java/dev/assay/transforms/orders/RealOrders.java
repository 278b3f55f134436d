package dev.assay.transforms.orders;

import dev.assay.schemas.Contract;
import dev.assay.schemas.Contracts;
import dev.assay.schemas.Dataset;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.read.ReadRecords;
import dev.assay.transforms.rows.Rows;
import dev.assay.transforms.validate.Validate;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.values.Row;

/** The real orders, products and customers, read twice: by this library, and by DuckDB. */
final class RealOrders {
  private static final Contract CONTRACT = Contracts.bundled("orders");

  /** What a person would ask DuckDB of the files as they are. */
  private static final String VIEWS =
      """
      CREATE VIEW orders AS
        SELECT *, CAST(order_timestamp AS DATE) AS day
        FROM read_json('%1$s/orders_5000.json', format = 'newline_delimited', columns = {
          order_id: 'VARCHAR', customer_id: 'VARCHAR', order_timestamp: 'TIMESTAMP',
          items: 'STRUCT(product_id VARCHAR, quantity BIGINT, unit_price DECIMAL(18, 2))[]',
          total_amount: 'DECIMAL(18, 2)', payment_status: 'VARCHAR',
          shipping_address: 'STRUCT(city VARCHAR, state VARCHAR, country VARCHAR)'});
      CREATE VIEW product AS
        SELECT * FROM read_csv('%1$s/products_sample.csv', types = {price: 'DECIMAL(18, 2)'});
      CREATE VIEW customer AS SELECT * FROM read_csv('%1$s/customers_sample.csv');
      CREATE VIEW region AS
        SELECT unnest(['CA', 'OR', 'WA', 'NY', 'NJ', 'PA', 'TX', 'AZ', 'NM']) AS state,
          unnest(['West', 'West', 'West', 'East', 'East', 'East', 'South', 'South', 'South'])
            AS region;
      CREATE VIEW item AS
        SELECT order_id, unnest(items, recursive := true),
          generate_subscripts(items, 1) AS line_number
        FROM orders;
      CREATE VIEW line AS
        SELECT *, quantity * item.unit_price AS line_total,
          coalesce(category, 'Unknown') AS category_or_unknown
        FROM item JOIN orders USING (order_id) LEFT JOIN product USING (product_id);
      CREATE MACRO average(amount, n) AS
        CAST(round(CAST(amount AS DECIMAL(29, 9)) / n, 9) AS DECIMAL(29, 9));
      """;

  private RealOrders() {}

  private static Path folder() {
    return Path.of(System.getenv("ASSAY_DATA"), "orders");
  }

  /** Its three files, as rows. */
  static Datasets read(Pipeline pipeline) {
    return Datasets.in(pipeline, "a test")
        .with("orders", rows(pipeline, "orders", "orders_5000.json"))
        .with("products", rows(pipeline, "products", "products_sample.csv"))
        .with("customers", rows(pipeline, "customers", "customers_sample.csv"));
  }

  private static Rows<Row> rows(Pipeline pipeline, String dataset, String file) {
    Dataset contracted = CONTRACT.dataset(dataset);
    return Rows.of(
        "Pack" + dataset,
        Validate.columns(contracted),
        pipeline
            .apply("Match" + dataset, FileIO.match().filepattern(folder().resolve(file).toString()))
            .apply("Open" + dataset, FileIO.readMatches())
            .apply("Read" + dataset, ReadRecords.of(contracted))
            .apply("Hold" + dataset, Validate.against(contracted))
            .get(Validate.ROWS));
  }

  /** The rows of a query over the files, each as its values with blanks between. */
  static String[] ask(String query) throws SQLException {
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute(VIEWS.formatted(folder()));
      List<String> lines = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery(query)) {
        while (rows.next()) {
          Object[] values = new Object[rows.getMetaData().getColumnCount()];
          for (int i = 0; i < values.length; i++) {
            values[i] = rows.getObject(i + 1);
          }
          lines.add(Shown.line(values));
        }
      }
      return lines.toArray(String[]::new);
    }
  }
}
