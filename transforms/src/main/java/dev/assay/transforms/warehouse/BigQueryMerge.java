package dev.assay.transforms.warehouse;

import static dev.assay.transforms.warehouse.BigQueryDialect.join;
import static dev.assay.transforms.warehouse.BigQueryDialect.literal;
import static dev.assay.transforms.warehouse.BigQueryDialect.name;
import static dev.assay.transforms.warehouse.BigQueryDialect.names;

import dev.assay.schemas.Column;
import dev.assay.schemas.Table;
import dev.assay.schemas.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * BigQuery's SQL that makes one table equal to its staged rows within their scope. Days are named
 * by constant bounds, by which BigQuery passes over the partitions of other days.
 *
 * <p>What a {@code MERGE} would do in one statement is done in three, since a script is told only
 * how many rows a statement changed and not how: the three counts are those of {@code merge_audit}.
 * Pure.
 */
final class BigQueryMerge {
  private final StagedTable staged;
  private final Table table;
  private final String target;
  private final String source;
  private final String within;

  BigQueryMerge(StagedTable staged) {
    this.staged = staged;
    this.table = staged.table();
    this.target = name(staged.dataset(), table.name());
    this.source = name(StagedTable.DATASET, staged.staging());
    this.within = within(staged);
  }

  /** Whether a row of {@code target} is in the scope. */
  private static String within(StagedTable staged) {
    if (staged.scope().isWhole()) {
      return "TRUE";
    }
    String column = "target." + name(String.valueOf(staged.table().partitionBy()));
    return DayRange.of(staged.scope().days()).stream()
        .map(
            range ->
                "%s >= %s AND %s < %s"
                    .formatted(
                        column,
                        start(staged.table(), range.first()),
                        column,
                        start(staged.table(), range.end())))
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  private static String start(Table table, LocalDate day) {
    return MergedTable.isCutByTimestamp(table)
        ? "TIMESTAMP '" + day + " 00:00:00+00'"
        : literal(day);
  }

  /** Statements that fail if the staged rows are not what the manifest says, or no merge's. */
  List<String> checks() {
    List<String> checks = new ArrayList<>();
    checks.add(
        require(
            "(SELECT COUNT(*) FROM %s) = %d".formatted(source, staged.rows()),
            "files do not hold the %d rows its manifest says".formatted(staged.rows())));
    if (!staged.scope().isWhole()) {
      checks.add(requireDays());
    }
    List<String> key = MergedTable.uniqueBy(table);
    if (!key.isEmpty()) {
      checks.add(
          require(
              "NOT EXISTS (SELECT 1 FROM %s WHERE %s)"
                  .formatted(source, join(key, " OR ", column -> name(column) + " IS NULL")),
              "rows have no value in the key (%s)".formatted(String.join(", ", key))));
      checks.add(
          require(
              "NOT EXISTS (SELECT 1 FROM %s GROUP BY %s HAVING COUNT(*) > 1)"
                  .formatted(source, names(key)),
              "keys have more than one row (%s)".formatted(String.join(", ", key))));
    }
    return checks;
  }

  /** A row of another day than its file is said to be of would be merged into none, or twice. */
  private String requireDays() {
    Map<LocalDate, Long> rows = new TreeMap<>();
    staged.files().forEach(file -> rows.merge(file.day(), file.rows(), Long::sum));
    rows.values().removeIf(count -> count == 0);
    String expected =
        rows.entrySet().stream()
            .map(day -> "day = %s AND n = %d".formatted(literal(day.getKey()), day.getValue()))
            .collect(Collectors.joining(" OR "));
    return require(
        "NOT EXISTS (SELECT 1 FROM (SELECT %s AS day, COUNT(*) AS n FROM %s AS source GROUP BY day) WHERE NOT COALESCE(%s, FALSE))"
            .formatted(day("source"), source, expected.isEmpty() ? "FALSE" : expected),
        "files do not hold the rows by day that its manifest says");
  }

  private String require(String condition, String otherwise) {
    return "ASSERT %s AS %s"
        .formatted(
            condition,
            literal("Table %s: its %s; nothing was changed.".formatted(table.name(), otherwise)));
  }

  /**
   * Statements of a transaction; for a gold table they count what they do.
   *
   * @param at what {@code last_updated} becomes on rows inserted or changed
   */
  List<String> merge(Instant at) {
    if (!staged.isGold()) {
      return List.of(deleteScope(), insert("", ""), requireMerged());
    }
    List<String> statements = new ArrayList<>();
    statements.add("SET held = (" + countScope() + ")");
    if (table.key().isEmpty()) {
      statements.add("SET unchanged = (" + countKept() + ")");
      statements.add(deleteOthers());
      statements.add(insertMissing(at));
      statements.add("SET deleted = held - unchanged");
      statements.add("SET updated = 0");
      statements.add("SET inserted = %d - unchanged".formatted(staged.rows()));
    } else {
      statements.add(deleteVanished());
      statements.add("SET deleted = @@row_count");
      if (MergedTable.others(table).isEmpty()) {
        statements.add("SET updated = 0");
      } else {
        statements.add(updateChanged(at));
        statements.add("SET updated = @@row_count");
      }
      statements.add("SET unchanged = held - deleted - updated");
      statements.add(insertNew(at));
      statements.add("SET inserted = @@row_count");
    }
    statements.add(requireMerged());
    return statements;
  }

  private String countScope() {
    return "SELECT COUNT(*) FROM " + target + " AS target WHERE " + within;
  }

  private String requireMerged() {
    return require(
        "(%s) = %d".formatted(countScope(), staged.rows()),
        "rows in the warehouse are not the %d its manifest says".formatted(staged.rows()));
  }

  private String deleteScope() {
    return "DELETE FROM %s AS target WHERE %s".formatted(target, within);
  }

  /** Deletes rows whose key the source lacks. */
  private String deleteVanished() {
    return "DELETE FROM %s AS target WHERE %s AND NOT EXISTS (SELECT 1 FROM %s AS source WHERE %s)"
        .formatted(target, within, source, sameKey());
  }

  /** Sets what differs. */
  private String updateChanged(Instant at) {
    List<String> others = MergedTable.others(table);
    return "UPDATE %s AS target SET %s, %s = %s FROM %s AS source WHERE %s AND %s AND (%s)"
        .formatted(
            target,
            join(others, ", ", column -> name(column) + " = " + staged(column)),
            name(MergedTable.LAST_UPDATED.name()),
            literal(at),
            source,
            within,
            sameKey(),
            join(others, " OR ", column -> both(column, "IS DISTINCT FROM")));
  }

  /** Adds the rows of the source whose key is new. */
  private String insertNew(Instant at) {
    return insert(
        ", " + literal(at),
        " WHERE NOT EXISTS (SELECT 1 FROM %s AS target WHERE %s AND %s)"
            .formatted(target, within, sameKey()));
  }

  private String insert(String lastUpdated, String where) {
    List<String> columns = table.columns().names();
    return "INSERT INTO %s (%s%s) SELECT %s%s FROM %s AS source%s"
        .formatted(
            target,
            names(columns),
            lastUpdated.isEmpty() ? "" : ", " + name(MergedTable.LAST_UPDATED.name()),
            join(columns, ", ", this::staged),
            lastUpdated,
            source,
            where);
  }

  /** A staged value; a decimal of so many digits that it was loaded as BIGNUMERIC is narrowed. */
  private String staged(String column) {
    String value = "source." + name(column);
    Type type = table.columns().get(table.columns().indexOf(column)).type();
    return type.kind() != Type.Kind.DECIMAL
            || BigQueryDialect.isLoadedAsNumeric(type)
            || !BigQueryDialect.isNumeric(type)
        ? value
        : "CAST(" + value + " AS NUMERIC)";
  }

  /**
   * Without a key a row is known by all its columns, and how often it is there: so many rows are
   * there and in the source alike.
   */
  private String countKept() {
    return "SELECT COALESCE(SUM(LEAST(here, there)), 0) FROM (%s)".formatted(countRows());
  }

  /** How often each row is in the scope, and how often in the source. */
  private String countRows() {
    return "SELECT content, COUNTIF(is_here) AS here, COUNTIF(NOT is_here) AS there FROM (SELECT %s AS content, TRUE AS is_here FROM %s AS target WHERE %s UNION ALL SELECT %s AS content, FALSE AS is_here FROM %s AS source) GROUP BY content"
        .formatted(content("target"), target, within, content("source"), source);
  }

  /** Deletes rows that the source lacks, or has more or less often. */
  private String deleteOthers() {
    return "DELETE FROM %s AS target WHERE %s AND %s IN (SELECT content FROM (%s) WHERE here <> there)"
        .formatted(target, within, content("target"), countRows());
  }

  /** Adds the rows of the source that are not in the scope (any more). */
  private String insertMissing(Instant at) {
    return insert(
        ", " + literal(at),
        " WHERE %s NOT IN (SELECT %s FROM %s AS target WHERE %s)"
            .formatted(content("source"), content("target"), target, within));
  }

  /** All of a row as one text: the same for the same values. */
  private String content(String relation) {
    return "TO_JSON_STRING(STRUCT("
        + join(table.columns().asList(), ", ", column -> plain(relation, column))
        + "))";
  }

  /** A decimal without the scale it was declared with, which says nothing of its value. */
  private static String plain(String relation, Column column) {
    String value = relation + "." + name(column.name());
    if (column.type().kind() != Type.Kind.DECIMAL) {
      return value + " AS " + name(column.name());
    }
    String type = BigQueryDialect.isNumeric(column.type()) ? "NUMERIC" : "BIGNUMERIC";
    return "CAST(" + value + " AS " + type + ") AS " + name(column.name());
  }

  /** Of the same day, too: what a day holds is its own affair. */
  private String sameKey() {
    String key = join(table.key(), " AND ", column -> both(column, "="));
    return table.incremental() ? key + " AND " + day("target") + " = " + day("source") : key;
  }

  private String day(String relation) {
    String column = relation + "." + name(String.valueOf(table.partitionBy()));
    return MergedTable.isCutByTimestamp(table) ? "DATE(" + column + ")" : column;
  }

  private static String both(String column, String operator) {
    return "target." + name(column) + " " + operator + " source." + name(column);
  }
}
