package dev.assay.transforms.warehouse;

import static dev.assay.transforms.warehouse.Lake.balance;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.RequestException;
import dev.assay.schemas.Table;
import dev.assay.schemas.Type;
import dev.assay.transforms.log.CurrentTables;
import dev.assay.transforms.log.CurrentTables.Place;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.log.Manifest.TableId;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbWarehouseTest {
  private static final String BALANCES =
      "SELECT customer_id, total, last_updated FROM bank_gold.balance ORDER BY ALL";
  private static final String QUARANTINED =
      """
      {"batch":"b","dataset":"accounts","file":"a.csv","line":3,"raw":"A3,\\"x'; DROP\\u0000\\n","violations":[{"rule":"balance.type","field":"balance","message":"no number","value":"x"},{"rule":"row.width","field":null,"message":"short","value":null}]}""";

  @TempDir Path folder;
  private Lake lake;

  @BeforeEach
  void makeLake() {
    lake = new Lake(folder.resolve("lake"));
  }

  private String file() {
    return folder.resolve("w.duckdb").toString();
  }

  private Publication project(Manifest manifest) {
    try (Warehouse warehouse = Warehouse.open("duckdb:" + file())) {
      return project(warehouse, manifest, lake.root());
    }
  }

  /** As the only entry of its log: all its tables are to show it. */
  private static Publication project(Warehouse warehouse, Manifest manifest, String root) {
    CurrentTables tables = CurrentTables.of(List.of(manifest));
    List<SilverView> silver =
        manifest.silver().stream()
            .map(table -> new TableId(Layer.SILVER, table.name()))
            .map(table -> tables.byDefinition(Place.of(manifest, table)))
            .map(parts -> new SilverView(manifest.domain(), parts))
            .toList();
    return warehouse.project(
        manifest, root, manifest.scopes(), manifest.isPublished() ? silver : List.of());
  }

  private List<String> sql(String statement) {
    return Lake.sql("jdbc:duckdb:" + file(), statement);
  }

  private Manifest first() {
    return lake.batch(1, "b1")
        .balances(balance("A", "1.10"), balance("B", "2.20"), balance("C", "NULL"))
        .balances(balance("D", "4.40"))
        .accounts("a1", "a2")
        .manifest();
  }

  @Test
  void insertsEveryRowOfTheFirstBatch() {
    Publication publication = project(first());

    assertThat(publication.applied(), is(true));
    assertThat(publication.merges(), contains(new TableMerge("balance", 4, 0, 0, 0, 4)));
    assertThat(
        sql(BALANCES),
        contains(
            "A|1.10|2026-02-01T00:00:01.500Z",
            "B|2.20|2026-02-01T00:00:01.500Z",
            "C|null|2026-02-01T00:00:01.500Z",
            "D|4.40|2026-02-01T00:00:01.500Z"));
  }

  @Test
  void touchesOnlyRowsThatChangedAppearedOrVanished() {
    project(first());

    Publication second =
        project(
            lake.batch(2, "b2")
                .asOf("2026-01-02")
                .balances(
                    balance("A", "1.10"),
                    balance("B", "2.21"),
                    balance("C", "NULL"),
                    balance("E", "5.00"))
                .manifest());

    assertThat(second.merges(), contains(new TableMerge("balance", 1, 1, 1, 2, 4)));
    assertThat(
        sql(BALANCES),
        contains(
            "A|1.10|2026-02-01T00:00:01.500Z",
            "B|2.21|2026-02-01T00:00:02.500Z",
            "C|null|2026-02-01T00:00:01.500Z",
            "E|5.00|2026-02-01T00:00:02.500Z"));
  }

  @Test
  void takesAChangeFromAndToNullForAChange() {
    project(first());

    Publication second =
        project(
            lake.batch(2, "b2")
                .balances(
                    balance("A", "NULL"),
                    balance("B", "2.20"),
                    balance("C", "0"),
                    balance("D", "4.40"))
                .manifest());

    assertThat(second.merges(), contains(new TableMerge("balance", 0, 2, 0, 2, 4)));
  }

  @Test
  void changesNothingWhenAskedAgainAndTellsWhatItDid() {
    Publication once = project(first());
    List<String> before = sql(BALANCES);

    Publication again = project(first());

    assertThat(again, equalTo(new Publication("b1", false, once.merges())));
    assertThat(sql(BALANCES), equalTo(before));
    assertThat(sql("SELECT count(*) FROM assay.load_audit"), contains("1"));
  }

  @Test
  void emptiesATableWhoseBatchHasNoRows() {
    project(first());

    Publication none = project(lake.batch(2, "b2").manifest());

    assertThat(none.merges(), contains(new TableMerge("balance", 0, 0, 4, 0, 0)));
    assertThat(sql(BALANCES), empty());
    assertThat(sql("SELECT count(*) FROM bank_silver.accounts"), contains("0"));
  }

  @Test
  void takesAnEmptyFileForAnEmptyTable() {
    Manifest manifest =
        lake.batch(1, "b1")
            .gold(keyless())
            .parquet(Layer.GOLD, "sale", "SELECT 1::BIGINT AS amount WHERE false", 0)
            .manifest();

    assertThat(project(manifest).merges(), contains(new TableMerge("sale", 0, 0, 0, 0, 0)));
  }

  @Test
  void makesATableWithoutKeyEqualToItsBatchRowByRow() {
    project(sales(1, "7, 7, 7, 8, NULL, NULL"));

    Publication second = project(sales(2, "7, 7, 9, 9, NULL"));

    assertThat(second.merges(), contains(new TableMerge("sale", 2, 0, 3, 3, 5)));
    assertThat(
        sql(
            "SELECT amount, last_updated = TIMESTAMPTZ '2026-02-01T00:00:02.500Z' AS is_new"
                + " FROM bank_gold.sale ORDER BY amount"),
        contains("7|false", "7|false", "9|true", "9|true", "null|false"));
  }

  @Test
  void leavesATableWithoutKeyAloneIfNothingChanged() {
    project(sales(1, "7, 7, NULL"));

    assertThat(
        project(sales(2, "NULL, 7, 7")).merges(), contains(new TableMerge("sale", 0, 0, 0, 3, 3)));
    assertThat(project(sales(3, "")).merges(), contains(new TableMerge("sale", 0, 0, 3, 0, 0)));
  }

  /** A batch of sales of these amounts. */
  private Manifest sales(long number, String amounts) {
    String select = "SELECT unnest([" + amounts + "]::BIGINT[]) AS amount";
    int rows = amounts.isEmpty() ? 0 : amounts.split(",").length;
    return lake.batch(number, "b" + number)
        .gold(keyless())
        .parquet(Layer.GOLD, "sale", select, rows)
        .manifest();
  }

  private static Table keyless() {
    return new Table(
        "sale",
        "One row per sale",
        Columns.of(List.of(new Column("amount", Type.INTEGER, true, ""))),
        List.of(),
        null,
        false,
        List.of(),
        List.of());
  }

  @Test
  void makesATableAnewWhenItsDefinitionChanged() {
    project(first());
    Table wider =
        new Table(
            "balance",
            "One row per customer",
            Lake.BALANCE.columns().select(List.of("customer_id", "accounts")),
            List.of("customer_id"),
            null,
            false,
            List.of(),
            List.of());

    project(lake.batch(2, "b2").gold(wider).balances(balance("A", "1")).manifest());

    assertThat(
        sql("SELECT column_name FROM duckdb_columns() WHERE table_name = 'balance'"),
        contains("customer_id", "accounts", "last_updated"));
  }

  @Test
  void refusesTwoRowsOfOneKey() {
    project(first());
    List<String> before = sql(BALANCES);
    Manifest twice = lake.batch(2, "b2").balances(balance("Z", "1"), balance("Z", "2")).manifest();

    Exception e = assertThrows(WarehouseException.class, () -> project(twice));

    assertThat(e.getMessage(), containsString("1 keys have more than one row (customer_id)"));
    assertThat(sql(BALANCES), equalTo(before));
    assertThat(sql("SELECT batch FROM assay.load_audit"), contains("b1"));
  }

  @Test
  void refusesANullInTheKey() {
    Manifest nameless =
        lake.batch(1, "b1")
            .parquet(
                Layer.GOLD,
                "balance",
                """
                SELECT NULL::VARCHAR AS customer_id, 1::DECIMAL(18,2) AS total,
                  1::BIGINT AS accounts, true AS is_active, NULL::DATE AS opened_on,
                  NULL::TIMESTAMPTZ AS seen_at""",
                1)
            .manifest();

    Exception e = assertThrows(WarehouseException.class, () -> project(nameless));

    assertThat(e.getMessage(), containsString("1 rows have no value in the key"));
    assertThat(sql("SELECT count(*) FROM assay.load_audit"), contains("0"));
  }

  @Test
  void refusesFilesThatHoldOtherThanTheManifestSaysAndLeavesEarlierTablesAlone() {
    project(
        lake.batch(1, "b1")
            .gold(Lake.BALANCE, keyless())
            .balances(balance("A", "1"))
            .parquet(Layer.GOLD, "sale", "SELECT 1::BIGINT AS amount", 1)
            .manifest());
    Manifest wrong =
        lake.batch(2, "b2")
            .gold(Lake.BALANCE, keyless())
            .balances(balance("A", "2"))
            .parquet(Layer.GOLD, "sale", "SELECT 1::BIGINT AS amount", 2)
            .manifest();

    Exception e = assertThrows(WarehouseException.class, () -> project(wrong));

    assertThat(e.getMessage(), containsString("its files hold 1 rows, its manifest says 2"));
    assertThat(sql("SELECT total FROM bank_gold.balance"), contains("1.00"));
    assertThat(sql("SELECT batch FROM assay.merge_audit"), contains("b1", "b1"));
  }

  @Test
  void refusesFilesOfAnotherTypeInsteadOfRounding() {
    Manifest wider =
        lake.batch(1, "b1")
            .gold(keyless())
            .parquet(Layer.GOLD, "sale", "SELECT 1.234::DECIMAL(9,3) AS amount", 1)
            .manifest();

    Exception e = assertThrows(WarehouseException.class, () -> project(wider));

    assertThat(
        e.getMessage(), containsString("expected column amount BIGINT, found amount DECIMAL(9,3)"));
  }

  @Test
  void refusesAFileOutsideTheLake() {
    Manifest good = first();
    Manifest outside =
        new Lake(folder.resolve("elsewhere")).batch(1, "b1").balances(balance("A", "1")).manifest();
    DataFile file = outside.files().get(0);
    Manifest climbing =
        withFiles(
            good,
            List.of(
                new DataFile(
                    Layer.GOLD,
                    "balance",
                    null,
                    "../elsewhere/" + file.path(),
                    1,
                    file.bytes(),
                    "00")));

    Exception e = assertThrows(WarehouseException.class, () -> project(climbing));

    assertThat(e.getMessage(), containsString("is not under"));
  }

  private static Manifest withFiles(Manifest m, List<DataFile> files) {
    return new Manifest(
        m.format(),
        m.number(),
        m.batch(),
        m.identity(),
        m.pipeline(),
        m.domain(),
        m.stage(),
        m.status(),
        m.asOf(),
        m.base(),
        m.days(),
        m.contract(),
        m.options(),
        m.sources(),
        files,
        m.silver(),
        m.gold(),
        m.ledger(),
        m.committedAt(),
        m.software());
  }

  @Test
  void leavesTheReasonsOfARefusedBatchAndNothingElse() {
    Publication refused = project(lake.batch(1, "b1").refused().quarantine(QUARANTINED).manifest());

    assertThat(refused, equalTo(new Publication("b1", true, List.of())));
    assertThat(
        sql("SELECT batch, file, rows_read, quarantined, status FROM assay.load_audit"),
        contains("b1|a.csv|3|1|refused"));
    assertThat(
        sql("SELECT check_id, severity, share, passed, sample FROM assay.data_quality_checks"),
        contains("accounts.quarantined|error|0.333333333|false|[a.csv:3]"));
    assertThat(
        sql(
            "SELECT file, line, rules, violations[2].field, violations[1].value, raw = 'A3,\"x''; DROP' || chr(0) || chr(10) FROM assay.quarantine"),
        contains("a.csv|3|[balance.type, row.width]|null|x|true"));
    assertThat(
        sql("SELECT schema_name FROM duckdb_tables() WHERE schema_name LIKE 'bank%'"), empty());
  }

  @Test
  void replacesARefusalWhenTheBatchIsPublishedAfterAll() {
    project(lake.batch(1, "b1").refused().quarantine(QUARANTINED).manifest());
    project(lake.batch(2, "b1").refused().quarantine(QUARANTINED).manifest());
    assertThat(sql("SELECT count(*) FROM assay.quarantine"), contains("1"));

    project(lake.batch(3, "b1").balances(balance("A", "1")).manifest());

    assertThat(sql("SELECT log_number, status FROM assay.load_audit"), contains("3|published"));
    assertThat(sql("SELECT count(*) FROM assay.quarantine"), contains("0"));
    assertThat(sql("SELECT count(*) FROM assay.data_quality_checks"), contains("0"));
    assertThat(sql("SELECT total FROM bank_gold.balance"), contains("1.00"));
  }

  @Test
  void keepsTheBooksToTheLastDigit() {
    project(first());

    assertThat(
        sql(
            "SELECT silver_total::VARCHAR, table_total::VARCHAR, unattributed::VARCHAR, difference::VARCHAR FROM assay.reconciliation"),
        contains(
            "12345678901234567890123456789.123456789|12345678901234567890123456788.123456789"
                + "|1.000000000|0.000000000"));
    assertThat(
        sql("SELECT table_name, column_name, reason, rows, amount FROM assay.unattributed"),
        contains("balance|total|customer not in customers|1|1.000000000"));
  }

  @Test
  void givesEveryColumnTheTypeOfItsDefinition() {
    project(first());

    assertThat(
        sql(
            "SELECT column_name, data_type, is_nullable FROM information_schema.columns"
                + " WHERE table_schema = 'bank_gold' ORDER BY ordinal_position"),
        contains(
            "customer_id|VARCHAR|NO",
            "total|DECIMAL(18,2)|YES",
            "accounts|BIGINT|YES",
            "is_active|BOOLEAN|YES",
            "opened_on|DATE|YES",
            "seen_at|TIMESTAMP WITH TIME ZONE|YES",
            "last_updated|TIMESTAMP WITH TIME ZONE|NO"));
  }

  @Test
  void describesTablesViewsAndColumns() {
    project(first());

    assertThat(
        sql("SELECT table_name, comment FROM duckdb_tables() WHERE schema_name = 'bank_gold'"),
        contains("balance|One row per customer's account. Key: customer_id."));
    assertThat(
        sql("SELECT comment FROM duckdb_columns() WHERE table_name = 'balance' LIMIT 4"),
        contains("Customer", "What they own, it's in \"EUR\"", "Number of accounts", "null"));
    assertThat(
        sql("SELECT comment FROM duckdb_views() WHERE schema_name = 'bank_silver'"),
        contains("One row per account. Key: account_id."));
    assertThat(
        sql("SELECT comment FROM duckdb_columns() WHERE schema_name = 'bank_silver' LIMIT 2"),
        contains("Account", "Balance"));
    assertThat(
        sql(
            "SELECT table_name FROM duckdb_columns() WHERE schema_name = 'assay' AND comment IS NULL"),
        empty());
  }

  @Test
  void showsSilverOfTheCurrentBatchAsViews() {
    project(first());
    assertThat(
        sql("SELECT account_id, balance FROM bank_silver.accounts ORDER BY 1"),
        contains("a1|1.25", "a2|1.25"));

    project(lake.batch(2, "b2").accounts("a9").manifest());

    assertThat(sql("SELECT account_id FROM bank_silver.accounts"), contains("a9"));
  }

  @Test
  void takesHostileBatchIdsAndValuesAsText() {
    String hostile = "b'); DROP SCHEMA assay CASCADE; --\"[1]?*";
    Manifest manifest =
        lake.batch(1, hostile)
            .balances(balance("'; DROP TABLE x; --", "1"))
            .accounts("a1")
            .quarantine(QUARANTINED)
            .manifest();

    project(manifest);

    assertThat(sql("SELECT DISTINCT batch FROM assay.load_audit"), contains(hostile));
    assertThat(sql("SELECT batch FROM assay.quarantine"), contains(hostile));
    assertThat(sql("SELECT customer_id FROM bank_gold.balance"), contains("'; DROP TABLE x; --"));
    assertThat(sql("SELECT account_id FROM bank_silver.accounts"), contains("a1"));
    assertThat(project(manifest).applied(), is(false));
  }

  @Test
  void readsTheNamedFileAndNotWhatItsNameMatches() {
    lake.batch(1, "bx").accounts("wrong").manifest();
    Manifest manifest = lake.batch(1, "b?").accounts("right").manifest();

    project(manifest);

    assertThat(sql("SELECT account_id FROM bank_silver.accounts"), contains("right"));
  }

  @Test
  void refusesNamesThatAreNoIdentifiers() {
    Table hostile =
        new Table(
            "sale\"; DROP SCHEMA assay; --",
            "",
            keyless().columns(),
            List.of(),
            null,
            false,
            List.of(),
            List.of());

    Exception e =
        assertThrows(
            RequestException.class, () -> project(lake.batch(1, "b1").gold(hostile).manifest()));

    assertThat(e.getMessage(), containsString("cannot name a schema, table or column"));
    assertThat(sql("SELECT count(*) FROM assay.load_audit"), contains("0"));
  }

  @Test
  void worksWithinLittleMemoryBySpillingToDisk() {
    String many =
        "SELECT 'customer ' || i || repeat('x', 60) AS customer_id, 1::DECIMAL(18,2) AS total,"
            + " i %s AS accounts, true AS is_active, DATE '2020-01-01' AS opened_on,"
            + " NULL::TIMESTAMPTZ AS seen_at FROM range(300000) t(i)";
    WarehouseSettings small = WarehouseSettings.DEFAULT.withMemory("48MB").withThreads(1);

    try (Warehouse warehouse = Warehouse.open("duckdb:" + file(), small)) {
      project(
          warehouse,
          lake.batch(1, "b1")
              .parquet(Layer.GOLD, "balance", many.formatted("% 7"), 300_000)
              .manifest(),
          lake.root());
      Publication second =
          project(
              warehouse,
              lake.batch(2, "b2")
                  .parquet(
                      Layer.GOLD, "balance", many.formatted("% 7 + (i % 100 = 0)::INT"), 300_000)
                  .manifest(),
              lake.root());

      assertThat(
          second.merges(), contains(new TableMerge("balance", 0, 3000, 0, 297_000, 300_000)));
    }
  }

  @Test
  void servesOneLakeOnly() {
    try (Warehouse warehouse = Warehouse.open("duckdb:" + file())) {
      project(warehouse, first(), lake.root());

      assertThrows(
          IllegalArgumentException.class,
          () -> project(warehouse, first(), folder.resolve("other").toString()));
      assertThat(warehouse.batches("bank").keySet(), hasItems("b1"));
    }
  }
}
