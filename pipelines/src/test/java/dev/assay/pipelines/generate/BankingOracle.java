package dev.assay.pipelines.generate;

import dev.assay.pipelines.SqlRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What {@code testdata/banking/oracle} says of a folder of five CSV files. */
public final class BankingOracle implements AutoCloseable {

  /** Test data of the domain: hand-made input, expected output, and the oracle's SQL. */
  public static final Path TESTDATA =
      Path.of(System.getProperty("basedir", "."), "..", "testdata", "banking").normalize();

  private final Connection connection;

  private BankingOracle(Connection connection) {
    this.connection = connection;
  }

  /** Reads the five files of that folder. */
  public static BankingOracle of(Path input) throws IOException, SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql("silver").replace("${input}", SqlRows.quoted(input)));
    }
    return new BankingOracle(connection);
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
   * What tells a gold table of that warehouse from the oracle's: each row that only one of them
   * has. {@code last_updated} is left out. Empty if they are equal.
   */
  public List<List<String>> goldDifferences(Path warehouse, String table)
      throws IOException, SQLException {
    return differences(
        warehouse,
        sql(table),
        "SELECT * EXCLUDE (last_updated) FROM warehouse.banking_gold." + table);
  }

  /** What tells silver in that warehouse from the oracle's, by line and value. */
  public List<List<String>> silverDifferences(Path warehouse, String dataset) throws SQLException {
    String mapped =
        dataset.equals("transactions")
            ? " REPLACE (CASE WHEN transaction_type IN ('Deposit', 'Withdrawal')"
                + " THEN lower(transaction_type) ELSE transaction_type END AS transaction_type)"
            : "";
    return differences(
        warehouse,
        "SELECT *" + mapped + " FROM " + dataset,
        "SELECT _source_line, * EXCLUDE (_source_file, _source_line, _batch)"
            + " FROM warehouse.banking_silver."
            + dataset);
  }

  private List<List<String>> differences(Path warehouse, String expected, String found)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ATTACH '" + SqlRows.quoted(warehouse) + "' AS warehouse (READ_ONLY)");
    }
    try {
      return SqlRows.of(
          connection,
          """
          WITH expected AS (%s), found AS (%s)
          SELECT 'missing', * FROM (FROM expected EXCEPT ALL FROM found)
          UNION ALL SELECT 'unexpected', * FROM (FROM found EXCEPT ALL FROM expected)"""
              .formatted(expected, found));
    } finally {
      try (Statement statement = connection.createStatement()) {
        statement.execute("DETACH warehouse");
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private static String sql(String query) throws IOException {
    return Files.readString(TESTDATA.resolve("oracle").resolve(query + ".sql"));
  }
}
