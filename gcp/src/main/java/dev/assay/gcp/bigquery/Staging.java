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
import dev.assay.transforms.warehouse.BigQueryTransaction;
import dev.assay.transforms.warehouse.StagedAudit;
import dev.assay.transforms.warehouse.StagedTable;
import dev.assay.transforms.warehouse.WarehouseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

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

  /**
   * Loads all that a transaction takes in, side by side.
   *
   * @return the tables that it was loaded into
   */
  List<String> load(BigQueryTransaction transaction) {
    List<Supplier<String>> loads = new ArrayList<>();
    transaction.tables().forEach(table -> loads.add(() -> load(table)));
    if (!transaction.quarantine().isEmpty()) {
      loads.add(() -> loadQuarantine(transaction.quarantineStaging(), transaction.quarantine()));
    }
    loads.add(() -> loadAudit(transaction.audit()));
    return BigQueryJobs.atOnce(loads, Supplier::get);
  }

  /** Loads the Parquet files of a table; none make an empty one, which is no load job. */
  private String load(StagedTable table) {
    if (table.files().isEmpty()) {
      jobs.run(List.of(BigQueryDialect.createStaging(table)));
      return table.staging();
    }
    FormatOptions parquet = ParquetOptions.newBuilder().setEnableListInference(true).build();
    return loadFiles(table.staging(), Schemas.of(table.table().columns()), parquet, table.files());
  }

  private String loadQuarantine(String staging, List<DataFile> files) {
    return loadFiles(staging, Schemas.QUARANTINE, FormatOptions.json(), files);
  }

  private String loadFiles(
      String staging, Schema schema, FormatOptions format, List<DataFile> files) {
    List<String> uris = files.stream().map(file -> lakeRoot + "/" + file.path()).toList();
    load(staging, schema, format, uris, files.stream().mapToLong(DataFile::rows).sum());
    return staging;
  }

  /** Loads audit rows, from a file of this attempt's own that is there only meanwhile. */
  private String loadAudit(StagedAudit audit) {
    String path = "%s/_tmp/%s-%s.json".formatted(lakeRoot, audit.staging(), UUID.randomUUID());
    ResourceId file = FileSystems.matchNewResource(path, false);
    int rows = audit.lines().size();
    try {
      try {
        write(file, String.join("\n", audit.lines()));
        load(audit.staging(), Schemas.AUDIT, FormatOptions.json(), List.of(path), rows);
      } finally {
        FileSystems.delete(List.of(file), StandardMoveOptions.IGNORE_MISSING_FILES);
      }
    } catch (IOException e) {
      throw new WarehouseException("File %s: %s".formatted(path, e.getMessage()), e);
    }
    return audit.staging();
  }

  private static void write(ResourceId file, String text) throws IOException {
    try (WritableByteChannel out = FileSystems.create(file, MimeTypes.TEXT)) {
      ByteBuffer rest = StandardCharsets.UTF_8.encode(text);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
    }
  }

  private void load(
      String staging, Schema schema, FormatOptions format, List<String> uris, long rows) {
    LoadJobConfiguration load =
        LoadJobConfiguration.newBuilder(TableId.of(StagedTable.DATASET, staging), uris)
            .setFormatOptions(format)
            .setSchema(schema)
            .setDecimalTargetTypes(List.of("NUMERIC", "BIGNUMERIC"))
            .setCreateDisposition(CreateDisposition.CREATE_IF_NEEDED)
            .setWriteDisposition(WriteDisposition.WRITE_TRUNCATE)
            .build();
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

  /** Drops what was loaded; what is not dropped expires. */
  void drop(List<String> stagings) {
    jobs.run(
        stagings.stream()
            .map(name -> BigQueryDialect.dropTable(StagedTable.DATASET, name))
            .toList());
  }
}
