package dev.assay.transforms.warehouse;

import static dev.assay.transforms.warehouse.DuckDbDialect.literal;
import static dev.assay.transforms.warehouse.DuckDbDialect.name;
import static dev.assay.transforms.warehouse.DuckDbDialect.names;

import dev.assay.schemas.Table;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Brings one gold table to the state of its files, within the transaction of its batch. */
final class DuckDbGold {
  private static final String STAGING = "staging";
  private static final String STAGED = "temp.main." + STAGING;

  private final DuckDbSession session;
  private final DuckDbCatalog catalog;
  private final String schema;

  DuckDbGold(DuckDbSession session, DuckDbCatalog catalog, String schema) {
    this.session = session;
    this.catalog = catalog;
    this.schema = schema;
  }

  /**
   * Loads the files into staging, checks them, merges them.
   *
   * @param rows rows the manifest says the files hold
   * @param at what {@code last_updated} becomes on rows inserted or changed
   * @throws WarehouseException if the files hold other rows than said, two rows with one key, or a
   *     key with a null
   */
  TableMerge merge(Table table, List<Path> files, long rows, Instant at) {
    session.execute(
        "CREATE OR REPLACE TEMP TABLE "
            + STAGING
            + " AS "
            + DuckDbDialect.selectParquet(table, files));
    catalog.requireTypes("'temp'", "main", STAGING, table);
    requireRows(table, "files", STAGED, rows);
    requireUniqueKey(table);
    catalog.createGold(schema, table);
    TableMerge merge = mergeStaged(table, rows, literal(at.toString()) + "::TIMESTAMPTZ");
    session.execute("DROP TABLE " + STAGED);
    requireRows(table, "table", name(schema, table.name()), rows);
    return merge;
  }

  private TableMerge mergeStaged(Table table, long rows, String lastUpdated) {
    String target = name(schema, table.name());
    long before = count(target);
    if (before == 0) {
      session.execute(DuckDbDialect.insert(table, target, STAGED, lastUpdated));
      return new TableMerge(table.name(), rows, 0, 0, 0, rows);
    }
    return table.key().isEmpty()
        ? mergeWholeRows(table, before, rows, lastUpdated)
        : mergeByKey(table, before, rows, lastUpdated);
  }

  /**
   * Without a key a row is known by all its columns, and how often it is there: those too many go,
   * those too few come, and a row that changed is one of each.
   */
  private TableMerge mergeWholeRows(Table table, long before, long rows, String lastUpdated) {
    String target = name(schema, table.name());
    session.execute(DuckDbDialect.deleteSurplus(table, target, STAGED));
    long unchanged = count(target);
    session.execute(DuckDbDialect.insertMissing(table, target, STAGED, lastUpdated));
    return new TableMerge(table.name(), rows - unchanged, 0, before - unchanged, unchanged, rows);
  }

  private TableMerge mergeByKey(Table table, long before, long rows, String lastUpdated) {
    Map<String, Long> actions =
        session.tally(DuckDbDialect.merge(table, name(schema, table.name()), STAGED, lastUpdated));
    long inserted = actions.getOrDefault("INSERT", 0L);
    long updated = actions.getOrDefault("UPDATE", 0L);
    long deleted = actions.getOrDefault("DELETE", 0L);
    long unchanged = before - updated - deleted;
    return new TableMerge(table.name(), inserted, updated, deleted, unchanged, rows);
  }

  private void requireRows(Table table, String place, String relation, long expected) {
    long found = count(relation);
    if (found != expected) {
      throw new WarehouseException(
          "Table %s: its %s hold %d rows, its manifest says %d; nothing was changed."
              .formatted(table.name(), place, found, expected));
    }
  }

  /** SQL's equality never matches a null, and a merge inserts two new rows of one key unasked. */
  private void requireUniqueKey(Table table) {
    if (table.key().isEmpty()) {
      return;
    }
    long nulls =
        session.number(
            "SELECT count(*) FROM " + STAGED + " WHERE " + DuckDbDialect.isNull(table.key()));
    if (nulls > 0) {
      throw notOneRowPerKey(table, nulls + " rows have no value in the key");
    }
    long repeated =
        session.number(
            "SELECT count(*) FROM (SELECT 1 FROM %s GROUP BY %s HAVING count(*) > 1)"
                .formatted(STAGED, names(table.key())));
    if (repeated > 0) {
      throw notOneRowPerKey(table, repeated + " keys have more than one row");
    }
  }

  private static WarehouseException notOneRowPerKey(Table table, String finding) {
    return new WarehouseException(
        "Table %s: %s (%s); nothing was changed."
            .formatted(table.name(), finding, String.join(", ", table.key())));
  }

  private long count(String relation) {
    return session.number("SELECT count(*) FROM " + relation);
  }
}
