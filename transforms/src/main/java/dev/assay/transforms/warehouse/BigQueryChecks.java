package dev.assay.transforms.warehouse;

import static dev.assay.transforms.warehouse.BigQueryDialect.join;
import static dev.assay.transforms.warehouse.BigQueryDialect.literal;
import static dev.assay.transforms.warehouse.BigQueryDialect.name;
import static dev.assay.transforms.warehouse.BigQueryDialect.names;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Statements that fail if staged rows are not what the log says, or not fit to be merged. Pure. */
final class BigQueryChecks {
  private final StagedTable staged;
  private final BigQueryScope scope;

  BigQueryChecks(StagedTable staged) {
    this.staged = staged;
    this.scope = new BigQueryScope(staged);
  }

  /** The checks that a table needs. */
  List<String> statements() {
    List<String> checks = new ArrayList<>();
    checks.add(requireRows());
    if (!staged.scope().isWhole()) {
      checks.add(requireDays());
    }
    List<String> key = MergedTable.uniqueBy(staged.table());
    if (!key.isEmpty()) {
      checks.add(requireKeys(key));
      checks.add(requireOneRowPerKey(key));
    }
    return checks;
  }

  private String requireRows() {
    return scope.require(
        "(SELECT COUNT(*) FROM %s) = %d".formatted(scope.source(), staged.rows()),
        "files do not hold the %d rows its manifest says".formatted(staged.rows()));
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

  /** SQL's equality never matches a null. */
  private String requireKeys(List<String> key) {
    return scope.require(
        "NOT EXISTS (SELECT 1 FROM %s WHERE %s)"
            .formatted(scope.source(), join(key, " OR ", column -> name(column) + " IS NULL")),
        "rows have no value in the key (%s)".formatted(String.join(", ", key)));
  }

  private String requireOneRowPerKey(List<String> key) {
    return scope.require(
        "NOT EXISTS (SELECT 1 FROM %s GROUP BY %s HAVING COUNT(*) > 1)"
            .formatted(scope.source(), names(key)),
        "keys have more than one row (%s)".formatted(String.join(", ", key)));
  }
}
