package dev.assay.transforms.warehouse;

import static dev.assay.transforms.warehouse.BigQueryDialect.join;
import static dev.assay.transforms.warehouse.BigQueryDialect.literal;
import static dev.assay.transforms.warehouse.BigQueryDialect.name;
import static dev.assay.transforms.warehouse.BigQueryDialect.names;

import dev.assay.schemas.Column;
import dev.assay.schemas.Table;
import dev.assay.schemas.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * BigQuery's SQL that makes one table equal to its staged rows within their scope.
 *
 * <p>What a {@code MERGE} would do in one statement is done in three, since a script is told only
 * how many rows a statement changed and not how: the three counts are those of {@code merge_audit}.
 * Pure.
 */
final class BigQueryMerge {
  private static final String ROW_COUNT = "@@row_count";

  private final StagedTable staged;
  private final Table table;
  private final BigQueryScope scope;
  private final String target;
  private final String source;
  private final String within;

  BigQueryMerge(StagedTable staged) {
    this.staged = staged;
    this.table = staged.table();
    this.scope = new BigQueryScope(staged);
    this.target = scope.target();
    this.source = scope.source();
    this.within = scope.within();
  }

  /** Statements that put the staged rows into the place of all others, as in silver. */
  List<String> replace() {
    return List.of(deleteScope(), insert("", ""));
  }

  /**
   * Statements that change what differs, and count it.
   *
   * @param at what {@code last_updated} becomes on rows inserted or changed
   */
  List<String> merge(MergeCounts counts, Instant at) {
    if (table.key().isEmpty()) {
      return List.of(
          counts.setInserted("%d - (%s)".formatted(staged.rows(), countKept())),
          counts.setDeleted(
              "(%s) - %d + %s".formatted(scope.count(), staged.rows(), counts.inserted())),
          deleteOthers(),
          insertMissing(at));
    }
    List<String> statements = new ArrayList<>();
    statements.add(deleteVanished());
    statements.add(counts.setDeleted(ROW_COUNT));
    if (!MergedTable.others(table).isEmpty()) {
      statements.add(updateChanged(at));
      statements.add(counts.setUpdated(ROW_COUNT));
    }
    statements.add(insertNew(at));
    statements.add(counts.setInserted(ROW_COUNT));
    return statements;
  }

  /** A condition that fails unless the table has as many rows as it is to have. */
  String requireMerged() {
    return scope.require(
        "(%s) = %d".formatted(scope.count(), staged.rows()),
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
    return table.incremental()
        ? key + " AND " + scope.day("target") + " = " + scope.day("source")
        : key;
  }

  private static String both(String column, String operator) {
    return "target." + name(column) + " " + operator + " source." + name(column);
  }
}
