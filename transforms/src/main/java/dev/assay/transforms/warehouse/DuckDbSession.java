package dev.assay.transforms.warehouse;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.checkerframework.checker.nullness.qual.Nullable;

/** One connection to a DuckDB file: statements, parameters, transactions. */
final class DuckDbSession implements AutoCloseable {
  private static final int ROWS_A_STATEMENT = 500;

  private final DuckDbFile file;
  private final Connection connection;
  private @Nullable Path readable;

  private DuckDbSession(DuckDbFile file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  static DuckDbSession open(DuckDbFile file, WarehouseSettings settings) {
    return set(new DuckDbSession(file, file.connect(settings.patience())), settings);
  }

  /** To read what the file holds, and nothing else on this machine. */
  static DuckDbSession openToRead(DuckDbFile file, WarehouseSettings settings) {
    DuckDbSession session =
        set(new DuckDbSession(file, file.connectToRead(settings.patience())), settings);
    try {
      session.execute("SET enable_external_access = false");
      session.execute("SET lock_configuration = true");
    } catch (WarehouseException e) {
      session.close();
      throw e;
    }
    return session;
  }

  private static DuckDbSession set(DuckDbSession session, WarehouseSettings settings) {
    try {
      session.execute("SET TimeZone = 'UTC'");
      session.execute("SET threads = " + settings.threads());
      session.execute("SET memory_limit = " + DuckDbDialect.literal(settings.memory()));
      session.execute("SET preserve_insertion_order = false");
    } catch (WarehouseException e) {
      session.close();
      throw e;
    }
    return session;
  }

  /**
   * From here on the engine reads and writes nothing outside {@code folder} and its own file, and
   * no statement can change that.
   *
   * @throws IllegalArgumentException if it was confined to another folder before
   */
  void confineTo(Path folder) {
    if (readable == null) {
      execute("SET allowed_directories = [" + DuckDbDialect.literal(folder.toString()) + "]");
      execute("SET enable_external_access = false");
      execute("SET lock_configuration = true");
      readable = folder;
    } else if (!readable.equals(folder)) {
      throw new IllegalArgumentException(file.path() + " was opened for " + readable);
    }
  }

  /** Commits what {@code work} does, or, if it throws, none of it. */
  <T> T inTransaction(Supplier<T> work) {
    autoCommit(false);
    boolean isDone = false;
    try {
      T result = work.get();
      connection.commit();
      isDone = true;
      return result;
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      if (isDone) {
        autoCommit(true);
      } else {
        rollback();
      }
    }
  }

  private void autoCommit(boolean isOn) {
    try {
      connection.setAutoCommit(isOn);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private void rollback() {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      // A failed commit has rolled back already; the first failure is the one to tell.
      return;
    }
  }

  void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Runs a statement with parameters; returns the rows it changed. */
  long update(String sql, Object... parameters) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, List.of(parameters));
      return statement.executeLargeUpdate();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Inserts rows, many with a statement: one has its price, however few they are. */
  void insert(String table, int columns, List<List<@Nullable Object>> rows) {
    String places = "(" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
    for (int from = 0; from < rows.size(); from += ROWS_A_STATEMENT) {
      List<List<@Nullable Object>> some =
          rows.subList(from, Math.min(from + ROWS_A_STATEMENT, rows.size()));
      String sql =
          "INSERT INTO "
              + table
              + " VALUES "
              + String.join(", ", Collections.nCopies(some.size(), places));
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        bind(statement, some.stream().flatMap(List::stream).toList());
        statement.executeLargeUpdate();
      } catch (SQLException e) {
        throw failed(e);
      }
    }
  }

  /** The single number that a query gives. */
  long number(String sql) {
    return query(sql, row -> row.getLong(1)).get(0);
  }

  /** How often each text comes in the single column a statement gives; rows are not kept. */
  Map<String, Long> tally(String sql) {
    Map<String, Long> counts = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      while (results.next()) {
        counts.merge(results.getString(1), 1L, Long::sum);
      }
    } catch (SQLException e) {
      throw failed(e);
    }
    return counts;
  }

  <T> List<T> query(String sql, RowMapper<T> mapper, Object... parameters) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, List.of(parameters));
      List<T> rows = new ArrayList<>();
      try (ResultSet results = statement.executeQuery()) {
        while (results.next()) {
          rows.add(mapper.map(results));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Makes a value of one row of a result. */
  interface RowMapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  private void bind(PreparedStatement statement, List<@Nullable Object> parameters)
      throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      statement.setObject(i + 1, parameter(parameters.get(i)));
    }
  }

  private @Nullable Object parameter(@Nullable Object value) throws SQLException {
    if (value instanceof Instant instant) {
      return instant.atOffset(ZoneOffset.UTC);
    }
    if (value instanceof List<?> texts) {
      return connection.createArrayOf("VARCHAR", texts.toArray());
    }
    return value;
  }

  /** Only the first line of the engine's message: the rest repeats the statement. */
  private WarehouseException failed(SQLException e) {
    String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new WarehouseException("Warehouse " + file.path() + ": " + reason, e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      file.release();
    }
  }
}
