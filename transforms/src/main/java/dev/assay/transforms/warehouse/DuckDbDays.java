package dev.assay.transforms.warehouse;

import static dev.assay.transforms.warehouse.DuckDbDialect.name;
import static dev.assay.transforms.warehouse.DuckDbDialect.names;

import dev.assay.schemas.Table;
import dev.assay.transforms.log.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/**
 * DuckDB's SQL for some days of a table. Every statement names the days by constant bounds, by
 * which the engine passes over what holds rows of other days only; it does not for a MERGE, which
 * looks at every row of its target. Pure.
 */
final class DuckDbDays {
  private final Table table;
  private final String target;
  private final String source;
  private final String within;

  /**
   * @param table a table that is recomputed by day
   * @param target where its rows are, qualified
   * @param source relation with all its rows of those days, one a key and day
   */
  DuckDbDays(Table table, Scope scope, String target, String source) {
    this.table = table;
    this.target = target;
    this.source = source;
    this.within = within(table, scope);
  }

  /** The day of a row, in UTC; null if it has none. */
  static String day(Table table) {
    return "(" + name(table.partitionBy()) + atUtc(table) + ")::DATE";
  }

  private static String atUtc(Table table) {
    return MergedTable.isCutByTimestamp(table) ? " AT TIME ZONE 'UTC'" : "";
  }

  /** Whether a row of {@code target} is of one of the days. */
  private static String within(Table table, Scope scope) {
    String column = "target." + name(table.partitionBy());
    return DayRange.of(scope.days()).stream()
        .map(
            range ->
                "%s >= %s AND %s < %s"
                    .formatted(
                        column, start(table, range.first()), column, start(table, range.end())))
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  private static String start(Table table, LocalDate day) {
    return MergedTable.isCutByTimestamp(table)
        ? "TIMESTAMPTZ '" + day + " 00:00:00+00'"
        : "DATE '" + day + "'";
  }

  /** How many rows the table has of these days. */
  String count() {
    return "SELECT count(*) FROM " + target + " AS target WHERE " + within;
  }

  /** The rows of these days, with their {@code rowid}. */
  String rows() {
    return "(SELECT rowid, * FROM " + target + " AS target WHERE " + within + ")";
  }

  /** Deletes rows whose key the source lacks. */
  String deleteVanished() {
    return "DELETE FROM %s AS target WHERE %s AND NOT EXISTS (SELECT 1 FROM %s AS source WHERE %s)"
        .formatted(target, within, source, sameKey());
  }

  /** Sets what differs. */
  String updateChanged(String lastUpdated) {
    return "UPDATE %s AS target SET %s, %s = %s FROM %s AS source WHERE %s AND %s AND (%s)"
        .formatted(
            target,
            each(MergedTable.others(table), ", ", "%1$s = source.%1$s"),
            name(MergedTable.LAST_UPDATED.name()),
            lastUpdated,
            source,
            within,
            sameKey(),
            each(MergedTable.others(table), " OR ", "target.%1$s IS DISTINCT FROM source.%1$s"));
  }

  /** Whether there is anything to differ in. */
  boolean hasMoreThanAKey() {
    return !MergedTable.others(table).isEmpty();
  }

  /** Adds the rows of the source whose key is new. */
  String insertNew(String lastUpdated) {
    String columns = names(table.columns().names());
    return """
        INSERT INTO %s (%s, %s) SELECT %s, %s FROM %s AS source
        WHERE NOT EXISTS (SELECT 1 FROM %s AS target WHERE %s AND %s)"""
        .formatted(
            target,
            columns,
            name(MergedTable.LAST_UPDATED.name()),
            columns,
            lastUpdated,
            source,
            target,
            within,
            sameKey());
  }

  /** Of the same day, too: what a day holds is its own affair. */
  private String sameKey() {
    return each(table.key(), " AND ", "target.%1$s = source.%1$s")
        + " AND "
        + day("target.")
        + " = "
        + day("source.");
  }

  private String day(String relation) {
    return "(" + relation + name(table.partitionBy()) + atUtc(table) + ")::DATE";
  }

  private static String each(List<String> columns, String between, String template) {
    return columns.stream()
        .map(column -> template.formatted(name(column)))
        .collect(Collectors.joining(between));
  }
}
