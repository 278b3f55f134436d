package dev.assay.pipelines.report;

import dev.assay.transforms.warehouse.WarehouseReader;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A query with names for places, put to one warehouse. */
final class Question {
  private static final Pattern TABLE = Pattern.compile("\\{(gold|audit)}\\.(\\w+)");
  private static final Pattern EACH = Pattern.compile("\\{each (\\S+) (\\w+)}");

  private final WarehouseReader warehouse;
  private final String schema;

  /**
   * @param schema of the gold tables
   */
  Question(WarehouseReader warehouse, String schema) {
    this.warehouse = warehouse;
    this.schema = schema;
  }

  /** Whether the warehouse has every table that the query names. */
  boolean canBeAsked(String sql) {
    return TABLE
        .matcher(sql)
        .results()
        .allMatch(table -> warehouse.schemasWith(table.group(2)).contains(schema(table)));
  }

  List<List<@Nullable Object>> ask(String sql) {
    return warehouse.query(rendered(sql));
  }

  /** The query as the warehouse understands it. */
  String rendered(String sql) {
    String named = replace(TABLE, sql, t -> warehouse.relation(schema(t), t.group(2)));
    return replace(EACH, named, list -> warehouse.each(list.group(1), list.group(2)));
  }

  private String schema(MatchResult table) {
    return table.group(1).equals("audit") ? WarehouseReader.AUDIT : schema;
  }

  private static String replace(Pattern pattern, String text, Function<MatchResult, String> by) {
    return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(by.apply(match)));
  }
}
