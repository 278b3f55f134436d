package dev.assay.pipelines;

import dev.assay.pipelines.generate.banking.BankingOracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The bank of {@code testdata/ingest}: its contract, and what DuckDB alone makes of its files. */
final class DirtyBank implements AutoCloseable {
  static final Path FOLDER = BankingOracle.TESTDATA.resolveSibling("ingest");
  static final String CONTRACT = "--contract=" + FOLDER.resolve("contract.odcs.yaml");
  static final List<String> DATASETS = List.of("accounts", "transactions", "balances");

  private final Connection connection;

  private DirtyBank(Connection connection) {
    this.connection = connection;
  }

  /** Cleans the files of that folder. */
  static DirtyBank of(Path input) throws IOException, SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql("silver").replace("${input}", SqlRows.quoted(input)));
    }
    return new DirtyBank(connection);
  }

  /** The rows of one query of the oracle. */
  List<List<String>> rows(String query) throws IOException, SQLException {
    return SqlRows.of(connection, sql(query));
  }

  List<List<String>> query(String sql) throws SQLException {
    return SqlRows.of(connection, sql);
  }

  /** The rows of a file of expected rows. */
  static List<List<String>> expected(String file) throws SQLException {
    return SqlRows.ofCsv(FOLDER.resolve("expected").resolve(file + ".csv"));
  }

  private static String sql(String query) throws IOException {
    return Files.readString(FOLDER.resolve("oracle").resolve(query + ".sql"));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
