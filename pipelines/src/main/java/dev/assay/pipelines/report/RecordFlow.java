package dev.assay.pipelines.report;

import static dev.assay.pipelines.report.Unit.COUNT;
import static dev.assay.pipelines.report.Unit.TEXT;

/** Where the records of a batch went. */
final class RecordFlow {
  /** Batches that can be chosen. */
  private static final int BATCHES = 24;

  private RecordFlow() {}

  /**
   * From files to what became of their records, and from quarantine to the rules. A record that
   * breaks several rules is one record: it goes to "several rules".
   */
  static Chart chart() {
    return Chart.of(Mark.FLOW, "flow", "Where the records of a batch went")
        .per("batch, place that records came from, and place they went to")
        .wide()
        .note(
            "From file to outcome, and from quarantine to the rule that was broken. Files are taken"
                + " together where a dataset came in more than eight. One of the latest "
                + BATCHES
                + " batches with files.")
        .ifEmpty("No batch with files yet.")
        .chosenByFirst()
        .column("Batch", TEXT)
        .column("From", TEXT)
        .column("To", TEXT)
        .column("Records", COUNT)
        .sql(
            """
            WITH recent AS (
              SELECT * FROM (%s) AS latest),
            loads AS (
              SELECT r.name, r.log_number, l.file, l.dataset, l.accepted, l.quarantined,
                l.duplicates,
                COUNT(*) OVER (PARTITION BY r.name, l.dataset) AS files
              FROM {audit}.load_audit l
              JOIN recent r ON l.batch = r.recent_batch AND l.pipeline = r.recent_pipeline
              WHERE l.file IS NOT NULL),
            sources AS (
              SELECT name, log_number, accepted, quarantined, duplicates,
                CASE WHEN files > 8
                  THEN CONCAT(dataset, ' (', CAST(files AS STRING), ' files)')
                  ELSE file END AS source
              FROM loads),
            outcomes AS (
              SELECT name, log_number, source, 'Accepted' AS outcome, 1 AS place,
                SUM(accepted) AS n
              FROM sources GROUP BY name, log_number, source
              UNION ALL
              SELECT name, log_number, source, 'Quarantined', 2, SUM(quarantined)
              FROM sources GROUP BY name, log_number, source
              UNION ALL
              SELECT name, log_number, source, 'Duplicates', 3, SUM(duplicates)
              FROM sources GROUP BY name, log_number, source),
            broken AS (
              SELECT r.name, r.log_number, q.dataset, q.file, q.line,
                COUNT(DISTINCT broken_rule) AS rules, MIN(broken_rule) AS first_rule
              FROM {audit}.quarantine q
              JOIN recent r ON q.batch = r.recent_batch AND q.pipeline = r.recent_pipeline,
              {each q.rules broken_rule}
              GROUP BY r.name, r.log_number, q.dataset, q.file, q.line),
            by_rule AS (
              SELECT name, log_number, CASE WHEN rules > 1 THEN 'several rules'
                ELSE CONCAT(dataset, ': ', first_rule) END AS reason, COUNT(*) AS n
              FROM broken GROUP BY name, log_number, reason),
            ranked AS (
              SELECT name, log_number, n, CASE WHEN ROW_NUMBER() OVER (
                  PARTITION BY name ORDER BY n DESC, reason) > 9 THEN 'other rules'
                ELSE reason END AS reason
              FROM by_rule),
            reasons AS (
              SELECT name, log_number, 'Quarantined' AS source, reason, 4 AS place, SUM(n) AS n
              FROM ranked GROUP BY name, log_number, reason)
            SELECT name, source, outcome, n FROM (
              SELECT name, log_number, source, outcome, place, n FROM outcomes
              UNION ALL
              SELECT name, log_number, source, reason, place, n FROM reasons) AS links
            WHERE n > 0
            ORDER BY log_number DESC, place, n DESC, source, outcome\
            """
                .formatted(RecentBatches.withFiles(BATCHES)));
  }
}
