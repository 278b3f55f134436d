package dev.assay.transforms.warehouse;

import dev.assay.schemas.Column;
import dev.assay.schemas.Table;
import dev.assay.schemas.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** DuckDB's SQL, rendered from definitions. Pure. */
final class DuckDbDialect {
  private DuckDbDialect() {}

  static String name(String identifier) {
    return '"' + Identifiers.check(identifier) + '"';
  }

  static String name(String schema, String table) {
    return name(schema) + "." + name(table);
  }

  static String names(List<String> identifiers) {
    return join(identifiers, ", ", DuckDbDialect::name);
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  static String type(Type type) {
    return switch (type.kind()) {
      case STRING -> "VARCHAR";
      case INTEGER -> "BIGINT";
      case DECIMAL -> "DECIMAL(" + type.precision() + "," + type.scale() + ")";
      case BOOLEAN -> "BOOLEAN";
      case DATE -> "DATE";
      case TIMESTAMP -> "TIMESTAMP WITH TIME ZONE";
      case LIST ->
          "STRUCT("
              + join(type.elements().asList(), ", ", c -> name(c.name()) + " " + type(c.type()))
              + ")[]";
    };
  }

  static String type(AuditColumn.Kind kind) {
    return switch (kind) {
      case TEXT -> "VARCHAR";
      case INTEGER -> "BIGINT";
      case DECIMAL -> "DECIMAL(38,9)";
      case BOOLEAN -> "BOOLEAN";
      case DATE -> "DATE";
      case TIMESTAMP -> "TIMESTAMP WITH TIME ZONE";
      case TEXTS -> "VARCHAR[]";
      case VIOLATIONS ->
          "STRUCT(\"rule\" VARCHAR, \"field\" VARCHAR, \"message\" VARCHAR, \"value\" VARCHAR)[]";
    };
  }

  /** {@code "a" VARCHAR NOT NULL, "b" BIGINT}. */
  static String columns(Iterable<Column> columns) {
    StringBuilder sql = new StringBuilder();
    for (Column column : columns) {
      sql.append(sql.isEmpty() ? "" : ", ").append(name(column.name())).append(' ');
      sql.append(type(column.type())).append(column.nullable() ? "" : " NOT NULL");
    }
    return sql.toString();
  }

  /** The rows of Parquet files, or none of the same columns if there are no files. */
  static String selectParquet(Table table, List<Path> files) {
    if (files.isEmpty()) {
      return "SELECT "
          + join(
              table.columns().asList(),
              ", ",
              column -> "NULL::" + type(column.type()) + " AS " + name(column.name()))
          + " WHERE false";
    }
    // Without hive_partitioning=false a folder named batch=x would become a column.
    return "SELECT %s FROM read_parquet(%s, hive_partitioning = false)"
        .formatted(names(table.columns().names()), files(files));
  }

  /**
   * The rows of files that may have been written by another definition, as this one has them: a
   * column that they lack is null.
   *
   * @throws WarehouseException if a column of theirs is of another type: a cast would round amounts
   */
  static String selectParquetAs(Table table, Table written, List<Path> files) {
    if (written.columns().equals(table.columns())) {
      return selectParquet(table, files);
    }
    return "SELECT %s FROM (%s)"
        .formatted(
            join(table.columns().asList(), ", ", column -> as(table, column, written)),
            selectParquet(written, files));
  }

  private static String as(Table table, Column column, Table written) {
    if (!written.columns().contains(column.name())) {
      return "NULL::" + type(column.type()) + " AS " + name(column.name());
    }
    Type type = written.columns().get(written.columns().indexOf(column.name())).type();
    if (!type.equals(column.type())) {
      throw new WarehouseException(
          "Table %s: its column %s is %s, and was %s when earlier days of it were written; the two cannot be shown as one."
              .formatted(table.name(), column.name(), type(column.type()), type(type)));
    }
    return name(column.name());
  }

  /** The records of quarantine files. Those of earlier versions have no masked text. */
  static String selectQuarantine(List<Path> files) {
    return """
        SELECT dataset, file, line, raw, coalesce(masked, '***'), [v."rule" FOR v IN violations], violations
        FROM read_json(%s, format = 'newline_delimited', hive_partitioning = false,
          maximum_object_size = %d,
          columns = {dataset: 'VARCHAR', file: 'VARCHAR', line: 'BIGINT', raw: 'VARCHAR',
            masked: 'VARCHAR',
            violations: %s})"""
        .formatted(files(files), MAX_QUARANTINE_LINE, literal(type(AuditColumn.Kind.VIOLATIONS)));
  }

  /** A record is 1 MiB at most by default; escaped, and its values told again, it is longer. */
  private static final int MAX_QUARANTINE_LINE = 32 << 20;

  private static String files(List<Path> files) {
    return "[" + join(files, ", ", file -> "'" + file(file) + "'") + "]";
  }

  /** A path as it stands in a literal: nothing in it ends the literal or matches other files. */
  static String file(Path path) {
    return withoutGlob(path.toString()).replace("'", "''");
  }

  /** The same path, with no character that matches others. */
  private static String withoutGlob(String path) {
    return path.replaceAll("[\\[*?]", "[$0]");
  }

  static String isNull(List<String> columns) {
    return join(columns, " OR ", column -> name(column) + " IS NULL");
  }

  /**
   * Makes the target equal to the source, which has one row per key: changes only rows that differ,
   * and gives an action for each row it touches. The scope is the whole table.
   */
  static String merge(Table table, String target, String source, String lastUpdated) {
    List<String> others = MergedTable.others(table);
    String update =
        others.isEmpty()
            ? ""
            : "WHEN MATCHED AND (%s) THEN UPDATE SET %s, %s = %s"
                .formatted(
                    join(others, " OR ", c -> both(c, "IS DISTINCT FROM")),
                    join(others, ", ", c -> name(c) + " = source." + name(c)),
                    name(MergedTable.LAST_UPDATED.name()),
                    lastUpdated);
    return """
        MERGE INTO %s AS target USING %s AS source ON (%s)
        %s
        WHEN NOT MATCHED BY SOURCE THEN DELETE
        WHEN NOT MATCHED THEN INSERT (%s, %s) VALUES (%s, %s)
        RETURNING merge_action"""
        .formatted(
            target,
            source,
            join(table.key(), " AND ", c -> both(c, "=")),
            update,
            names(table.columns().names()),
            name(MergedTable.LAST_UPDATED.name()),
            join(table.columns().names(), ", ", c -> "source." + name(c)),
            lastUpdated);
  }

  /** Adds all rows of the source to the target. */
  static String insert(Table table, String target, String source, String lastUpdated) {
    String columns = names(table.columns().names());
    return "INSERT INTO %s (%s, %s) SELECT %s, %s FROM %s"
        .formatted(
            target, columns, name(MergedTable.LAST_UPDATED.name()), columns, lastUpdated, source);
  }

  /**
   * Deletes the rows that the source lacks, or has less often.
   *
   * @param rows those of the target that may go, with their {@code rowid}
   */
  static String deleteSurplus(Table table, String target, String rows, String source) {
    return "DELETE FROM %s WHERE rowid IN (SELECT here.rowid %s)"
        .formatted(target, surplus(table, rows, source, "rowid, "));
  }

  /**
   * Adds the rows of the source that the target lacks, or has less often.
   *
   * @param rows those of the target that count
   */
  static String insertMissing(
      Table table, String target, String source, String rows, String lastUpdated) {
    List<String> columns = table.columns().names();
    return "INSERT INTO %s (%s, %s) SELECT %s, %s %s"
        .formatted(
            target,
            names(columns),
            name(MergedTable.LAST_UPDATED.name()),
            join(columns, ", ", column -> "here." + name(column)),
            lastUpdated,
            surplus(table, source, rows, ""));
  }

  /**
   * Each row of one relation, as {@code here}, that another one has less often, and be it never.
   */
  private static String surplus(Table table, String one, String other, String more) {
    String columns = names(table.columns().names());
    // No column of a table can be called like these two.
    return """
        FROM (SELECT %s%s, row_number() OVER (PARTITION BY %s) AS "#nth" FROM %s) AS here
        LEFT JOIN (SELECT %s, count(*) AS "#times" FROM %s GROUP BY %s) AS there ON (%s)
        WHERE here."#nth" > coalesce(there."#times", 0)"""
        .formatted(
            more,
            columns,
            columns,
            one,
            columns,
            other,
            columns,
            join(
                table.columns().names(),
                " AND ",
                c -> "here." + name(c) + " IS NOT DISTINCT FROM there." + name(c)));
  }

  private static String both(String column, String operator) {
    return "target." + name(column) + " " + operator + " source." + name(column);
  }

  private static <T> String join(List<T> items, String between, Function<T, String> render) {
    return items.stream().map(render).collect(Collectors.joining(between));
  }
}
