package dev.assay.pipelines.report;

import static dev.assay.pipelines.report.Unit.AMOUNT;
import static dev.assay.pipelines.report.Unit.COUNT;
import static dev.assay.pipelines.report.Unit.DAY;
import static dev.assay.pipelines.report.Unit.SHARE;
import static dev.assay.pipelines.report.Unit.TEXT;
import static dev.assay.pipelines.report.Unit.TIME;

import java.util.List;

/**
 * Whether to believe the rest: what came in and where it went, the checks made on it, whether the
 * books balance.
 */
final class TrustSection {
  private static final String NO_FILE = "the batch reads no files";

  private TrustSection() {}

  static Section section() {
    return new Section(
        "trust",
        "Trust",
        "What came in, where each record of it went, and whether the books balance.",
        "load_audit",
        List.of(
            records(),
            batches(),
            RecordFlow.chart(),
            files(),
            checks(),
            findings(),
            books(),
            unattributed()));
  }

  private static Chart records() {
    return Chart.of(Mark.FIGURES, "records", "All batches in this warehouse")
        .column("Records read", COUNT)
        .column("Accepted", COUNT)
        .column("Quarantined", COUNT)
        .column("Duplicates", COUNT)
        .quotient("Share accepted", SHARE, 1, 0)
        .sql(
            """
            SELECT COALESCE(SUM(rows_read), 0) AS records_read,
              COALESCE(SUM(accepted), 0) AS accepted,
              COALESCE(SUM(quarantined), 0) AS quarantined,
              COALESCE(SUM(duplicates), 0) AS duplicates
            FROM {audit}.load_audit\
            """);
  }

  private static Chart batches() {
    return Chart.of(Mark.TABLE, "batches", "Batches, the latest first")
        .per("batch")
        .wide()
        .note("The latest 60. A refused batch changed no table; its records are in quarantine too.")
        .column("Pipeline", TEXT)
        .column("Batch", TEXT)
        .column("Outcome", TEXT)
        .column("Day", DAY)
        .column("Written", TIME)
        .column("Files", COUNT)
        .column("Read", COUNT)
        .nullIf(NO_FILE)
        .column("Accepted", COUNT)
        .nullIf(NO_FILE)
        .column("Quarantined", COUNT)
        .nullIf(NO_FILE)
        .column("Duplicates", COUNT)
        .nullIf(NO_FILE)
        .column("Contract", TEXT)
        .sql(
            """
            SELECT pipeline, batch, MAX(status), MAX(as_of), MAX(published_at), COUNT(file),
              SUM(rows_read), SUM(accepted), SUM(quarantined), SUM(duplicates),
              CONCAT(MAX(domain), ' ', MAX(contract_version))
            FROM {audit}.load_audit
            GROUP BY pipeline, batch, log_number ORDER BY log_number DESC LIMIT 60\
            """);
  }

  private static Chart files() {
    return Chart.of(Mark.STACKED_BARS, "files", "Files with the most records not accepted")
        .per("file of a batch")
        .note("Of all batches, the 12 files with most records in quarantine or given up to others.")
        .ifEmpty("Every record of every file was accepted.")
        .column("File", TEXT)
        .column("Quarantined", COUNT)
        .column("Duplicates", COUNT)
        .aside("Read", COUNT)
        .aside("Accepted", COUNT)
        .aside("Pipeline", TEXT)
        .aside("Batch", TEXT)
        .sql(
            """
            SELECT file, quarantined, duplicates, rows_read, accepted, pipeline, batch
            FROM {audit}.load_audit
            WHERE quarantined + duplicates > 0
            ORDER BY quarantined + duplicates DESC, log_number DESC, file LIMIT 12\
            """);
  }

  private static Chart checks() {
    return Chart.of(Mark.STACKED_COLUMNS, "checks", "Quality checks by batch")
        .per("batch")
        .note(
            "The latest 60 batches in the order of the log. A failed error refuses its batch; a"
                + " failed warning is only told.")
        .column("Batch", TEXT)
        .column("Passed", COUNT)
        .column("Warning failed", COUNT)
        .column("Error failed", COUNT)
        .aside("Written", TIME)
        .sql(
            """
            SELECT name, passed, warnings, errors, published_at FROM (
              SELECT r.name, r.log_number, r.published_at,
                SUM(CASE WHEN c.passed THEN 1 ELSE 0 END) AS passed,
                SUM(CASE WHEN NOT c.passed AND c.severity = 'warning' THEN 1 ELSE 0 END)
                  AS warnings,
                SUM(CASE WHEN NOT c.passed AND c.severity = 'error' THEN 1 ELSE 0 END) AS errors
              FROM {audit}.data_quality_checks c
              JOIN (%s) AS r ON c.batch = r.recent_batch AND c.pipeline = r.recent_pipeline
              GROUP BY r.name, r.log_number, r.published_at) AS counted
            ORDER BY log_number\
            """
                .formatted(RecentBatches.sql(60)));
  }

