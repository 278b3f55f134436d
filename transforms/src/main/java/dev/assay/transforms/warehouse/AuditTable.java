package dev.assay.transforms.warehouse;

import static dev.assay.transforms.warehouse.AuditColumn.bool;
import static dev.assay.transforms.warehouse.AuditColumn.decimal;
import static dev.assay.transforms.warehouse.AuditColumn.integer;
import static dev.assay.transforms.warehouse.AuditColumn.text;
import static dev.assay.transforms.warehouse.AuditColumn.timestamp;

import dev.assay.transforms.warehouse.AuditColumn.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The tables of the schema {@code assay}. The first two columns of each are {@code pipeline} and
 * {@code batch}, by which the rows of a batch are replaced.
 */
public enum AuditTable {
  LOAD_AUDIT(
      "One row per input file of a batch; a batch without files has one row without file",
      integer("log_number", "Number of the log entry the batch was taken from"),
      text("dataset", "Dataset the file belongs to"),
      text("file", "Name of the file in the input folder"),
      text("checksum", "CRC32C of the file's bytes, 8 hex digits"),
      integer("bytes", "Size of the file"),
      integer("rows_read", "Records the reader found in the file"),
      integer("accepted", "Rows of silver that came from the file"),
      integer("quarantined", "Records of the file in quarantine"),
      integer("duplicates", "Records of the file whose key another row has"),
      text(
          "status",
          "published; superseded: all its tables had newer data already and kept it;"
              + " refused: the audit kept the batch out"),
      new AuditColumn("as_of", Kind.DATE, "Day the batch speaks of"),
      text("contract_version", "Version of the contract the batch was held against"),
      text("contract_sha256", "Hash of that contract's text, in hex"),
      timestamp("published_at", "When the log took the batch, UTC"),
      text("domain", "Domain of that contract: names the schemas its tables are in")),

  DATA_QUALITY_CHECKS(
      "One row per check made on a batch",
      text("table_name", "Dataset or gold table checked"),
      text("check_id", "Rule, reference, threshold or balance checked"),
      text("dimension", "Kind of quality: completeness, validity, uniqueness, consistency"),
      text("severity", "error: failing it refuses the batch; warning: it is only told"),
      integer("rows_checked", "Rows checked"),
      integer("rows_failed", "Rows that failed"),
      decimal("share", "Failed of checked, between 0 and 1"),
      text("threshold", "What was demanded"),
      bool("passed", "Whether it was met"),
      new AuditColumn("sample", Kind.TEXTS, "Up to five of the rows that failed, as file:line"),
      timestamp("checked_at", "When the log took the batch, UTC")),

  QUARANTINE(
      "One row per record refused",
      text("dataset", "Dataset the record was read for"),
      text("file", "File it stands in"),
      integer("line", "Line of that file it starts at, from 1"),
      text("raw", "The record as delivered"),
      text("masked", "The same, with *** for what is classified"),
      new AuditColumn("rules", Kind.TEXTS, "Ids of the rules it broke"),
      new AuditColumn("violations", Kind.VIOLATIONS, "Every violation, with field and value")),

  UNATTRIBUTED(
      "One row per reason for which an amount of silver belongs to no row of a gold table",
      text("table_name", "Gold table"),
      text("column_name", "Its column that holds the amount"),
      text("reason", "Why no row of the table could be given it"),
      integer("rows", "Rows of silver concerned"),
      decimal("amount", "What they add up to")),

  RECONCILIATION(
      "One row per amount of a gold table: silver = table + unattributed + difference",
      text("table_name", "Gold table"),
      text("column_name", "Its column that holds the amount"),
      text("source", "dataset.field it must add up to"),
      decimal("silver_total", "Sum of that field over silver"),
      decimal("table_total", "Sum of the column over the table"),
      decimal("unattributed", "What no row of the table could be given"),
      decimal("difference", "What is missing or too much; 0 if the books balance")),

  MERGE_AUDIT(
      "One row per gold table that a batch was merged into",
      text("table_name", "Gold table"),
      integer("inserted", "Rows the table did not have"),
      integer("updated", "Rows of which a column differed"),
      integer("deleted", "Rows the batch no longer has; of a table by day, on its days"),
      integer("unchanged", "Rows left alone; of a table by day, on the batch's days"),
      integer("rows_after", "Rows of the table after the merge"),
      timestamp("published_at", "When the log took the batch, UTC"));

  /** The schema they are in. */
  static final String SCHEMA = "assay";

  private final String description;
  private final List<AuditColumn> columns;

  AuditTable(String description, AuditColumn... own) {
    this.description = description;
    List<AuditColumn> all = new ArrayList<>();
    all.add(text("pipeline", "Name of the pipeline"));
    all.add(text("batch", "Id of the batch"));
    all.addAll(List.of(own));
    this.columns = List.copyOf(all);
  }

  public String tableName() {
    return name().toLowerCase(Locale.ROOT);
  }

  String description() {
    return description;
  }

  public List<AuditColumn> columns() {
    return columns;
  }
}
