package dev.assay.pipelines;

import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.warehouse.TableMerge;
import java.util.List;

/**
 * What a batch came to.
 *
 * @param manifest its entry of the log
 * @param isNew whether this run wrote that entry, or found it
 * @param isCurrent whether all its tables show it, and none a batch that speaks of a later day
 * @param merges what publishing changed in the warehouse's gold tables; empty if nothing was
 *     published by this run
 * @param notRead names in the input folder that belong to no dataset
 * @param output the output folder, as given
 * @param warehouse the warehouse, as given: {@code duckdb:FILE} or {@code bigquery:PROJECT}
 */
public record BatchResult(
    Manifest manifest,
    boolean isNew,
    boolean isCurrent,
    List<TableMerge> merges,
    List<String> notRead,
    String output,
    String warehouse) {

  ExitCode exitCode() {
    return manifest.isPublished() ? ExitCode.PUBLISHED : ExitCode.REFUSED;
  }
}
