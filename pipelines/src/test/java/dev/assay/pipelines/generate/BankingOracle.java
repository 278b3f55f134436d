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

/** What {@code testdata/banking/oracle} says of a folder of five CSV files. */
public final class BankingOracle implements AutoCloseable {

  /** Test data of the domain: hand-made input, expected output, and the oracle's SQL. */
  public static final Path TESTDATA =
      Path.of(System.getProperty("basedir", "."), "..", "testdata", "banking").normalize();

  private static final List<String> DATASETS =
      List.of("accounts", "customers", "loan_payments", "loans", "transactions");
  private static final List<String> TABLES =
      List.of("account_monthly_activity", "customer_account_balance", "customer_loan_position");

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
   * What tells that warehouse from the oracle: each row of silver, by line and value, and of gold,
   * without {@code last_updated}, that only one of them has. Empty if they are equal.
   */
  public List<List<String>> differences(Path warehouse) throws IOException, SQLException {
    execute("ATTACH '" + SqlRows.quoted(warehouse) + "' AS warehouse (READ_ONLY)");
    try {
      List<List<String>> differences = new ArrayList<>();
      for (String dataset : DATASETS) {
        differences.addAll(differences(dataset, silver(dataset), silverIn(dataset)));
      }
      for (String table : TABLES) {
        differences.addAll(differences(table, sql(table), goldIn(table)));
      }
      return differences;
    } finally {
      execute("DETACH warehouse");
    }
  }

  /** The oracle keeps the words of the files, silver those the contract maps them to. */
  private static String silver(String dataset) {
    return dataset.equals("transactions")
        ? "SELECT * REPLACE (CASE WHEN transaction_type IN ('Deposit', 'Withdrawal')"
            + " THEN lower(transaction_type) ELSE transaction_type END AS transaction_type)"
            + " FROM transactions"
        : "FROM " + dataset;
  }

  private static String silverIn(String dataset) {
    return "SELECT _source_line, * EXCLUDE (_source_file, _source_line, _batch)"
        + " FROM warehouse.banking_silver."
        + dataset;
  }

  private static String goldIn(String table) {
    return "SELECT * EXCLUDE (last_updated) FROM warehouse.banking_gold." + table;
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

  private static String sql(String query) throws IOException {
    return Files.readString(TESTDATA.resolve("oracle").resolve(query + ".sql"));
  }
}
