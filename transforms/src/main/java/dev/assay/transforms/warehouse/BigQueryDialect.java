package dev.assay.transforms.warehouse;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Table;
import dev.assay.schemas.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * BigQuery's SQL, rendered from definitions. Names are of datasets of the project that a job runs
 * in. Pure.
 */
public final class BigQueryDialect {
  /** Digits that BigQuery's NUMERIC has before the point, whatever its scale. */
  private static final int NUMERIC_WHOLE_DIGITS = 29;

  /** The most digits that it has behind the point. */
  private static final int NUMERIC_SCALE = 9;

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS'+00'").withZone(ZoneOffset.UTC);

  private BigQueryDialect() {}

  static String name(String identifier) {
    return '`' + Identifiers.check(identifier) + '`';
  }

  /** A table, qualified by its dataset. */
  public static String name(String dataset, String table) {
    return name(dataset) + "." + name(table);
  }

  /** A table, qualified by its project and dataset, as views need it. */
  public static String name(String project, String dataset, String table) {
    return '`' + project.replace("`", "") + "`." + name(dataset, table);
  }

  /** The elements of a list, behind the table whose column it is. */
  public static String each(String list, String element) {
    return "UNNEST(" + list + ") AS " + element;
  }

  /** One number divided by another, to nine decimals, half up; null where that one is 0. */
  public static String quotient(String dividend, String divisor) {
    return "CAST(%s AS NUMERIC) / NULLIF(CAST(%s AS NUMERIC), 0)".formatted(dividend, divisor);
  }

  static String names(List<String> identifiers) {
    return join(identifiers, ", ", BigQueryDialect::name);
  }

  /** A type; a decimal has the widest precision that its scale leaves room for. */
  public static String type(Type type) {
    return switch (type.kind()) {
      case STRING -> "STRING";
      case INTEGER -> "INT64";
      case DECIMAL -> decimal(type);
      case BOOLEAN -> "BOOL";
      case DATE -> "DATE";
      case TIMESTAMP -> "TIMESTAMP";
      case LIST ->
          "ARRAY<STRUCT<"
              + join(type.elements().asList(), ", ", c -> name(c.name()) + " " + type(c.type()))
              + ">>";
    };
  }

  /** Whether a decimal is a NUMERIC, and not a BIGNUMERIC, which has more digits of each kind. */
  static boolean isNumeric(Type type) {
    return type.scale() <= NUMERIC_SCALE;
  }

  /**
   * Whether BigQuery reads a decimal of a Parquet file as NUMERIC, by the digits that it might
   * have; otherwise as BIGNUMERIC.
   */
  public static boolean isLoadedAsNumeric(Type type) {
    return isNumeric(type) && type.precision() - type.scale() <= NUMERIC_WHOLE_DIGITS;
  }

  /** Digits of a decimal in all, as BigQuery declares it. */
  static int precision(Type type) {
    return isNumeric(type)
        ? Math.min(type.precision(), type.scale() + NUMERIC_WHOLE_DIGITS)
        : type.precision();
  }

  private static String decimal(Type type) {
    return "%s(%d, %d)"
        .formatted(isNumeric(type) ? "NUMERIC" : "BIGNUMERIC", precision(type), type.scale());
  }

  static String type(AuditColumn.Kind kind) {
    return switch (kind) {
      case TEXT -> "STRING";
      case INTEGER -> "INT64";
      case DECIMAL -> "NUMERIC";
      case BOOLEAN -> "BOOL";
      case DATE -> "DATE";
      case TIMESTAMP -> "TIMESTAMP";
      case TEXTS -> "ARRAY<STRING>";
      case VIOLATIONS ->
          "ARRAY<STRUCT<`rule` STRING, `field` STRING, `message` STRING, `value` STRING>>";
    };
  }

