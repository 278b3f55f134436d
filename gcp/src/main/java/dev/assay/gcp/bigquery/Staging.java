package dev.assay.gcp.bigquery;

import com.google.cloud.bigquery.FormatOptions;
import com.google.cloud.bigquery.JobInfo.CreateDisposition;
import com.google.cloud.bigquery.JobInfo.WriteDisposition;
import com.google.cloud.bigquery.LoadJobConfiguration;
import com.google.cloud.bigquery.ParquetOptions;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.TableId;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.warehouse.BigQueryDialect;
import dev.assay.transforms.warehouse.StagedTable;
import dev.assay.transforms.warehouse.WarehouseException;
import java.util.List;
import java.util.Optional;

/**
 * Loads files into tables that are there for the time of a run, one job a table. A job is named
 * after what it loads, so that whoever repeats it, after a crash or at the same time, finds it; and
 * after the attempt, since a name cannot be used again once a job failed or its table is gone.
 */
final class Staging {
  private static final int ATTEMPTS = 1000;

  private final BigQueryJobs jobs;
  private final String lakeRoot;

  Staging(BigQueryJobs jobs, String lakeRoot) {
    this.jobs = jobs;
    this.lakeRoot = lakeRoot;
  }

  /** Loads the Parquet files of a table; none make an empty one, which is no load job. */
  void load(StagedTable table) {
    if (table.files().isEmpty()) {
      jobs.run(List.of(BigQueryDialect.createStaging(table)));
      return;
    }
    FormatOptions parquet = ParquetOptions.newBuilder().setEnableListInference(true).build();
    load(table.staging(), Schemas.of(table.table().columns()), parquet, table.files());
  }

  /** Loads records of quarantine. */
  void loadQuarantine(String staging, List<DataFile> files) {
    load(staging, Schemas.QUARANTINE, FormatOptions.json(), files);
  }

  private void load(String staging, Schema schema, FormatOptions format, List<DataFile> files) {
    LoadJobConfiguration load =
        LoadJobConfiguration.newBuilder(
                TableId.of(StagedTable.DATASET, staging), files.stream().map(this::uri).toList())
            .setFormatOptions(format)
            .setSchema(schema)
            .setDecimalTargetTypes(List.of("NUMERIC", "BIGNUMERIC"))
            .setCreateDisposition(CreateDisposition.CREATE_IF_NEEDED)
            .setWriteDisposition(WriteDisposition.WRITE_TRUNCATE)
            .build();
    long rows = files.stream().mapToLong(DataFile::rows).sum();
    String failure = "";
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      String id = staging + "_" + attempt;
      boolean isRepeat = jobs.isStarted(id);
      Optional<String> error = jobs.runNamed(id, load);
      if (error.isEmpty() && (!isRepeat || holds(staging, rows))) {
        return;
      }
      failure = error.orElse("its table is gone");
      if (!isRepeat) {
        break;
      }
    }
    throw new WarehouseException("Table %s could not be loaded: %s".formatted(staging, failure));
  }

  /** Whether what a job loaded some time ago is still there. */
  private boolean holds(String staging, long rows) {
    return jobs.schema(StagedTable.DATASET, staging).isPresent()
        && jobs.number("SELECT COUNT(*) FROM " + BigQueryDialect.name(StagedTable.DATASET, staging))
            == rows;
  }

  private String uri(DataFile file) {
    return lakeRoot + "/" + file.path();
  }

  /** Drops what was loaded; what is not dropped expires. */
  void drop(List<String> stagings) {
    jobs.run(
        stagings.stream()
            .map(name -> BigQueryDialect.dropTable(StagedTable.DATASET, name))
            .toList());
  }
}
