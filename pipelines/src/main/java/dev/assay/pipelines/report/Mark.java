package dev.assay.pipelines.report;

import java.util.Locale;

/** How rows are drawn. The first column of a row is where it stands; numbers follow. */
enum Mark {
  /** One row of large numbers, each with its heading. */
  FIGURES,
  /** A bar to the right for each row, by its first number. */
  BARS,
  /** The same, with the numbers of a row one behind the other. */
  STACKED_BARS,
  /** A column upwards for each row. */
  COLUMNS,
  /** The same, with the numbers of a row one upon the other. */
  STACKED_COLUMNS,
  /** A line for each number, over time. */
  LINES,
  /**
   * A field for each row, coloured by its number: across by the first column, down by the second.
   */
  HEATMAP,
  /** A band for each row, from the first column to the second. */
  FLOW,
  /** No more than its table. */
  TABLE;

  /** As the page's script knows it. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
