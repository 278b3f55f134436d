package dev.assay.transforms.warehouse;

import static dev.assay.transforms.warehouse.BigQueryDialect.literal;
import static dev.assay.transforms.warehouse.BigQueryDialect.name;

import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Manifest;
import java.util.ArrayList;
import java.util.List;

/**
 * The script that takes one entry of the log into BigQuery, once its files are staged: checks, then
 * one transaction of all tables and the audit rows. A statement that fails rolls all of it back.
 * Pure.
 */
public final class BigQueryTransaction {
  private final Manifest manifest;
  private final List<StagedTable> tables;
  private final List<DataFile> quarantine;

  /**
   * @param tables the tables that the entry changes; none for one that leaves only audit rows
   */
  public BigQueryTransaction(Manifest manifest, List<StagedTable> tables) {
    this.manifest = manifest;
    this.tables = List.copyOf(tables);
    this.quarantine =
        manifest.files().stream().filter(file -> file.layer() == Layer.QUARANTINE).toList();
  }

  /** The tables that the entry changes; to be staged. */
  public List<StagedTable> tables() {
    return tables;
  }

  /** Files of records that were refused; to be staged as {@link #quarantineStaging()}. */
  public List<DataFile> quarantine() {
    return quarantine;
  }

  /** Name of the table of {@link StagedTable#DATASET} that quarantine is loaded into. */
  public String quarantineStaging() {
    return StagedTable.quarantine(manifest, quarantine);
  }

  /**
   * The script, statement by statement.
   *
   * @param isShown whether the batch shows in any table, or has none to show in
   * @param held number of the entry that the warehouse took of the same batch before; 0 for none
   */
  public List<String> statements(boolean isShown, long held) {
    List<String> script = new ArrayList<>();
    script.add("DECLARE held, inserted, updated, deleted, unchanged INT64 DEFAULT 0");
    tables.forEach(table -> script.addAll(new BigQueryChecks(table).statements()));
    if (!quarantine.isEmpty()) {
      script.add(requireQuarantine());
    }
    script.add("BEGIN TRANSACTION");
    script.add(BigQueryAudit.takeTurn());
    script.add(BigQueryAudit.requireNumber(manifest, held));
    if (held > 0) {
      script.addAll(BigQueryAudit.delete(manifest));
    }
    for (StagedTable table : tables) {
      script.addAll(new BigQueryMerge(table).statements(manifest.committedAt()));
      if (table.isGold()) {
        script.add(BigQueryAudit.insertMerge(manifest, table));
      }
    }
    if (!quarantine.isEmpty()) {
      script.add(BigQueryAudit.insertQuarantine(manifest, quarantineStaging()));
    }
    script.addAll(BigQueryAudit.insert(manifest, isShown));
    script.add("COMMIT TRANSACTION");
    return List.copyOf(script);
  }

  private String requireQuarantine() {
    long rows = quarantine.stream().mapToLong(DataFile::rows).sum();
    return "ASSERT (SELECT COUNT(*) FROM %s) = %d AS %s"
        .formatted(
            name(StagedTable.DATASET, quarantineStaging()),
            rows,
            literal(
                "Batch %s: its quarantine files do not hold the %d records its manifest says; nothing was changed."
                    .formatted(manifest.batch(), rows)));
  }
}
