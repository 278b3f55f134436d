package dev.assay.pipelines;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Rows of DuckDB as text, for tests to compare; null is the empty text. */
public final class SqlRows {
  private SqlRows() {}

  /** The rows of a query, in its order. */
  public static List<List<String>> of(Connection connection, String sql) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          String value = result.getString(i);
          row.add(value == null ? "" : value);
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** The rows of a CSV file with a header, which is left out; nothing is inferred. */
  public static List<List<String>> ofCsv(Path file) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      return of(
          connection,
          "FROM read_csv('"
              + quoted(file)
              + "', header = true, all_varchar = true, delim = ',', quote = '\"')");
    }
  }

  /** A path within a literal of SQL. */
  public static String quoted(Path path) {
    return path.toAbsolutePath().toString().replace("'", "''");
  }
}
