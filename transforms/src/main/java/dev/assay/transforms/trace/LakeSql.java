package dev.assay.transforms.trace;

import dev.assay.transforms.log.DataFile;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/** SQL over Parquet files that the log of a lake lists, and over nothing else. */
public final class LakeSql implements AutoCloseable {
  /** The file that a row was read from, by its path, in every view. */
  public static final String FILE = "_lake_file";

  private final LakeFiles lake;
  private final Connection connection;

  private LakeSql(LakeFiles lake, Connection connection) {
    this.lake = lake;
    this.connection = connection;
  }

  /** Opens a lake, which stays open when this is closed. */
  public static LakeSql open(LakeFiles lake) throws IOException {
    try {
      LakeSql sql = new LakeSql(lake, DriverManager.getConnection("jdbc:duckdb:"));
      sql.execute("SET TimeZone = 'UTC'");
      sql.execute("SET allowed_directories = [" + quoted(lake.folder().toString()) + "]");
      sql.execute("SET enable_external_access = false");
      return sql;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Shows files, of which there must be one at least, as a view. */
  public void view(String name, List<DataFile> files) throws IOException {
    String paths =
        lake.paths(files).stream()
            .map(path -> quoted(path.toString()))
            .collect(Collectors.joining(", "));
    execute(
        "CREATE OR REPLACE VIEW \""
            + name
            + "\" AS SELECT * RENAME (filename AS "
            + FILE
            + ") FROM read_parquet(["
            + paths
            + "], hive_partitioning = false, filename = true, union_by_name = true)");
  }

  /** Runs a statement that gives no rows. */
  public void execute(String sql) throws IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** The rows of a query, each by the names of its columns, in their order; values as text. */
  public List<Map<String, @Nullable String>> query(String sql, Object... parameters)
      throws IOException {
    try {
      return TextRows.of(connection, sql, parameters);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** A text as a literal. */
  public static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static IOException failed(SQLException e) {
    return new IOException(
        "the lake cannot be asked: "
            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
        e);
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }
}
