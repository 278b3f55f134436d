package dev.assay.it.report;

import dev.assay.pipelines.Assay;
import dev.assay.pipelines.ExitCode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A warehouse that every pipeline has filled, and its page. */
final class Warehouses {
  private Warehouses() {}

  /** Fills it, and makes products of these names the best sellers of a day. */
  static Path filled(Path lake, List<String> names) throws SQLException {
    run("demo", "--output=" + lake);
    run(
        "orders-daily",
        "--landing=" + lake.resolve("landing/orders"),
        "--output=" + lake,
        "--settle=0",
        "--asOf=2024-01-31");
    Path warehouse = lake.resolve("warehouse.duckdb");
    try (Connection connection = open(warehouse);
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO orders_gold.top_products VALUES"
                    + " (DATE '2024-01-02', ?, 'P', ?, 'Books', -12.50, 3, now())")) {
      for (int i = 0; i < names.size(); i++) {
        insert.setInt(1, i + 1);
        insert.setString(2, names.get(i));
        insert.execute();
      }
    }
    return warehouse;
  }

  static Path page(Path warehouse, Path output) {
    run("report", "--warehouse=duckdb:" + warehouse, "--output=" + output);
    return output;
  }

  private static void run(String... words) {
    ExitCode code = Assay.run(words);
    if (code != ExitCode.PUBLISHED) {
      throw new AssertionError(String.join(" ", words) + " ended with " + code);
    }
  }

  /** The rows of a query, as text. */
  static List<List<String>> ask(Path warehouse, String sql) throws SQLException {
    try (Connection connection = open(warehouse);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getString(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  private static Connection open(Path warehouse) throws SQLException {
    return DriverManager.getConnection("jdbc:duckdb:" + warehouse);
  }
}
