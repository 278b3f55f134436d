package dev.assay.transforms.warehouse;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.Table;
import dev.assay.schemas.Type;
import dev.assay.transforms.ledger.FileBalance;
import dev.assay.transforms.ledger.Ledger;
import dev.assay.transforms.ledger.QualityCheck;
import dev.assay.transforms.ledger.SumBalance;
import dev.assay.transforms.ledger.TableBalance;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A folder of batches whose Parquet files DuckDB itself writes, and the manifests to them. */
final class Lake {
  static final Table BALANCE =
      new Table(
          "balance",
          "One row per customer's account",
          Columns.of(
              List.of(
                  new Column("customer_id", Type.STRING, false, "Customer"),
                  new Column("total", Type.decimal(18, 2), true, "What they own, it's in \"EUR\""),
                  new Column("accounts", Type.INTEGER, true, "Number of accounts"),
                  new Column("is_active", Type.BOOLEAN, true, ""),
                  new Column("opened_on", Type.DATE, true, "First account"),
                  new Column("seen_at", Type.TIMESTAMP, true, "Last movement"))),
          List.of("customer_id"),
          null,
          false,
          List.of(),
          List.of());

  static final Table ACCOUNTS =
      new Table(
          "accounts",
          "One row per account",
          Columns.of(
              List.of(
                  new Column("account_id", Type.STRING, false, "Account"),
                  new Column("balance", Type.decimal(18, 2), true, "Balance"),
                  Dataset.SOURCE_FILE,
                  Dataset.SOURCE_LINE,
                  Dataset.BATCH)),
          List.of("account_id"),
          null,
          false,
          List.of(),
          List.of());

  /** One row per visitor, whichever day they came last; a batch has some days of it. */
  static final Table VISITS =
      new Table(
          "visits",
          "One row per visitor",
          Columns.of(
              List.of(
                  new Column("visitor", Type.STRING, false, "Who"),
                  new Column("came_on", Type.DATE, false, "Day of the visit, UTC"),
                  new Column("minutes", Type.INTEGER, true, "How long"))),
          List.of("visitor"),
          "came_on",
          true,
          List.of(),
          List.of());

  /** What visits are made of: the same rows, cut by the day of a time. */
  static final Table STAYS =
      new Table(
          "stays",
          "One row per visitor",
          Columns.of(
              List.of(
                  new Column("visitor", Type.STRING, false, "Who"),
                  new Column("came_at", Type.TIMESTAMP, false, "When they came"),
                  new Column("minutes", Type.INTEGER, true, "How long"))),
          List.of("visitor"),
          "came_at",
          true,
          List.of(),
          List.of());

  private final Path root;

  Lake(Path root) {
    this.root = root;
  }

  String root() {
    return root.toString();
  }

  /** A row of {@link #BALANCE}, as SQL; only the first two columns vary. */
  static String balance(String customer, String total) {
    return "('" + customer.replace("'", "''") + "', " + total + ")";
  }

  Batch batch(long number, String id) {
    return new Batch(number, id);
  }

  /** One batch in the making. */
  final class Batch {
    private final long number;
    private final String id;
    private final List<DataFile> files = new ArrayList<>();
    private Manifest.@Nullable Stage stage;
    private List<Table> silver = List.of(ACCOUNTS);
    private List<Table> gold = List.of(BALANCE);
    private Manifest.Status status = Manifest.Status.PUBLISHED;
    private String asOf = "2026-01-01";
    private List<QualityCheck> checks = List.of();
    private final SortedSet<LocalDate> days = new TreeSet<>();

    Batch(long number, String id) {
      this.number = number;
      this.id = id;
    }

    Batch asOf(String day) {
      asOf = day;
      return this;
    }

    /** Makes it a stage that takes files in, and computes nothing from them. */
    Batch firstStage() {
      stage = new Manifest.Stage("silver", List.of());
      gold = List.of();
      return this;
    }

    /** Makes it a stage that computes gold from the entries of these numbers. */
    Batch stageAfter(Long... entries) {
      stage = new Manifest.Stage("tables", List.of(entries));
      silver = List.of();
      return this;
    }

    Batch silver(Table... tables) {
      silver = List.of(tables);
      return this;
    }

    Batch gold(Table... tables) {
      gold = List.of(tables);
      return this;
    }

    Batch refused() {
      status = Manifest.Status.REFUSED;
      checks =
          List.of(
              new QualityCheck(
                  "accounts",
                  "accounts.quarantined",
                  "validity",
                  true,
                  3,
                  1,
                  new BigDecimal("0.33333333333"),
                  "<= 5 percent",
                  false,
                  List.of("a.csv:3")));
      return this;
    }

    Batch balances(String... rows) {
      return rows("balance", rows);
    }

    /** Rows of a table with the columns of {@link #BALANCE}. */
    Batch rows(String table, String... rows) {
      String select =
          """
          SELECT c::VARCHAR AS customer_id, t::DECIMAL(18,2) AS total, 2::BIGINT AS accounts,
            true AS is_active, DATE '2020-02-29' AS opened_on,
            TIMESTAMPTZ '2026-01-01 10:00:00.123456+00' AS seen_at
          FROM (VALUES %s) v(c, t)"""
              .formatted(String.join(", ", rows));
      return parquet(Layer.GOLD, table, select, rows.length);
    }

