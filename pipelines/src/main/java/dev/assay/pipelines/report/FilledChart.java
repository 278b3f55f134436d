package dev.assay.pipelines.report;

/**
 * A chart with its rows, as it stands in the page.
 *
 * @param id unique in the page
 */
record FilledChart(String id, Chart chart, Grid grid) {

  boolean isEmpty() {
    return grid.rows().isEmpty();
  }

  /** Whether it is large numbers, and neither drawn nor a table. */
  boolean isFigures() {
    return chart.mark() == Mark.FIGURES;
  }
}
