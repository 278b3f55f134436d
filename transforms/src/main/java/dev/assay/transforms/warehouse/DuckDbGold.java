package dev.assay.transforms.warehouse;

import static dev.assay.transforms.warehouse.DuckDbDialect.literal;
import static dev.assay.transforms.warehouse.DuckDbDialect.name;
import static dev.assay.transforms.warehouse.DuckDbDialect.names;

import dev.assay.schemas.Table;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.Scope;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
   * @param scope what of the table they hold, all of it; rows outside it are left alone
   * @param files what the manifest says of them
   * @param paths where they are
   * @param at what {@code last_updated} becomes on rows inserted or changed
   * @throws WarehouseException if the files hold other rows than said, two rows with one key, or a
   *     key with a null
   */
  TableMerge merge(Table table, Scope scope, List<DataFile> files, List<Path> paths, Instant at) {
    catalog.createGold(schema, table);
    String target = name(schema, table.name());
    String present =
        scope.isWhole() ? count(target) : new DuckDbDays(table, scope, target, STAGED).count();
    long before = session.number(present);
    long rows = files.stream().mapToLong(DataFile::rows).sum();
    // Rows that meet no others are read where they are; to hold them as well would take as long.
    String kind = before == 0 ? "VIEW" : "TABLE";
    session.execute(
        "CREATE OR REPLACE TEMP %s %s AS %s"
            .formatted(kind, STAGING, DuckDbDialect.selectParquet(table, paths)));
    requireStaged(table, scope, files, rows);
    String lastUpdated = literal(at.toString()) + "::TIMESTAMPTZ";
    TableMerge merge;
    if (before == 0) {
      session.execute(DuckDbDialect.insert(table, target, STAGED, lastUpdated));
      merge = new TableMerge(table.name(), rows, 0, 0, 0, number(target));
    } else if (scope.isWhole()) {
      merge = mergeWhole(table, before, rows, lastUpdated);
    } else {
      merge = mergeDays(table, scope, before, lastUpdated);
    }
    requireRows(table, scope.isWhole() ? "table" : "days", session.number(present), rows);
    session.execute("DROP " + kind + " " + STAGED);
    return merge;
  }

  private void requireStaged(Table table, Scope scope, List<DataFile> files, long rows) {
    catalog.requireTypes("'temp'", "main", STAGING, table);
    requireRows(table, "files", number(STAGED), rows);
    requireUniqueKey(table);
    if (!scope.isWhole()) {
      requireDays(table, files);
    }
  }

  private TableMerge mergeDays(Table table, Scope scope, long before, String lastUpdated) {
    String target = name(schema, table.name());
    DuckDbDays days = new DuckDbDays(table, scope, target, STAGED);
    long deleted;
    long updated = 0;
    long inserted;
    if (table.key().isEmpty()) {
      deleted = session.update(DuckDbDialect.deleteSurplus(table, target, days.rows(), STAGED));
      inserted =
          session.update(
              DuckDbDialect.insertMissing(table, target, STAGED, days.rows(), lastUpdated));
    } else {
      deleted = session.update(days.deleteVanished());
      updated = days.hasMoreThanAKey() ? session.update(days.updateChanged(lastUpdated)) : 0;
      inserted = session.update(days.insertNew(lastUpdated));
    }
    return new TableMerge(
        table.name(), inserted, updated, deleted, before - updated - deleted, number(target));
  }

  private TableMerge mergeWhole(Table table, long before, long rows, String lastUpdated) {
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
    session.execute(DuckDbDialect.deleteSurplus(table, target, target, STAGED));
    long unchanged = number(target);
    session.execute(DuckDbDialect.insertMissing(table, target, STAGED, target, lastUpdated));
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

  private void requireRows(Table table, String place, long found, long expected) {
    if (found != expected) {
      throw new WarehouseException(
          "Table %s: its %s hold %d rows, its manifest says %d; nothing was changed."
              .formatted(table.name(), place, found, expected));
    }
  }

  /** A row of another day than its file is said to be of would be merged into none, or twice. */
  private void requireDays(Table table, List<DataFile> files) {
    Map<String, Long> expected =
        files.stream()
            .filter(file -> file.rows() > 0)
            .collect(
                Collectors.groupingBy(
                    file -> String.valueOf(file.day()), Collectors.summingLong(DataFile::rows)));
    Map<String, Long> found = new HashMap<>();
    session.query(
        "SELECT %s, count(*) FROM %s GROUP BY 1".formatted(DuckDbDays.day(table), STAGED),
        row -> found.put(String.valueOf(row.getString(1)), row.getLong(2)));
    if (!found.equals(expected)) {
      throw new WarehouseException(
          "Table %s: its files hold %s rows by day, its manifest says %s; nothing was changed."
              .formatted(table.name(), new TreeMap<>(found), new TreeMap<>(expected)));
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
                .formatted(STAGED, names(MergedTable.uniqueBy(table))));
    if (repeated > 0) {
      throw notOneRowPerKey(table, repeated + " keys have more than one row");
    }
  }

  private static WarehouseException notOneRowPerKey(Table table, String finding) {
    return new WarehouseException(
        "Table %s: %s (%s); nothing was changed."
            .formatted(table.name(), finding, String.join(", ", table.key())));
  }

  private static String count(String relation) {
    return "SELECT count(*) FROM " + relation;
  }

  private long number(String relation) {
    return session.number(count(relation));
  }
}
