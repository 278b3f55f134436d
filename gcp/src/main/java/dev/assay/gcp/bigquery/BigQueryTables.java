package dev.assay.gcp.bigquery;

import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.Schema;
import dev.assay.transforms.warehouse.BigQueryAudit;
import dev.assay.transforms.warehouse.BigQueryDialect;
import dev.assay.transforms.warehouse.StagedTable;
import dev.assay.transforms.warehouse.WarehouseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What datasets and tables there are, and making them as defined. BigQuery takes no such statement
 * within a transaction, so that all of it happens before one.
 */
final class BigQueryTables {
  /** Long enough for whoever repeats a run that broke off. */
  private static final int STAGING_DAYS = 1;

  private final BigQueryJobs jobs;

  BigQueryTables(BigQueryJobs jobs) {
    this.jobs = jobs;
  }

  /**
   * Makes the datasets that no domain owns, and the audit tables.
   *
   * @throws WarehouseException if one of them was made by another version
   */
  void createAudit() {
    List<Supplier<List<String>>> missing = new ArrayList<>();
    missing.add(() -> dataset(BigQueryAudit.DATASET, "What Assay took in, and how it stood", 0));
    missing.add(
        () -> dataset(StagedTable.DATASET, "Files that are being taken in by Assay", STAGING_DAYS));
    BigQueryAudit.createStatements()
        .forEach((table, create) -> missing.add(() -> audit(table, create)));
    run(BigQueryJobs.atOnce(missing, Supplier::get));
  }

  private List<String> audit(String table, List<String> create) {
    Optional<Schema> present = jobs.schema(BigQueryAudit.DATASET, table);
    if (present.isEmpty()) {
      return create;
    } else if (!names(present.get()).equals(BigQueryAudit.columns(table))) {
      throw ofAnotherVersion(table);
    }
    return List.of();
  }

  private void run(List<List<String>> statements) {
    jobs.run(statements.stream().flatMap(List::stream).toList());
  }

  private static List<String> names(Schema schema) {
    return schema.getFields().stream().map(Field::getName).toList();
  }

  private static WarehouseException ofAnotherVersion(String table) {
    return new WarehouseException(
        "Table assay.%s of the warehouse was made by another version of Assay; move the dataset away, and the next run fills a new one from the log."
            .formatted(table));
  }

  /** One that is there is left as it is: who may use it need not have the right to make others. */
  private List<String> dataset(String name, String description, int days) {
    return jobs.hasDataset(name)
        ? List.of()
        : List.of(BigQueryDialect.createDataset(name, description, days, jobs.kmsKey()));
  }

  /** Makes what tables lack, so that staged rows can be merged into them. */
  void create(List<StagedTable> tables) {
    List<Supplier<List<String>>> missing = new ArrayList<>();
    tables.stream()
        .map(StagedTable::dataset)
        .distinct()
        .forEach(name -> missing.add(() -> dataset(name, "Tables of Assay", 0)));
    tables.forEach(table -> missing.add(() -> missing(table)));
    run(BigQueryJobs.atOnce(missing, Supplier::get));
  }

  private List<String> missing(StagedTable staged) {
    String name = staged.table().name();
    Optional<Schema> present = jobs.schema(staged.dataset(), name);
    TableShape shape = new TableShape(staged);
    if (present.isEmpty()) {
      return List.of(BigQueryDialect.createTable(staged));
    } else if (shape.fits(present.get())) {
      return List.of();
    }
    return staged.scope().isWhole()
        ? List.of(
            BigQueryDialect.dropTable(staged.dataset(), name), BigQueryDialect.createTable(staged))
        : shape.alter(present.get());
  }
}
