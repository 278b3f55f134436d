package dev.assay.transforms.warehouse;

import static dev.assay.transforms.warehouse.BigQueryDialect.join;
import static dev.assay.transforms.warehouse.BigQueryDialect.literal;
import static dev.assay.transforms.warehouse.BigQueryDialect.name;

import dev.assay.transforms.log.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** BigQuery's SQL for the audit tables. Pure. */
public final class BigQueryAudit {
  /** The dataset they are in. */
  public static final String DATASET = AuditTable.SCHEMA;

  private static final String TURNS = "turns";

  private BigQueryAudit() {}

  /** What makes each table that the dataset has, by the table's name. */
  public static Map<String, List<String>> createStatements() {
    Map<String, List<String>> statements = new TreeMap<>();
    for (AuditTable table : AuditTable.values()) {
      statements.put(table.tableName(), List.of(BigQueryDialect.createAudit(table)));
    }
    statements.put(
        TURNS,
        List.of(
            "CREATE TABLE IF NOT EXISTS %s (`turn` INT64 NOT NULL OPTIONS (description = 'How many batches were taken in')) OPTIONS (description = 'One row. Each batch is taken in by a transaction that changes it, so that of two at once one is refused and tries again')"
                .formatted(turns()),
            "INSERT INTO %1$s (`turn`) SELECT 0 FROM (SELECT COUNT(*) AS n FROM %1$s) WHERE n = 0"
                .formatted(turns())));
    return statements;
  }

  /** The columns of an audit table, by which one of another version is told. */
  public static List<String> columns(String table) {
    for (AuditTable audit : AuditTable.values()) {
      if (audit.tableName().equals(table)) {
        return audit.columns().stream().map(AuditColumn::name).toList();
      }
    }
    return List.of("turn");
  }

  private static String turns() {
    return name(DATASET, TURNS);
  }

  /** Gives the turn: it is another one as soon as somebody's transaction was committed. */
  public static String selectTurn() {
    return "SELECT MAX(`turn`) FROM " + turns();
  }

  static String takeTurn() {
    return "UPDATE %s SET `turn` = `turn` + 1 WHERE TRUE".formatted(turns());
  }

  /** Gives the batches of a pipeline, each with the number of the entry it was taken from. */
  public static String selectBatches(String pipeline) {
    return "SELECT `batch`, MAX(`log_number`) FROM %s WHERE `pipeline` = %s GROUP BY `batch`"
        .formatted(table(AuditTable.LOAD_AUDIT), literal(pipeline));
  }

  /** Gives the number of the entry that a batch was taken from; 0 if it was not. */
  public static String selectNumber(Manifest manifest) {
    return "SELECT COALESCE(MAX(`log_number`), 0) FROM %s WHERE %s"
        .formatted(table(AuditTable.LOAD_AUDIT), ofBatch(manifest));
  }

  /** Gives table, inserted, updated, deleted, unchanged, rows of each merge of a batch. */
  public static String selectMerges(Manifest manifest) {
    return "SELECT `table_name`, `inserted`, `updated`, `deleted`, `unchanged`, `rows_after` FROM %s WHERE %s"
        .formatted(table(AuditTable.MERGE_AUDIT), ofBatch(manifest));
  }

  static String requireNumber(Manifest manifest, long number) {
    return "ASSERT (%s) = %d AS %s"
        .formatted(
            selectNumber(manifest),
            number,
            literal("Batch %s was taken in by another run meanwhile.".formatted(manifest.batch())));
  }

  /** Takes out what the tables hold of a batch. */
  static List<String> delete(Manifest manifest) {
    List<String> statements = new ArrayList<>();
    for (AuditTable table : AuditTable.values()) {
      statements.add("DELETE FROM %s WHERE %s".formatted(table(table), ofBatch(manifest)));
    }
    return statements;
  }

  /**
   * Puts down what the script counted of the merges.
   *
   * @param gold the tables, in the order of their counts
   */
  static String insertMerges(Manifest manifest, List<StagedTable> gold) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < gold.size(); i++) {
      rows.add(merge(manifest, gold.get(i), new MergeCounts(i)));
    }
    return "INSERT INTO %s (%s) %s"
        .formatted(
            table(AuditTable.MERGE_AUDIT),
            columnsOf(AuditTable.MERGE_AUDIT),
            String.join(" UNION ALL ", rows));
  }

  /** Every staged row was inserted, changed, or there already. */
  private static String merge(Manifest manifest, StagedTable staged, MergeCounts counts) {
    return "SELECT %s, %s, %s, %s, %s, %s, %d - %s - %s, %s, %s"
        .formatted(
            literal(manifest.pipeline()),
            literal(manifest.batch()),
            literal(staged.table().name()),
            counts.inserted(),
            counts.updated(),
            counts.deleted(),
            staged.rows(),
            counts.inserted(),
            counts.updated(),
            rowsAfter(staged),
            literal(manifest.committedAt()));
  }

  /** A table that is filled whole has no rows but the staged ones. */
  private static String rowsAfter(StagedTable staged) {
    return staged.scope().isWhole()
        ? Long.toString(staged.rows())
        : "(SELECT COUNT(*) FROM %s)".formatted(name(staged.dataset(), staged.table().name()));
  }

  /** Takes in the rows that were loaded into a table; {@code load_audit} last. */
  static List<String> insertStaged(StagedAudit audit) {
    return StagedAudit.TABLES.stream().map(table -> insertStaged(table, audit)).toList();
  }

  private static String insertStaged(AuditTable table, StagedAudit audit) {
    String row = "source." + name(table.tableName()) + ".";
    return "INSERT INTO %s (%s) SELECT %s FROM %s AS source WHERE %s IS NOT NULL"
        .formatted(
            table(table),
            columnsOf(table),
            join(table.columns(), ", ", column -> row + name(column.name())),
            name(StagedTable.DATASET, audit.staging()),
            row + name("batch"));
  }

  /** Takes in records of quarantine that were loaded into a table. */
  static String insertQuarantine(Manifest manifest, String staging) {
    return "INSERT INTO %s (%s) SELECT %s, %s, `dataset`, `file`, `line`, `raw`, `masked`, ARRAY(SELECT violation.`rule` FROM UNNEST(`violations`) AS violation WITH OFFSET AS place ORDER BY place), `violations` FROM %s"
        .formatted(
            table(AuditTable.QUARANTINE),
            columnsOf(AuditTable.QUARANTINE),
            literal(manifest.pipeline()),
            literal(manifest.batch()),
            name(StagedTable.DATASET, staging));
  }

  private static String ofBatch(Manifest manifest) {
    return "`pipeline` = %s AND `batch` = %s"
        .formatted(literal(manifest.pipeline()), literal(manifest.batch()));
  }

  private static String columnsOf(AuditTable table) {
    return join(table.columns(), ", ", column -> name(column.name()));
  }

  private static String table(AuditTable table) {
    return name(DATASET, table.tableName());
  }
}
