package dev.assay.it.googlesql;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.zetasql.SqlException;
import dev.assay.pipelines.Assay;
import dev.assay.pipelines.ExitCode;
import dev.assay.schemas.Column;
import dev.assay.schemas.Type;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.warehouse.BigQueryAudit;
import dev.assay.transforms.warehouse.BigQueryDialect;
import dev.assay.transforms.warehouse.BigQueryTransaction;
import dev.assay.transforms.warehouse.StagedTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every statement that is rendered for BigQuery for the batches of every pipeline. */
class RenderedSqlTest {
  private static final Path DATA = Path.of("../../testdata").toAbsolutePath().normalize();

  @TempDir Path folder;
  private final GoogleSql googleSql = new GoogleSql();

  @BeforeEach
  void createAuditTables() {
    googleSql.analyse(BigQueryDialect.createDataset("assay", "It's 5 o'clock\n\\", 0, null));
    googleSql.analyse(BigQueryDialect.createDataset("assay_staging", "", 1, "projects/p/key"));
    BigQueryAudit.createStatements().values().forEach(table -> table.forEach(googleSql::analyse));
    googleSql.analyse(BigQueryAudit.selectTurn());
    googleSql.analyse(BigQueryAudit.selectBatches("it's"));
  }

  @Test
  void ofBanking() throws Exception {
    run("generate", "banking", "--customers=100", "--output=" + folder.resolve("in"));
    run("banking", "--input=" + folder.resolve("in"));

    assertThat(analysed(), is(8));
  }

  @Test
  void ofARefusedDelivery() throws Exception {
    assertThat(assay("banking", "--input=" + DATA.resolve("banking/small")), is(ExitCode.REFUSED));

    assertThat(analysed(), is(0));
  }

  @Test
  void ofCustomer360() throws Exception {
    run("generate", "customer-360", "--customers=100", "--output=" + folder.resolve("in"));
    run("customer-360", "--input=" + folder.resolve("in"));

    assertThat(analysed(), is(13));
  }

  @Test
  void ofOnlineRetail() throws Exception {
    run("generate", "online-retail", "--invoices=100", "--output=" + folder.resolve("in"));
    run("online-retail", "--input=" + folder.resolve("in"));

    assertThat(analysed(), is(8));
  }

  @Test
  void ofOrders() throws Exception {
    run("generate", "orders", "--hours=2", "--rate=40", "--output=" + folder.resolve("in"));
    run("orders-daily", "--landing=" + folder.resolve("in"), "--settle=0", "--asOf=2024-01-01");
    run("orders", "--landing=" + folder.resolve("in"), "--settle=0");

    assertThat(analysed(), greaterThan(12));
  }

  @Test
  void ofAContractOfTheUsersOwn() throws Exception {
    run(
        "ingest",
        "--contract=" + DATA.resolve("ingest/contract.odcs.yaml"),
        "--input=" + DATA.resolve("ingest/input"));

    assertThat(analysed(), greaterThan(1));
  }

  /** Or nothing here would prove anything. */
  @Test
  void refusesWhatBigQueryWouldRefuse() throws Exception {
    run("generate", "banking", "--customers=100", "--output=" + folder.resolve("in"));
    run("banking", "--input=" + folder.resolve("in"));
    Manifest manifest = log().get(0);
    List<StagedTable> tables = StagedTable.of(manifest, manifest.scopes());
    tables.forEach(this::create);
    String update =
        new BigQueryTransaction(manifest, tables, true)
            .statements(0).stream()
                .filter(statement -> statement.startsWith("UPDATE `banking_gold`"))
                .findFirst()
                .orElseThrow();

    googleSql.analyse(update);
    for (String wrong :
        List.of(
            update.replace("`last_updated`", "`last_update`"),
            update.replace("TIMESTAMP '", "DATE '"),
            update.replace("AS target", "AS aim"),
            update.replace("IS DISTINCT FROM", "IS DISTINCT"))) {
      assertThat(wrong, is(not(update)));
      SqlException e = assertThrows(SqlException.class, () -> googleSql.analyse(wrong));
      assertThat(e.getMessage(), containsString("["));
    }
  }

