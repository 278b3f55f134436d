package dev.assay.pipelines.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
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
    String folder = input.toAbsolutePath().toString().replace("'", "''");
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql("silver").replace("${input}", folder));
    }
    return new BankingOracle(connection);
  }

  /** The rows of one query of the oracle as text, in its order; null is the empty text. */
  public List<List<String>> rows(String query) throws IOException, SQLException {
    return select(sql(query));
  }

  /** The rows of {@code select} over one query of the oracle, which is called {@code answer}. */
  public List<List<String>> over(String query, String select) throws IOException, SQLException {
    return select("WITH answer AS (" + sql(query) + ") " + select);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private List<List<String>> select(String sql) throws SQLException {
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

  private static String sql(String query) throws IOException {
    return Files.readString(TESTDATA.resolve("oracle").resolve(query + ".sql"));
  }
}
