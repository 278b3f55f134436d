package dev.assay.pipelines.report;

/**
 * The latest batches, as a query: {@code recent_batch}, {@code recent_pipeline}, {@code
 * log_number}, {@code published_at}, and {@code name} for a person.
 */
final class RecentBatches {
  private RecentBatches() {}

  static String sql(int batches) {
    return sql("", batches);
  }

  /** Those of them that read files. */
  static String withFiles(int batches) {
    return sql("WHERE file IS NOT NULL", batches);
  }

  private static String sql(String condition, int batches) {
    return """
    SELECT batch AS recent_batch, pipeline AS recent_pipeline,
      MAX(log_number) AS log_number, MAX(published_at) AS published_at,
      CONCAT(pipeline, ' ', batch) AS name
    FROM {audit}.load_audit %s GROUP BY batch, pipeline
    ORDER BY log_number DESC LIMIT %d\
    """
        .formatted(condition, batches);
  }
}
