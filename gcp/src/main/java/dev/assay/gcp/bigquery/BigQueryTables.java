package dev.assay.gcp.bigquery;

import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.Schema;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Table;
import dev.assay.transforms.warehouse.BigQueryAudit;
import dev.assay.transforms.warehouse.BigQueryDialect;
import dev.assay.transforms.warehouse.StagedTable;
import dev.assay.transforms.warehouse.WarehouseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    List<String> statements = new ArrayList<>();
    BigQueryAudit.createStatements()
        .forEach(
            (table, create) -> {
              Optional<Schema> present = jobs.schema(BigQueryAudit.DATASET, table);
              if (present.isEmpty()) {
                statements.addAll(create);
              } else if (!names(present.get()).equals(BigQueryAudit.columns(table))) {
                throw ofAnotherVersion(table);
              }
            });
    if (!statements.isEmpty()) {
      statements.add(0, dataset(BigQueryAudit.DATASET, "What Assay took in, and how it stood", 0));
      statements.add(
          1, dataset(StagedTable.DATASET, "Files that are being taken in by Assay", STAGING_DAYS));
      jobs.run(statements);
    }
  }

  private static List<String> names(Schema schema) {
    return schema.getFields().stream().map(Field::getName).toList();
  }

  private static WarehouseException ofAnotherVersion(String table) {
    return new WarehouseException(
        "Table assay.%s of the warehouse was made by another version of Assay; move the dataset away, and the next run fills a new one from the log."
            .formatted(table));
  }

  private String dataset(String name, String description, int days) {
    return BigQueryDialect.createDataset(name, description, days, jobs.kmsKey());
  }

  /** Makes what tables lack, so that staged rows can be merged into them. */
  void create(List<StagedTable> tables) {
    List<String> statements = new ArrayList<>();
    tables.forEach(table -> statements.addAll(missing(table)));
    if (!statements.isEmpty()) {
      List<String> script = new ArrayList<>();
      tables.stream()
          .map(StagedTable::dataset)
          .distinct()
          .forEach(name -> script.add(dataset(name, "Tables of Assay", 0)));
      script.addAll(statements);
      jobs.run(script);
    }
  }

  private List<String> missing(StagedTable staged) {
    Table table = staged.table();
    Columns columns = BigQueryDialect.columns(staged);
    Optional<Schema> present = jobs.schema(staged.dataset(), table.name());
    TableShape shape = new TableShape(staged.dataset(), table, columns);
    if (present.isEmpty()) {
      return List.of(BigQueryDialect.createTable(staged));
    } else if (shape.fits(present.get())) {
      return List.of();
    }
    return staged.scope().isWhole()
        ? List.of(
            BigQueryDialect.dropTable(staged.dataset(), table.name()),
            BigQueryDialect.createTable(staged))
        : shape.alter(present.get());
  }
}
