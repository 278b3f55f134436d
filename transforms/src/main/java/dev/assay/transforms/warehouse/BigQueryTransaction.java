package dev.assay.transforms.warehouse;

import static dev.assay.transforms.warehouse.BigQueryDialect.join;
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
  private final List<StagedTable> gold;
  private final List<DataFile> quarantine;
  private final StagedAudit audit;

  /**
   * @param tables the tables that the entry changes; none for one that leaves only audit rows
   * @param isShown whether the batch shows in any table, or has none to show in
   */
  public BigQueryTransaction(Manifest manifest, List<StagedTable> tables, boolean isShown) {
    this.manifest = manifest;
    this.tables = List.copyOf(tables);
    this.gold = this.tables.stream().filter(StagedTable::isGold).toList();
    this.audit = StagedAudit.of(manifest, isShown);
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

  /** The audit rows, but those that the script counts; to be staged. */
  public StagedAudit audit() {
    return audit;
  }

  /**
   * The script, statement by statement. It is as long as there are tables, columns and days,
   * however many files the entry has: BigQuery takes 1 MB.
   *
   * @param held number of the entry that the warehouse took of the same batch before; 0 for none
   */
  public List<String> statements(long held) {
    List<String> script = new ArrayList<>();
    if (!gold.isEmpty()) {
      script.add(MergeCounts.declare(gold.size()));
    }
    script.addAll(checks());
    script.add("BEGIN TRANSACTION");
    script.add(BigQueryAudit.takeTurn());
    script.add(BigQueryAudit.requireNumber(manifest, held));
    if (held > 0) {
      script.addAll(BigQueryAudit.delete(manifest));
    }
    if (!tables.isEmpty()) {
      script.addAll(changes());
      script.add(requireMerged());
    }
    script.addAll(auditRows());
    script.add("COMMIT TRANSACTION");
    return List.copyOf(script);
  }

  private List<String> checks() {
    List<String> checks = new ArrayList<>();
    tables.forEach(table -> checks.add(new BigQueryChecks(table).statement()));
    if (!quarantine.isEmpty()) {
      checks.add(requireQuarantine());
    }
    checks.add(requireAudit());
    return checks;
  }

  private List<String> changes() {
    List<String> changes = new ArrayList<>();
    tables.stream()
        .filter(table -> !table.isGold())
        .forEach(silver -> changes.addAll(new BigQueryMerge(silver).replace()));
    for (int i = 0; i < gold.size(); i++) {
      BigQueryMerge merge = new BigQueryMerge(gold.get(i));
      changes.addAll(merge.merge(new MergeCounts(i), manifest.committedAt()));
    }
    return changes;
  }

  private List<String> auditRows() {
    List<String> rows = new ArrayList<>();
    if (!gold.isEmpty()) {
      rows.add(BigQueryAudit.insertMerges(manifest, gold));
    }
    if (!quarantine.isEmpty()) {
      rows.add(BigQueryAudit.insertQuarantine(manifest, quarantineStaging()));
    }
    rows.addAll(BigQueryAudit.insertStaged(audit));
    return rows;
  }

  private String requireMerged() {
    return "ASSERT " + join(tables, " AND ", table -> new BigQueryMerge(table).requireMerged());
  }

  private String requireQuarantine() {
    long rows = quarantine.stream().mapToLong(DataFile::rows).sum();
    return require(
        quarantineStaging(),
        rows,
        "its quarantine files do not hold the %d records its manifest says".formatted(rows));
  }

  private String requireAudit() {
    int rows = audit.lines().size();
    return require(audit.staging(), rows, "its %d audit rows were not loaded".formatted(rows));
  }

  private String require(String staging, long rows, String otherwise) {
    return "ASSERT (SELECT COUNT(*) FROM %s) = %d AS %s"
        .formatted(
            name(StagedTable.DATASET, staging),
            rows,
            literal("Batch %s: %s; nothing was changed.".formatted(manifest.batch(), otherwise)));
  }
}
