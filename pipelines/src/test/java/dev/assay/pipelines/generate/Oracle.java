package dev.assay.pipelines.generate;

import dev.assay.pipelines.SqlRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the SQL in {@code testdata/<pipeline>/oracle} says of a folder of CSV files. */
public class Oracle implements AutoCloseable {
  private final Path testdata;
  private final String domain;
  private final List<String> datasets;
  private final List<String> tables;
  private final Connection connection;

  /**
   * Reads the files.
   *
   * @param testdata of the pipeline
   * @param domain what the warehouse's schemas begin with
   * @param parameters of the SQL that reads the files, by the names that stand there as {@code
   *     ${name}}
   */
  protected Oracle(
      Path testdata,
      String domain,
      List<String> datasets,
      List<String> tables,
      Map<String, String> parameters)
      throws IOException, SQLException {
    this.testdata = testdata;
    this.domain = domain;
    this.datasets = datasets;
    this.tables = tables;
    this.connection = DriverManager.getConnection("jdbc:duckdb:");
    String silver = sql("silver");
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      silver = silver.replace("${" + parameter.getKey() + "}", parameter.getValue());
    }
    execute(silver);
  }

  /** Test data of a pipeline: hand-made input, expected output, and the oracle's SQL. */
  protected static Path testdata(String pipeline) {
    return Path.of(System.getProperty("basedir", "."), "..", "testdata", pipeline).normalize();
  }

  /** The rows of one query of the oracle as text, in its order; null is the empty text. */
  public List<List<String>> rows(String query) throws IOException, SQLException {
    return SqlRows.of(connection, sql(query));
  }

  /** The rows of {@code select} over one query of the oracle, which is called {@code answer}. */
  public List<List<String>> over(String query, String select) throws IOException, SQLException {
    return SqlRows.of(connection, "WITH answer AS (" + sql(query) + ") " + select);
  }

  /**
   * What tells that warehouse from the oracle: each row of silver, by line and value, and of gold,
   * without {@code last_updated}, that only one of them has. Empty if they are equal.
   */
  public List<List<String>> differences(Path warehouse) throws IOException, SQLException {
    return differences(warehouse, datasets, tables);
  }

  /** The same, of some datasets of silver and tables of gold. */
  public List<List<String>> differences(Path warehouse, List<String> datasets, List<String> tables)
      throws IOException, SQLException {
    execute("ATTACH '" + SqlRows.quoted(warehouse) + "' AS warehouse (READ_ONLY)");
    try {
      List<List<String>> differences = new ArrayList<>();
      for (String dataset : datasets) {
        differences.addAll(differences(dataset, silver(dataset), silverIn(dataset)));
      }
      for (String table : tables) {
        differences.addAll(differences(table, sql(table), goldIn(table)));
      }
      return differences;
    } finally {
      execute("DETACH warehouse");
    }
  }

  /** A dataset of silver as the warehouse should have it. */
  protected String silver(String dataset) {
    return "FROM " + dataset;
  }

  /** The same in the warehouse. */
  protected String silverIn(String dataset) {
    return "SELECT _source_line, * EXCLUDE (_source_file, _source_line, _batch)"
        + " FROM warehouse."
        + domain
        + "_silver."
        + dataset;
  }

  private String goldIn(String table) {
    return "SELECT * EXCLUDE (last_updated) FROM warehouse." + domain + "_gold." + table;
  }

  private List<List<String>> differences(String name, String expected, String found)
      throws SQLException {
    return SqlRows.of(
        connection,
        """
        WITH expected AS (%s), found AS (%s)
        SELECT '%s lacks', * FROM (FROM expected EXCEPT ALL FROM found)
        UNION ALL SELECT '%s has', * FROM (FROM found EXCEPT ALL FROM expected)"""
            .formatted(expected, found, name, name));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private String sql(String query) throws IOException {
    return Files.readString(testdata.resolve("oracle").resolve(query + ".sql"));
  }
}