  static String literal(String text) {
    StringBuilder literal = new StringBuilder("'");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '\\' -> literal.append("\\\\");
        case '\'' -> literal.append("\\'");
        case '\n' -> literal.append("\\n");
        case '\r' -> literal.append("\\r");
        default -> literal.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
      }
    }
    return literal.append('\'').toString();
  }

  /** An instant, to the microsecond. */
  static String literal(Instant at) {
    return "TIMESTAMP '" + MICROS.format(at) + "'";
  }

  static String literal(LocalDate day) {
    return "DATE '" + day + "'";
  }

  /**
   * Makes a dataset if there is none.
   *
   * @param days after which its tables go; 0 if they stay
   * @param kmsKey that it is encrypted with; null for one of BigQuery's own
   */
  public static String createDataset(
      String dataset, String description, int days, @Nullable String kmsKey) {
    List<String> options = new ArrayList<>();
    options.add("description = " + literal(description));
    if (days > 0) {
      options.add("default_table_expiration_days = " + days);
    }
    if (kmsKey != null) {
      options.add("default_kms_key_name = " + literal(kmsKey));
    }
    return createDataset(dataset, options);
  }

  /** Makes a dataset at that location, wherever the script is run that does. */
  public static String createDatasetAt(String location, String dataset, String description) {
    return createDataset(
        dataset,
        List.of("description = " + literal(description), "location = " + literal(location)));
  }

  private static String createDataset(String dataset, List<String> options) {
    return "CREATE SCHEMA IF NOT EXISTS %s OPTIONS (%s)"
        .formatted(name(dataset), String.join(", ", options));
  }

  /** The columns that a table has in BigQuery: as defined, and of gold {@code last_updated}. */
  public static Columns columns(StagedTable staged) {
    return staged.isGold() ? MergedTable.columns(staged.table()) : staged.table().columns();
  }

  /** Makes the table that staged rows are for, if there is none. */
  public static String createTable(StagedTable staged) {
    Table table = staged.table();
    List<String> parts = new ArrayList<>();
    columns(staged).forEach(column -> parts.add(definition(column)));
    List<String> key = MergedTable.uniqueBy(table);
    if (!key.isEmpty()) {
      parts.add("PRIMARY KEY (" + names(key) + ") NOT ENFORCED");
    }
    return "CREATE TABLE IF NOT EXISTS %s (%s)%s%s OPTIONS (description = %s)"
        .formatted(
            name(staged.dataset(), table.name()),
            String.join(", ", parts),
            table.partitionBy() == null ? "" : " PARTITION BY " + partition(table),
            table.clusterBy().isEmpty() ? "" : " CLUSTER BY " + names(table.clusterBy()),
            literal(MergedTable.described(table)));
  }

  /**
   * Makes the table of staged rows without a file to load: with the columns that a load gives it.
   */
  public static String createStaging(StagedTable staged) {
    return "CREATE OR REPLACE TABLE %s (%s)"
        .formatted(
            name(StagedTable.DATASET, staged.staging()),
            join(
                staged.table().columns().asList(),
                ", ",
                column -> name(column.name()) + " " + loaded(column.type())));
  }

  private static String loaded(Type type) {
    if (type.kind() == Type.Kind.DECIMAL) {
      return isLoadedAsNumeric(type) ? "NUMERIC" : "BIGNUMERIC";
    }
    return type(type);
  }

  private static String partition(Table table) {
    String column = name(String.valueOf(table.partitionBy()));
    return MergedTable.isCutByTimestamp(table) ? "DATE(" + column + ")" : column;
  }

  /** A list cannot be declared NOT NULL: BigQuery has no list that is null, only empty ones. */
  private static String definition(Column column) {
    boolean isRequired = !column.nullable() && column.type().kind() != Type.Kind.LIST;
    return name(column.name())
        + " "
        + type(column.type())
        + (isRequired ? " NOT NULL" : "")
        + description(column.description());
  }

  private static String description(@Nullable String text) {
    return text == null || text.isEmpty() ? "" : " OPTIONS (description = " + literal(text) + ")";
  }

  /** Gives a table a column that it lacks, null on the rows there are. */
  public static String addColumn(String dataset, Table table, Column column) {
    return "ALTER TABLE %s ADD COLUMN %s%s"
        .formatted(
            name(dataset, table.name()),
            name(column.name()) + " " + type(column.type()),
            description(column.description()));
  }

  /** Takes a column from a table. */
  public static String dropColumn(String dataset, Table table, String column) {
    return "ALTER TABLE %s DROP COLUMN %s".formatted(name(dataset, table.name()), name(column));
  }

  /** Drops a table, if there is one. */
  public static String dropTable(String dataset, String table) {
    return "DROP TABLE IF EXISTS " + name(dataset, table);
  }

  /**
   * Makes a view, over one of that name.
   *
   * @param columns descriptions by name, in the order of the query's columns
   */
  public static String createView(
      String dataset, String view, String description, Map<String, String> columns, String sql) {
    return "CREATE OR REPLACE VIEW %s (\n%s)\nOPTIONS (description = %s) AS\n%s"
        .formatted(
            name(dataset, view),
            join(
                List.copyOf(columns.entrySet()),
                ",\n",
                column -> "  " + name(column.getKey()) + description(column.getValue())),
            literal(description),
            sql);
  }

  /** Makes an audit table, if there is none. */
  static String createAudit(AuditTable table) {
    return "CREATE TABLE IF NOT EXISTS %s (%s) CLUSTER BY `pipeline`, `batch` OPTIONS (description = %s)"
        .formatted(
            name(AuditTable.SCHEMA, table.tableName()),
            join(
                table.columns(),
                ", ",
                c -> name(c.name()) + " " + type(c.kind()) + description(c.description())),
            literal(table.description()));
  }

  static <T> String join(List<T> items, String between, Function<T, String> render) {
    return items.stream().map(render).collect(Collectors.joining(between));
  }
}