    Batch accounts(String... ids) {
      return accountsOf("accounts", ids);
    }

    /** Rows of a dataset with the columns of {@link #ACCOUNTS}. */
    Batch accountsOf(String dataset, String... ids) {
      for (String account : ids) {
        parquet(
            Layer.SILVER,
            dataset,
            "SELECT '%s' AS account_id, 1.25::DECIMAL(18,2) AS balance, 'a.csv' AS _source_file, 2::BIGINT AS _source_line, 'b' AS _batch"
                .formatted(account),
            1);
      }
      return this;
    }

    /** Makes it a batch of days of {@link #STAYS} and {@link #VISITS}. */
    Batch ofVisits() {
      return silver(STAYS).gold(VISITS);
    }

    /** A day of January 2026 with all its visits, each as {@code ('visitor', minutes)}. */
    Batch visits(int day, String... rows) {
      LocalDate date = LocalDate.of(2026, 1, day);
      days.add(date);
      if (rows.length == 0) {
        return this;
      }
      String values = "(VALUES " + String.join(", ", rows) + ") v(w, m)";
      parquet(
          Layer.SILVER,
          "stays",
          date,
          "SELECT w::VARCHAR AS visitor, TIMESTAMPTZ '%s 23:59:59.999999+00' AS came_at, m::BIGINT AS minutes FROM %s"
              .formatted(date, values),
          rows.length);
      return parquet(
          Layer.GOLD,
          "visits",
          date,
          "SELECT w::VARCHAR AS visitor, DATE '%s' AS came_on, m::BIGINT AS minutes FROM %s"
              .formatted(date, values),
          rows.length);
    }

    /** Says that it has these days, whatever files there are. */
    Batch days(LocalDate... more) {
      days.addAll(List.of(more));
      return this;
    }

    /** A Parquet file of what {@code select} gives, said to hold {@code rows} rows. */
    Batch parquet(Layer layer, String name, String select, long rows) {
      return parquet(layer, name, null, select, rows);
    }

    /** The same, said to be of a day. */
    Batch parquet(Layer layer, String name, @Nullable LocalDate day, String select, long rows) {
      Path file = next(layer, name, ".parquet");
      sql("jdbc:duckdb:", "COPY (" + select + ") TO '" + file.toString().replace("'", "''") + "'");
      return add(layer, name, day, file, rows);
    }

    Batch quarantine(String... lines) {
      Path file = next(Layer.QUARANTINE, "accounts", ".jsonl");
      try {
        Files.writeString(file, String.join("\n", lines) + "\n", UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return add(Layer.QUARANTINE, "accounts", null, file, lines.length);
    }

    private Path next(Layer layer, String name, String suffix) {
      Path folder = root.resolve(layer.folder()).resolve(name).resolve("batch=" + id);
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return folder.resolve("part-" + number + "-" + files.size() + suffix);
    }

    private Batch add(Layer layer, String name, @Nullable LocalDate day, Path file, long rows) {
      String path = root.relativize(file).toString();
      files.add(new DataFile(layer, name, day, path, rows, file.toFile().length(), "00"));
      return this;
    }

    Manifest manifest() {
      SumBalance sum =
          new SumBalance(
              "total",
              "accounts.balance",
              new BigDecimal("12345678901234567890123456789.123456789"),
              new BigDecimal("12345678901234567890123456788.123456789"),
              List.of(new SumBalance.Unattributed("customer not in customers", 1, BigDecimal.ONE)));
      return new Manifest(
          Manifest.FORMAT,
          number,
          id,
          "identity-" + number,
          "bank",
          "bank",
          stage,
          status,
          LocalDate.parse(asOf),
          null,
          List.copyOf(days),
          new Manifest.ContractVersion("bank", "1.0.0", "c0ffee"),
          Map.of(),
          List.of(new Manifest.Source("accounts", "a.csv", 120, "0badcafe")),
          List.copyOf(files),
          silver,
          gold,
          new Ledger(
              List.of(new FileBalance("accounts", "a.csv", 3, 2, 1, 0, Map.of(), Map.of())),
              List.of(new TableBalance("balance", 2, List.of(sum))),
              checks),
          Instant.parse("2026-02-01T00:00:00.5Z").plusSeconds(number),
          "test");
    }
  }

  /** Runs one statement; gives each row as its values joined by {@code |}. */
  static List<String> sql(String url, String statement) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement sql = connection.createStatement()) {
      sql.execute("SET TimeZone = 'UTC'");
      List<String> rows = new ArrayList<>();
      if (sql.execute(statement)) {
        try (ResultSet results = sql.getResultSet()) {
          while (results.next()) {
            List<String> values = new ArrayList<>();
            for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
              values.add(String.valueOf(results.getObject(i)));
            }
            rows.add(String.join("|", values));
          }
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }
}
