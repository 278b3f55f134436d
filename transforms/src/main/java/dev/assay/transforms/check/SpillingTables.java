package dev.assay.transforms.check;

import dev.assay.transforms.trace.TextRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Tables of DuckDB for as long as they are open: in memory, and on disk where that is too little.
 */
final class SpillingTables implements AutoCloseable {
  private static final String MEMORY = "512MB";

  private final Path folder;
  private final DuckDBConnection connection;
  private final Map<String, DuckDBAppender> appenders = new LinkedHashMap<>();

  private SpillingTables(Path folder, DuckDBConnection connection) {
    this.folder = folder;
    this.connection = connection;
  }

  static SpillingTables open() throws IOException {
    Path folder = Files.createTempDirectory("assay-check-");
    try {
      DuckDBConnection connection =
          (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("rows"));
      SpillingTables tables = new SpillingTables(folder, connection);
      tables.execute("SET memory_limit = '" + MEMORY + "'", "SET preserve_insertion_order = true");
      return tables;
    } catch (SQLException e) {
      delete(folder);
      throw failed(e);
    }
  }

  void execute(String... statements) throws IOException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Adds a row, of texts and whole numbers; it is there after {@link #flush}. */
  void append(String table, Object... values) throws IOException {
    try {
      DuckDBAppender appender = appenders.get(table);
      if (appender == null) {
        appender = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, table);
        appenders.put(table, appender);
      }
      appender.beginRow();
      for (Object value : values) {
        if (value instanceof Long number) {
          appender.append(number.longValue());
        } else {
          appender.append(value.toString());
        }
      }
      appender.endRow();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  void flush() throws IOException {
    try {
      for (DuckDBAppender appender : appenders.values()) {
        appender.close();
      }
      appenders.clear();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** The rows of a query. */
  List<Map<String, @Nullable String>> query(String sql, Object... parameters) throws IOException {
    try {
      return TextRows.of(connection, sql, parameters);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static IOException failed(SQLException e) {
    return new IOException(
        "keys and references cannot be compared: "
            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
        e);
  }

  /** Nothing that was in the tables stays on the disk, whatever fails. */
  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
