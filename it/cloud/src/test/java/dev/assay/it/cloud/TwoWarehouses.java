package dev.assay.it.cloud;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Two DuckDB files, held against each other by DuckDB itself. */
record TwoWarehouses(Path first, Path second) {

  /** Columns that say when a row was written. */
  private static final String ROWS =
      "SELECT COLUMNS(lambda c: c NOT IN ('last_updated', 'published_at', 'checked_at')) FROM ";

  /**
   * Both have the same tables and views with the same columns and rows, as often; among them some
   * of each of these schemas that have rows.
   */
  void assertSame(String... schemas) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("ATTACH '" + first + "' AS first (READ_ONLY)");
      statement.execute("ATTACH '" + second + "' AS second (READ_ONLY)");
      List<String> tables = tables(statement, "first");
      assertThat(tables(statement, "second"), equalTo(tables));
      assertThat(columns(statement, "second"), equalTo(columns(statement, "first")));
      List<String> filled = new ArrayList<>();
      Map<String, Long> differences = new TreeMap<>();
      for (String table : tables) {
        differences.put(table, number(statement, differences(table)));
        if (number(statement, "SELECT count(*) FROM first." + table) > 0) {
          filled.add(table.substring(0, table.indexOf('.')));
        }
      }
      assertThat(differences.values().stream().filter(rows -> rows > 0).count(), is(0L));
      assertThat(filled, hasItems(schemas));
    }
  }

  private static String differences(String table) {
    return ("SELECT count(*) FROM ((%1$sfirst.%2$s EXCEPT ALL %1$ssecond.%2$s)"
            + " UNION ALL (%1$ssecond.%2$s EXCEPT ALL %1$sfirst.%2$s))")
        .formatted(ROWS, table);
  }

  private static List<String> tables(Statement statement, String catalog) throws SQLException {
    return texts(
        statement,
        "SELECT table_schema || '.' || table_name FROM information_schema.tables"
            + " WHERE table_catalog = '%s' ORDER BY ALL".formatted(catalog));
  }

  private static List<String> columns(Statement statement, String catalog) throws SQLException {
    return texts(
        statement,
        "SELECT concat_ws(' ', table_schema, table_name, column_name, data_type, is_nullable)"
            + " FROM information_schema.columns WHERE table_catalog = '%s'".formatted(catalog)
            + " ORDER BY ALL");
  }

  private static List<String> texts(Statement statement, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
