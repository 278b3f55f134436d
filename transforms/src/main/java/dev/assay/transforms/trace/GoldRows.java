package dev.assay.transforms.trace;

import dev.assay.schemas.Lineage;
import dev.assay.schemas.Table;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.History;
import dev.assay.transforms.log.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The rows of gold in which a row of silver counts: of a snapshot those that were computed from its
 * batch, where deliveries accumulate those that are current.
 */
final class GoldRows {
  /** Rows of one table that are told: more can only be rows that look alike. */
  private static final int MOST = 10;

  private final LakeSql sql;
  private final Manifest batch;
  private final List<Manifest> computed;
  private final History history;
  private final String dataset;
  private final Set<String> shown = new HashSet<>();

  GoldRows(String root, LakeSql sql, Manifest batch, List<Manifest> feed, String dataset)
      throws IOException {
    this.sql = sql;
    this.batch = batch;
    this.dataset = dataset;
    this.computed =
        feed.stream().filter(entry -> entry.isPublished() && isComputedFrom(entry)).toList();
    this.history = History.latest(root, batch.pipeline(), batch.domain());
  }

  private boolean isComputedFrom(Manifest entry) {
    return entry.number() == batch.number()
        || entry.stage() != null && entry.stage().reads().contains(batch.number());
  }

  /** The row of silver that a record became, with the file it is in; null if it became none. */
  @Nullable Map<String, @Nullable String> silverRow(String file, long line) throws IOException {
    List<DataFile> files = batch.files(Layer.SILVER, dataset);
    if (files.isEmpty()) {
      return null;
    }
    sql.view("row_files", files);
    List<Map<String, @Nullable String>> rows =
        sql.query(
            "SELECT * FROM row_files WHERE _source_file = ? AND _source_line = ? AND _batch = ?",
            file,
            line,
            batch.batch());
    return rows.isEmpty() ? null : rows.get(0);
  }

  /** Tells of each row of gold in which the row of that line counts. */
  void tell(String file, long line, List<Event> events) throws IOException {
    Lineage lineage = Lineage.of(batch.pipeline());
    Map<Table, Manifest> tables = tables();
    prepare(tables);
    for (Map.Entry<Table, Manifest> table : tables.entrySet()) {
      Optional<String> condition = lineage.condition(table.getKey().name(), dataset);
      if (condition.isPresent() && shown.contains(table.getKey().name())) {
        tell(table.getKey(), table.getValue(), condition.get(), file, line, events);
      }
    }
  }

  private void tell(
      Table table, Manifest by, String condition, String file, long line, List<Event> events)
      throws IOException {
    List<Map<String, @Nullable String>> rows =
        sql.query(
            "SELECT g.* EXCLUDE ("
                + LakeSql.FILE
                + ") FROM \""
                + table.name()
                + "\" AS g, (SELECT * FROM row_files WHERE _source_file = ? AND _source_line = ?"
                + " LIMIT 1) AS r WHERE "
                + condition
                + " ORDER BY ALL LIMIT "
                + MOST,
            file,
            line);
    for (Map<String, @Nullable String> row : rows) {
      Map<String, @Nullable String> key = new LinkedHashMap<>();
      table.key().forEach(column -> key.put(column, row.get(column)));
      events.add(
          Event.of(Event.Kind.COUNTED, by)
              .with("table", table.name())
              .with("key", key)
              .with("row", row));
    }
  }

  /** The gold tables that were computed from the batch, each by the entry that has it. */
  private Map<Table, Manifest> tables() throws IOException {
    Map<Table, Manifest> tables = new LinkedHashMap<>();
    for (Manifest entry : computed) {
      entry.gold().forEach(table -> tables.put(table, entry));
    }
    return tables;
  }

  /** Shows all tables and datasets that a condition may speak of. */
  private void prepare(Map<Table, Manifest> tables) throws IOException {
    for (Map.Entry<Table, Manifest> table : tables.entrySet()) {
      String name = table.getKey().name();
      show(
          name,
          table.getKey().incremental()
              ? history.files(Layer.GOLD, name)
              : table.getValue().files(Layer.GOLD, name));
    }
    for (Table silver : batch.silver()) {
      show(silver.name(), batch.files(Layer.SILVER, silver.name()));
    }
    List<String> told = new ArrayList<>();
    batch
        .options()
        .forEach(
            (option, value) ->
                told.add("(" + LakeSql.quoted(option) + ", " + LakeSql.quoted(value) + ")"));
    told.add("('', '')");
    sql.execute(
        "CREATE OR REPLACE TEMP TABLE options AS SELECT * FROM (VALUES "
            + String.join(", ", told)
            + ") AS o(name, value)");
    sql.execute(
        "CREATE OR REPLACE TEMP MACRO told(option) AS"
            + " (SELECT value FROM options WHERE name = option)");
  }

  private void show(String name, List<DataFile> files) throws IOException {
    if (!files.isEmpty()) {
      sql.view(name, files);
      shown.add(name);
    }
  }
}
