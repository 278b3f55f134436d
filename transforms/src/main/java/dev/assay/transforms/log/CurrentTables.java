package dev.assay.transforms.log;

import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Manifest.TableId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which entry each table shows, of the published ones that fill it and in whatever order they were
 * added: of a table that is filled whole, the latest by {@link Manifest#RANK}; of one that is
 * recomputed by day, for each day the entry of the highest number that has this day. What the other
 * tables of an entry show makes no difference.
 */
public final class CurrentTables {
  private static final CurrentTable NO_TABLE = new CurrentTable();

  private final Map<Place, CurrentTable> tables = new HashMap<>();

  /** A table of one feed; two feeds may have tables of one name, each its own. */
  public record Place(String pipeline, String domain, TableId table) {
    public static Place of(Manifest manifest, TableId table) {
      return new Place(manifest.pipeline(), manifest.domain(), table);
    }
  }

  public CurrentTables() {}

  /** The tables as entries of a log leave them. */
  public static CurrentTables of(List<Manifest> log) {
    CurrentTables tables = new CurrentTables();
    log.forEach(tables::add);
    return tables;
  }

  /** A table as data. */
  record Saved(Place place, CurrentTable.Saved table) {}

  List<Saved> save() {
    return tables.entrySet().stream().map(e -> new Saved(e.getKey(), e.getValue().save())).toList();
  }

  static CurrentTables restore(Collection<Saved> saved) {
    CurrentTables tables = new CurrentTables();
    saved.forEach(each -> tables.tables.put(each.place(), CurrentTable.of(each.table())));
    return tables;
  }

  /** The same tables, which go ways of their own from here. */
  public CurrentTables copy() {
    CurrentTables copy = new CurrentTables();
    tables.forEach((place, table) -> copy.tables.put(place, table.copy()));
    return copy;
  }

  /** Takes one more entry; a refused one fills no table. */
  public void add(Manifest manifest) {
    if (!manifest.isPublished()) {
      return;
    }
    Rank rank = manifest.rank();
    Map<TableId, Scope> scopes = manifest.scopes();
    Map<TableId, List<DataFile>> files = manifest.filesByTable();
    manifest
        .definitions()
        .forEach(
            (table, definition) -> {
              if (scopes.containsKey(table)) {
                tables
                    .computeIfAbsent(Place.of(manifest, table), place -> new CurrentTable())
                    .add(rank, scopes.get(table), definition, files.getOrDefault(table, List.of()));
              }
            });
  }

  /**
   * What shows an entry, and not a later one: tables, and of those that are recomputed by day which
   * days. In the order of the entry; no table that shows nothing of it.
   */
  public Map<TableId, Scope> shownOf(Manifest manifest) {
    Map<TableId, Scope> shown = new LinkedHashMap<>();
    manifest
        .scopes()
        .forEach(
            (table, scope) ->
                shown.put(table, table(Place.of(manifest, table)).shown(manifest.number(), scope)));
    shown.values().removeIf(Scope::isEmpty);
    return Collections.unmodifiableMap(shown);
  }

  /** The tables there are, in no order. */
  public Set<Place> places() {
    return Collections.unmodifiableSet(tables.keySet());
  }

  /** Number of the last entry that fills a table or days of it; 0 if none does. */
  public long lastFilled(Place place) {
    return table(place).lastFilled();
  }

  /** The files that hold a table now, of whatever entries: by day, if it is recomputed by day. */
  public List<DataFile> files(Place place) {
    return table(place).files(place.table().layer()).toList();
  }

  /**
   * The same files by the definitions they were written by, which a table that is recomputed by day
   * may have several of: first that of the entry of the highest number, if with no file; nothing
   * for a table that no entry fills.
   */
  public List<TableFiles> byDefinition(Place place) {
    return table(place).byDefinition(place.table().layer());
  }

  /** The table whose files are of that layer; one that shows nothing if there is none. */
  CurrentTable table(String pipeline, String domain, Layer layer, String name) {
    Layer filled = layer == Layer.INDEX ? Layer.SILVER : layer;
    return table(new Place(pipeline, domain, new TableId(filled, name)));
  }

  private CurrentTable table(Place place) {
    return tables.getOrDefault(place, NO_TABLE);
  }
}