  private static ExitCode assay(List<String> words) {
    return Assay.run(words.toArray(String[]::new));
  }

  private ExitCode assay(String pipeline, String... options) {
    List<String> words = new ArrayList<>(List.of(pipeline));
    words.addAll(List.of(options));
    if (!pipeline.equals("generate")) {
      words.add("--output=" + folder.resolve("lake"));
    }
    return assay(words);
  }

  private void run(String pipeline, String... options) throws Exception {
    assertThat(assay(pipeline, options), is(ExitCode.PUBLISHED));
    Files.deleteIfExists(folder.resolve("in/answers.json"));
  }

  private List<Manifest> log() throws Exception {
    return Log.of(folder.resolve("lake").toString()).read();
  }

  /** Analyses what each entry of the log comes to; gives the number of tables. */
  private int analysed() throws Exception {
    int tables = 0;
    for (Manifest manifest : log()) {
      List<StagedTable> staged =
          manifest.isPublished() ? StagedTable.of(manifest, manifest.scopes()) : List.of();
      staged.forEach(this::create);
      BigQueryTransaction transaction = new BigQueryTransaction(manifest, staged, true);
      createQuarantine(transaction);
      createAudit(transaction);
      googleSql.analyse(BigQueryAudit.selectNumber(manifest));
      googleSql.analyse(BigQueryAudit.selectMerges(manifest));
      transaction.statements(0).forEach(googleSql::analyse);
      transaction.statements(1).forEach(googleSql::analyse);
      tables += staged.size();
    }
    return tables;
  }

  private void create(StagedTable staged) {
    googleSql.analyse(BigQueryDialect.createDataset(staged.dataset(), "Tables", 0, null));
    googleSql.analyse(BigQueryDialect.createTable(staged));
    googleSql.analyse(BigQueryDialect.createStaging(staged));
    googleSql.analyse(BigQueryDialect.dropTable(StagedTable.DATASET, staged.staging()));
    String dropped = staged.dataset().endsWith("_gold") ? "last_updated" : "_source_file";
    Column column = new Column("new_column", Type.decimal(38, 2), true, "It's new");
    googleSql.analyse(BigQueryDialect.addColumn(staged.dataset(), staged.table(), column));
    googleSql.analyse(BigQueryDialect.dropColumn(staged.dataset(), staged.table(), dropped));
  }

  private void createQuarantine(BigQueryTransaction transaction) {
    if (!transaction.quarantine().isEmpty()) {
      googleSql.analyse(
          "CREATE TABLE `assay_staging`.`%s` (dataset STRING, file STRING, line INT64, raw STRING, masked STRING, violations ARRAY<STRUCT<rule STRING, field STRING, message STRING, value STRING>>)"
              .formatted(transaction.quarantineStaging()));
    }
  }

  private void createAudit(BigQueryTransaction transaction) {
    googleSql.analyse(
        """
        CREATE TABLE `assay_staging`.`%s` (
          data_quality_checks STRUCT<pipeline STRING, batch STRING, table_name STRING,
            check_id STRING, dimension STRING, severity STRING, rows_checked INT64,
            rows_failed INT64, share NUMERIC, threshold STRING, passed BOOL, sample ARRAY<STRING>,
            checked_at TIMESTAMP>,
          unattributed STRUCT<pipeline STRING, batch STRING, table_name STRING, column_name STRING,
            reason STRING, `rows` INT64, amount NUMERIC>,
          reconciliation STRUCT<pipeline STRING, batch STRING, table_name STRING,
            column_name STRING, source STRING, silver_total NUMERIC, table_total NUMERIC,
            unattributed NUMERIC, difference NUMERIC>,
          load_audit STRUCT<pipeline STRING, batch STRING, log_number INT64, dataset STRING,
            file STRING, checksum STRING, bytes INT64, rows_read INT64, accepted INT64,
            quarantined INT64, duplicates INT64, status STRING, as_of DATE,
            contract_version STRING, contract_sha256 STRING, published_at TIMESTAMP,
            domain STRING>)"""
            .formatted(transaction.audit().staging()));
  }
}
