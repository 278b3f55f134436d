package dev.assay.transforms.log;

import dev.assay.transforms.log.Manifest.TableId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * Which entry each table shows: of the published ones that fill it, the latest by {@link
 * Manifest#RANK}, whatever the other tables of that entry show and in whatever order the entries
 * were added.
 */
public final class CurrentTables {
  private final Map<Place, Manifest> shown = new HashMap<>();

  /** Two feeds may have tables of one name, each its own. */
  private record Place(String pipeline, String domain, TableId table) {}

  public CurrentTables() {}

  /** The tables as entries of a log leave them. */
  public static CurrentTables of(List<Manifest> log) {
    CurrentTables tables = new CurrentTables();
    log.forEach(tables::add);
    return tables;
  }

  /** Takes one more entry; a refused one fills no table. */
  public void add(Manifest manifest) {
    if (manifest.isPublished()) {
      manifest
          .tables()
          .forEach(
              table ->
                  shown.merge(
                      place(manifest, table), manifest, BinaryOperator.maxBy(Manifest.RANK)));
    }
  }

  /** Those tables of an entry that show it, and not a later one. */
  public Set<TableId> shownOf(Manifest manifest) {
    return manifest.tables().stream()
        .filter(table -> shows(table, manifest))
        .collect(Collectors.toUnmodifiableSet());
  }

  private boolean shows(TableId table, Manifest manifest) {
    Manifest latest = shown.get(place(manifest, table));
    return latest != null && latest.number() == manifest.number();
  }

  private static Place place(Manifest manifest, TableId table) {
    return new Place(manifest.pipeline(), manifest.domain(), table);
  }
}
