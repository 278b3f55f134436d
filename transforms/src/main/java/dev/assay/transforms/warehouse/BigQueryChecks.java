package dev.assay.transforms.warehouse;

import static dev.assay.transforms.warehouse.BigQueryDialect.join;
import static dev.assay.transforms.warehouse.BigQueryDialect.literal;
import static dev.assay.transforms.warehouse.BigQueryDialect.name;
import static dev.assay.transforms.warehouse.BigQueryDialect.names;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A statement that fails if staged rows are not what the log says, or not fit to be merged. Pure.
 */
final class BigQueryChecks {
  private final StagedTable staged;
  private final BigQueryScope scope;

  BigQueryChecks(StagedTable staged) {
    this.staged = staged;
    this.scope = new BigQueryScope(staged);
  }

  /**
   * All checks that the table needs, in one statement: each is a job, which takes half a second.
   */
  String statement() {
    List<String> key = MergedTable.uniqueBy(staged.table());
    String rows = key.isEmpty() ? requireRows() : requireKeys(key);
    return "ASSERT " + (staged.scope().isWhole() ? rows : rows + " AND " + requireDays());
  }

  private String requireRows() {
    return "(SELECT %s FROM %s)".formatted(isComplete("COUNT(*)"), scope.source());
  }

  private String isComplete(String count) {
    return scope.require(
        count + " = " + staged.rows(),
        "files do not hold the %d rows its manifest says".formatted(staged.rows()));
  }

  /** SQL's equality never matches a null; and of two rows with one key, both would be inserted. */
  private String requireKeys(List<String> key) {
    String columns = String.join(", ", key);
    return "(SELECT %s AND %s AND %s FROM (SELECT %s, COUNT(*) AS rows_of_key FROM %s GROUP BY %s))"
        .formatted(
            isComplete("COALESCE(SUM(rows_of_key), 0)"),
            scope.require(
                "COUNTIF(%s) = 0".formatted(join(key, " OR ", column -> name(column) + " IS NULL")),
                "rows have no value in the key (%s)".formatted(columns)),
            scope.require(
                "COALESCE(MAX(rows_of_key), 1) = 1",
                "keys have more than one row (%s)".formatted(columns)),
            names(key),
            scope.source(),
            names(key));
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
    return scope.require(
        "NOT EXISTS (SELECT 1 FROM (SELECT %s AS day, COUNT(*) AS n FROM %s AS source GROUP BY day) WHERE NOT COALESCE(%s, FALSE))"
            .formatted(
                scope.day("source"), scope.source(), expected.isEmpty() ? "FALSE" : expected),
        "files do not hold the rows by day that its manifest says");
  }
}
