package dev.assay.gcp.bigquery;

import com.google.cloud.bigquery.FieldValueList;
import dev.assay.schemas.Table;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.log.Manifest.TableId;
import dev.assay.transforms.log.Scope;
import dev.assay.transforms.milestones.Milestone;
import dev.assay.transforms.warehouse.BigQueryAudit;
import dev.assay.transforms.warehouse.BigQueryTransaction;
import dev.assay.transforms.warehouse.Publication;
import dev.assay.transforms.warehouse.SilverView;
import dev.assay.transforms.warehouse.StagedTable;
import dev.assay.transforms.warehouse.TableMerge;
import dev.assay.transforms.warehouse.Warehouse;
import dev.assay.transforms.warehouse.WarehouseException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A warehouse in datasets of one project. The files of an entry are loaded into staging tables, and
 * taken from there by one transaction, the audit rows with them.
 */
final class BigQueryWarehouse implements Warehouse {
  /** How often a batch that nobody else is taking in is tried. */
  private static final int TRIES_ALONE = 3;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  private final BigQueryJobs jobs;
  private final BigQueryTables tables;
  private final Duration patience;

  private BigQueryWarehouse(BigQueryJobs jobs, Duration patience) {
    this.jobs = jobs;
    this.tables = new BigQueryTables(jobs);
    this.patience = patience;
  }

  /**
   * Opens the warehouse of the project that jobs run in.
   *
   * @param patience how long to try again while other runs take something in
   */
  static BigQueryWarehouse open(BigQueryJobs jobs, Duration patience) {
    BigQueryWarehouse warehouse = new BigQueryWarehouse(jobs, patience);
    warehouse.tables.createAudit();
    return warehouse;
  }

  @Override
  public Map<String, Long> batches(String pipeline) {
    Map<String, Long> batches = new HashMap<>();
    for (FieldValueList row : jobs.query(BigQueryAudit.selectBatches(pipeline))) {
      batches.put(row.get(0).getStringValue(), row.get(1).getLongValue());
    }
    return batches;
  }

  @Override
  public Publication project(
      Manifest manifest, String lakeRoot, Map<TableId, Scope> shown, List<SilverView> silver) {
    List<StagedTable> staged = manifest.isPublished() ? StagedTable.of(manifest, shown) : List.of();
    boolean isShown = !shown.isEmpty() || manifest.scopes().isEmpty();
    long deadline = System.nanoTime() + patience.toNanos();
    int inVain = 0;
    for (Duration pause = FIRST_PAUSE; ; pause = pause.multipliedBy(2)) {
      long turn = jobs.number(BigQueryAudit.selectTurn());
      long held = jobs.number(BigQueryAudit.selectNumber(manifest));
      if (held >= manifest.number()) {
        return new Publication(manifest.batch(), false, merges(manifest));
      }
      try {
        publish(new BigQueryTransaction(manifest, staged, isShown), lakeRoot, held);
        return new Publication(manifest.batch(), true, merges(manifest));
      } catch (WarehouseException e) {
        // Of two transactions at once one is refused, and a run that ends drops what it staged;
        // what fails though nobody else was at work is tried again, and then told.
        inVain += jobs.number(BigQueryAudit.selectTurn()) == turn ? 1 : 0;
        if (inVain >= TRIES_ALONE || System.nanoTime() >= deadline) {
          throw e;
        }
      }
      pause(pause);
    }
  }

  private void publish(BigQueryTransaction transaction, String lakeRoot, long held) {
    Staging staging = new Staging(jobs, lakeRoot);
    List<String> staged = staging.load(transaction);
    tables.create(transaction.tables());
    jobs.run(transaction.statements(held));
    Milestone.MERGED.reached();
    staging.drop(staged);
  }

  private void pause(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WarehouseException("Interrupted while another run takes something in.", e);
    }
  }

  /** Silver was loaded: it does not matter where its files are now. */
  @Override
  public void followLake(String lakeRoot, List<SilverView> silver) {}

  @Override
  public List<TableMerge> merges(Manifest manifest) {
    List<String> order = manifest.gold().stream().map(Table::name).toList();
    return jobs.query(BigQueryAudit.selectMerges(manifest)).stream()
        .map(BigQueryWarehouse::merge)
        .sorted(Comparator.comparingInt(merge -> order.indexOf(merge.table())))
        .toList();
  }

  private static TableMerge merge(FieldValueList row) {
    return new TableMerge(
        row.get(0).getStringValue(),
        row.get(1).getLongValue(),
        row.get(2).getLongValue(),
        row.get(3).getLongValue(),
        row.get(4).getLongValue(),
        row.get(5).getLongValue());
  }

  /** A client of BigQuery holds nothing that must be let go of. */
  @Override
  public void close() {}
}
