package dev.assay.transforms.trace;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Rows of a query, each by the names of its columns, in their order; values as text. */
public final class TextRows {
  private TextRows() {}

  /** Asks a question, with values for its parameters. */
  public static List<Map<String, @Nullable String>> of(
      Connection connection, String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet results = statement.executeQuery()) {
        return rows(results);
      }
    }
  }

  private static List<Map<String, @Nullable String>> rows(ResultSet results) throws SQLException {
    ResultSetMetaData columns = results.getMetaData();
    List<Map<String, @Nullable String>> rows = new ArrayList<>();
    while (results.next()) {
      Map<String, @Nullable String> row = new LinkedHashMap<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        Object value = results.getObject(i);
        row.put(columns.getColumnLabel(i), value == null ? null : value.toString());
      }
      rows.add(row);
    }
    return rows;
  }
}
