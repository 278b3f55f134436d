package dev.assay.transforms.warehouse;

import static dev.assay.transforms.warehouse.BigQueryDialect.literal;
import static dev.assay.transforms.warehouse.BigQueryDialect.name;

import dev.assay.schemas.Table;
import java.time.LocalDate;
import java.util.stream.Collectors;

/**
 * BigQuery's SQL for the rows that a merge reads, and those that it may change. Days are named by
 * constant bounds, by which BigQuery passes over the partitions of others. Pure.
 */
final class BigQueryScope {
  private final StagedTable staged;

  BigQueryScope(StagedTable staged) {
    this.staged = staged;
  }

  /** The table that is changed, qualified. */
  String target() {
    return name(staged.dataset(), staged.table().name());
  }

  /** The table of staged rows, qualified. */
  String source() {
    return name(StagedTable.DATASET, staged.staging());
  }

  /** Whether a row of {@code target} may be changed. */
  String within() {
    if (staged.scope().isWhole()) {
      return "TRUE";
    }
    return DayRange.of(staged.scope().days()).stream()
        .map(this::within)
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  private String within(DayRange range) {
    String column = "target." + name(String.valueOf(staged.table().partitionBy()));
    return "%s >= %s AND %s < %s"
        .formatted(column, start(range.first()), column, start(range.end()));
  }

  private String start(LocalDate day) {
    return MergedTable.isCutByTimestamp(staged.table())
        ? "TIMESTAMP '" + day + " 00:00:00+00'"
        : literal(day);
  }

  /** The day of a row, in UTC; null if it has none. */
  String day(String relation) {
    Table table = staged.table();
    String column = relation + "." + name(String.valueOf(table.partitionBy()));
    return MergedTable.isCutByTimestamp(table) ? "DATE(" + column + ")" : column;
  }

  /** Gives the number of rows that may be changed. */
  String count() {
    return "SELECT COUNT(*) FROM " + target() + " AS target WHERE " + within();
  }

  /** A condition that fails, saying what is wrong with the table, where another would not hold. */
  String require(String condition, String otherwise) {
    return "IF(%s, TRUE, ERROR(%s))"
        .formatted(
            condition,
            literal(
                "Table %s: its %s; nothing was changed."
                    .formatted(staged.table().name(), otherwise)));
  }
}
