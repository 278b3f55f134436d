package dev.assay.transforms.warehouse;

import static dev.assay.transforms.warehouse.DuckDbDialect.name;

import dev.assay.transforms.log.Manifest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The audit tables of a DuckDB file. */
final class DuckDbAudit {
  private final DuckDbSession session;
  private final DuckDbCatalog catalog;

  DuckDbAudit(DuckDbSession session, DuckDbCatalog catalog) {
    this.session = session;
    this.catalog = catalog;
  }

  void create() {
    catalog.createSchema(AuditTable.SCHEMA);
    for (AuditTable table : AuditTable.values()) {
      catalog.createAudit(table);
    }
  }

  Map<String, Long> batches(String pipeline) {
    Map<String, Long> batches = new HashMap<>();
    session.query(
        "SELECT batch, max(log_number) FROM %s WHERE pipeline = ? GROUP BY batch"
            .formatted(qualified(AuditTable.LOAD_AUDIT)),
        row -> batches.put(row.getString(1), row.getLong(2)),
        pipeline);
    return batches;
  }

  /** Number of the log entry that a batch was taken from; 0 if it was not. */
  long number(Manifest manifest) {
    return session
        .query(
            "SELECT coalesce(max(log_number), 0) FROM %s WHERE pipeline = ? AND batch = ?"
                .formatted(qualified(AuditTable.LOAD_AUDIT)),
            row -> row.getLong(1),
            manifest.pipeline(),
            manifest.batch())
        .get(0);
  }

  /** What a batch did to tables when it was merged, in no order. */
  List<TableMerge> merges(Manifest manifest) {
    return session.query(
        """
        SELECT table_name, inserted, updated, deleted, unchanged, rows_after FROM %s
        WHERE pipeline = ? AND batch = ?"""
            .formatted(qualified(AuditTable.MERGE_AUDIT)),
        row ->
            new TableMerge(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6)),
        manifest.pipeline(),
        manifest.batch());
  }

  /** Replaces what the tables hold of a batch. */
  void replace(
      Manifest manifest,
      boolean isShown,
      List<TableMerge> merges,
      List<Path> quarantine,
      long quarantined) {
    if (number(manifest) > 0) {
      for (AuditTable table : AuditTable.values()) {
        session.update(
            "DELETE FROM " + qualified(table) + " WHERE pipeline = ? AND batch = ?",
            manifest.pipeline(),
            manifest.batch());
      }
    }
    AuditRows rows = new AuditRows(manifest);
    insert(AuditTable.DATA_QUALITY_CHECKS, rows.checks());
    insert(AuditTable.UNATTRIBUTED, rows.unattributed());
    insert(AuditTable.RECONCILIATION, rows.reconciliation());
    insert(AuditTable.MERGE_AUDIT, rows.merges(merges));
    insertQuarantine(manifest, quarantine, quarantined);
    insert(AuditTable.LOAD_AUDIT, rows.loads(isShown));
  }

  private void insert(AuditTable table, List<List<@Nullable Object>> rows) {
    session.insert(qualified(table), table.columns().size(), rows);
  }

  private void insertQuarantine(Manifest manifest, List<Path> files, long expected) {
    if (files.isEmpty()) {
      return;
    }
    long inserted =
        session.update(
            "INSERT INTO %s SELECT ?, ?, * FROM (%s)"
                .formatted(qualified(AuditTable.QUARANTINE), DuckDbDialect.selectQuarantine(files)),
            manifest.pipeline(),
            manifest.batch());
    if (inserted != expected) {
      throw new WarehouseException(
          "Batch %s: its quarantine files hold %d records, its manifest says %d; nothing was changed."
              .formatted(manifest.batch(), inserted, expected));
    }
  }

  private static String qualified(AuditTable table) {
    return name(AuditTable.SCHEMA, table.tableName());
  }
}
