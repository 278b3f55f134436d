package dev.assay.pipelines;

import static dev.assay.pipelines.generate.banking.BankingOracle.TESTDATA;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The columns of the gold tables are an interface: a change here is one that analysts must be told
 * of. Held against {@code testdata/banking/expected/schemas.csv}.
 */
class BankingGoldSchemaTest {
  @TempDir private static Path folder;
  private static BankingLake lake;

  @BeforeAll
  static void publish() throws IOException {
    lake = BankingLake.at(folder.resolve("lake"));
    lake.publish(TESTDATA.resolve("small"), ContractText.bundled().relaxed().option(folder));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"account_monthly_activity", "customer_account_balance", "customer_loan_position"})
  void hasTheseColumnsInTheWarehouse(String table) throws Exception {
    List<List<String>> columns = new ArrayList<>(expected(table));
    columns.add(List.of("last_updated", "TIMESTAMP WITH TIME ZONE", "NO"));
    assertThat(
        lake.warehouse(
            "SELECT column_name, data_type, is_nullable FROM information_schema.columns"
                + " WHERE table_schema = 'banking_gold' AND table_name = '"
                + table
                + "' ORDER BY ordinal_position"),
        equalTo(columns));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"account_monthly_activity", "customer_account_balance", "customer_loan_position"})
  void hasTheseColumnsInItsFiles(String table) throws Exception {
    List<List<String>> types = new ArrayList<>();
    for (List<String> column :
        lake.files("SELECT column_name, column_type FROM (DESCRIBE gold." + table + ")")) {
      types.add(column);
    }
    assertThat(types, equalTo(expected(table).stream().map(row -> row.subList(0, 2)).toList()));
    assertThat(
        nullabilityInFiles(table),
        equalTo(expected(table).stream().map(this::nullability).toList()));
  }

  private List<String> nullability(List<String> column) {
    return List.of(column.get(0), column.get(2).equals("YES") ? "OPTIONAL" : "REQUIRED");
  }

  private static List<List<String>> nullabilityInFiles(String table) throws Exception {
    Path file =
        lake.root()
            .resolve(
                lake.last().files().stream()
                    .filter(f -> f.name().equals(table))
                    .findFirst()
                    .orElseThrow()
                    .path());
    // The first row of a Parquet schema is its root.
    return lake.files(
        "SELECT name, repetition_type FROM parquet_schema('"
            + SqlRows.quoted(file)
            + "') WHERE num_children IS NULL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"account_monthly_activity", "customer_account_balance", "customer_loan_position"})
  void tellsItsGrainAndWhatEachColumnMeans(String table) throws Exception {
    assertThat(
        lake.warehouse(
            "SELECT comment LIKE 'One row per %' FROM duckdb_tables()"
                + " WHERE schema_name = 'banking_gold' AND table_name = '"
                + table
                + "'"),
        contains(List.of("true")));
    assertThat(
        lake.warehouse(
            "SELECT column_name FROM duckdb_columns() WHERE schema_name = 'banking_gold'"
                + " AND table_name = '"
                + table
                + "' AND coalesce(length(comment), 0) < 5"),
        empty());
  }

  private static List<List<String>> expected(String table) throws Exception {
    return SqlRows.ofCsv(TESTDATA.resolve("expected").resolve("schemas.csv")).stream()
        .filter(row -> row.get(0).equals(table))
        .map(row -> row.subList(1, 4))
        .toList();
  }
}
