package dev.assay.pipelines;

import dev.assay.transforms.log.Manifest;
import java.util.List;

/**
 * What a batch came to.
 *
 * @param manifest its entry of the log
 * @param isNew whether this run wrote that entry, or found it
 * @param merges what publishing changed in the warehouse's gold tables; empty if nothing was
 *     published by this run
 * @param output the output folder, as given
 * @param warehouse the warehouse, as given: {@code duckdb:FILE}
 */
public record BatchResult(
    Manifest manifest, boolean isNew, List<TableMerge> merges, String output, String warehouse) {

  ExitCode exitCode() {
    return manifest.isPublished() ? ExitCode.PUBLISHED : ExitCode.REFUSED;
  }

  /**
   * What publishing changed in one table.
   *
   * @param table its name
   * @param rows its rows afterwards
   */
  public record TableMerge(
      String table, long rows, long inserted, long updated, long deleted, long unchanged) {}
}
