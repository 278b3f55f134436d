package dev.assay.transforms.warehouse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.schemas.RequestException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarehouseReaderTest {
  private static final WarehouseSettings IMPATIENT =
      WarehouseSettings.DEFAULT.withPatience(Duration.ZERO);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void make() throws SQLException {
    file = folder.resolve("warehouse.duckdb");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA bank_gold");
      statement.execute(
          "CREATE TABLE bank_gold.balance AS SELECT 'a' AS name, ['x', 'y'] AS words");
    }
  }

  private WarehouseReader open() {
    return WarehouseReader.open("duckdb:" + file, IMPATIENT);
  }

  @Test
  void givesValuesAsPlainJava() {
    try (WarehouseReader reader = open()) {
      assertThat(
          reader.query(
              "SELECT 'a', true, 7, 12345678901234567890123::HUGEINT, 1.50::DECIMAL(18,2),"
                  + " DATE '2024-02-29', TIMESTAMPTZ '2024-02-29 12:00:00+02', NULL"),
          contains(
              Arrays.asList(
                  "a",
                  true,
                  new BigDecimal("7"),
                  new BigDecimal("12345678901234567890123"),
                  new BigDecimal("1.50"),
                  LocalDate.of(2024, 2, 29),
                  Instant.parse("2024-02-29T10:00:00Z"),
                  null)));
    }
  }

  @Test
  void findsTablesAndTheElementsOfLists() {
    try (WarehouseReader reader = open()) {
      assertThat(reader.schemasWith("balance"), contains("bank_gold"));
      assertThat(reader.schemasWith("balances"), empty());
      String sql =
          "SELECT b.name, word FROM %s b, %s ORDER BY word"
              .formatted(reader.relation("bank_gold", "balance"), reader.each("b.words", "word"));
      assertThat(reader.query(sql), contains(List.of("a", "x"), List.of("a", "y")));
    }
  }

  @Test
  void changesNothingAndReadsNoOtherFile() throws Exception {
    Path other = Files.writeString(folder.resolve("other.csv"), "a\n1\n");
    try (WarehouseReader reader = open()) {
      assertThrows(WarehouseException.class, () -> reader.query("DELETE FROM bank_gold.balance"));
      assertThrows(WarehouseException.class, () -> reader.query("FROM read_csv('" + other + "')"));
      assertThrows(
          WarehouseException.class, () -> reader.query("SET enable_external_access = true"));
    }
  }

  @Test
  void saysThatThereIsNoSuchFile() {
    RequestException thrown =
        assertThrows(
            RequestException.class,
            () -> WarehouseReader.open("duckdb:" + folder.resolve("none.duckdb"), IMPATIENT));
    assertThat(thrown.getMessage(), containsString("there is no such file"));
    assertThat(Files.exists(folder.resolve("none.duckdb")), is(false));
  }

  @Test
  void saysWhoHoldsIt() {
    try (WarehouseReader held = open()) {
      assertThat(held.schemasWith("balance"), contains("bank_gold"));
      WarehouseException thrown = assertThrows(WarehouseException.class, this::open);
      assertThat(thrown.getMessage(), containsString("is in use by this process"));
    }
  }

  @Test
  void refusesAnIdentifierThatIsMore() {
    try (WarehouseReader reader = open()) {
      assertThrows(RequestException.class, () -> reader.relation("bank\" --", "balance"));
    }
  }
}