  private static Chart findings() {
    return Chart.of(Mark.TABLE, "findings", "Checks that failed")
        .per("check that failed")
        .wide()
        .note("The 100 that matter most: errors first, then by the latest batch and most rows.")
        .ifEmpty("No check failed.")
        .column("Severity", TEXT)
        .column("Batch", TEXT)
        .column("Table checked", TEXT)
        .column("Check made", TEXT)
        .column("Rows failed", COUNT)
        .column("Rows checked", COUNT)
        .quotient("Share failed", SHARE, 4, 5)
        .column("Demanded", TEXT)
        .sql(
            """
            SELECT c.severity, CONCAT(c.pipeline, ' ', c.batch) AS batch, c.table_name AS table_checked,
              c.check_id AS check_made, c.rows_failed, c.rows_checked, c.threshold AS demanded
            FROM {audit}.data_quality_checks c
            WHERE NOT c.passed
            ORDER BY c.severity, c.checked_at DESC, c.rows_failed DESC, c.pipeline, c.batch,
              c.table_name, c.check_id LIMIT 100\
            """);
  }

  private static Chart books() {
    return Chart.of(Mark.TABLE, "books", "The books: silver = table + unattributed + difference")
        .per("amount of a table, and source of it")
        .wide()
        .note("Of the latest batch that was held against each amount. The difference must be 0.")
        .ifEmpty("No table has amounts to be held against its sources.")
        .column("Gold table", TEXT)
        .column("Amount", TEXT)
        .column("Source", TEXT)
        .column("Silver", AMOUNT)
        .column("Table", AMOUNT)
        .column("Unattributed", AMOUNT)
        .column("Difference", AMOUNT)
        .column("Verdict", TEXT)
        .sql(
            """
            SELECT table_name, column_name, source, silver_total, table_total, unattributed,
              difference, CASE WHEN difference = 0 THEN 'balanced' ELSE 'out of balance' END
            FROM (
              SELECT b.*, ROW_NUMBER() OVER (
                PARTITION BY b.pipeline, b.table_name, b.column_name, b.source
                ORDER BY r.log_number DESC) AS age
              FROM {audit}.reconciliation b
              JOIN (%s) AS r ON b.batch = r.recent_batch AND b.pipeline = r.recent_pipeline
            ) AS latest
            WHERE age = 1
            ORDER BY CASE WHEN difference = 0 THEN 1 ELSE 0 END, pipeline, table_name,
              column_name, source\
            """
                .formatted(RecentBatches.sql(1_000)));
  }

  private static Chart unattributed() {
    return Chart.of(Mark.BARS, "unattributed", "What no row of a table could be given, by reason")
        .per("reason and table")
        .wide()
        .note(
            "Rows of silver whose amount is in no row of the table, of the latest batch of each"
                + " pipeline and table; the 20 greatest.")
        .ifEmpty("Every amount is in its table.")
        .column("Reason", TEXT)
        .column("Rows", COUNT)
        .aside("Amount", AMOUNT)
        .aside("Table", TEXT)
        .aside("Column", TEXT)
        .sql(
            """
            SELECT CONCAT(reason, ' (', table_name, ')'), n, amount, table_name, column_name FROM (
              SELECT u.pipeline, u.table_name, u.column_name, u.reason, u.rows AS n, u.amount,
                r.log_number, MAX(r.log_number) OVER (
                  PARTITION BY u.pipeline, u.table_name) AS latest,
                ROW_NUMBER() OVER (
                  PARTITION BY r.log_number, u.pipeline, u.table_name, u.reason
                  ORDER BY u.rows DESC, u.column_name) AS place
              FROM {audit}.unattributed u
              JOIN (%s) AS r ON u.batch = r.recent_batch AND u.pipeline = r.recent_pipeline
            ) AS parts
            WHERE log_number = latest AND place = 1
            ORDER BY n DESC, pipeline, table_name, column_name, reason LIMIT 20\
            """
                .formatted(RecentBatches.sql(1_000)));
  }
}
