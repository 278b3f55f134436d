package dev.assay.transforms.warehouse;

import dev.assay.transforms.log.CurrentTables;
import dev.assay.transforms.log.CurrentTables.Place;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.log.Manifest.TableId;
import dev.assay.transforms.log.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brings a warehouse up to the log. */
public final class Projection {
  private final List<Manifest> log;
  private final Warehouse warehouse;
  private final CurrentTables current = new CurrentTables();
  private final Map<String, Map<String, Long>> held = new HashMap<>();
  private final Map<Batch, Long> latest = new HashMap<>();
  private final Map<Place, Long> lastFilled = new HashMap<>();

  /** A batch, which may have several entries: refusals, and at last one that is published. */
  private record Batch(String pipeline, String id) {
    static Batch of(Manifest manifest) {
      return new Batch(manifest.pipeline(), manifest.batch());
    }
  }

  private Projection(List<Manifest> log, Warehouse warehouse) {
    this.log = log;
    this.warehouse = warehouse;
    log.forEach(entry -> latest.merge(Batch.of(entry), entry.number(), Math::max));
  }

  /**
   * Projects, in the order of the log, every entry that the warehouse lacks, refused ones too; not
   * one whose batch has a later entry, which replaces it. If the lake was moved, silver is looked
   * for where it now is.
   *
   * @param log all entries of the log, by ascending number
   * @param lakeRoot the folder the log's files lie under
   * @return one publication an entry projected now; empty if the warehouse lacked none
   * @throws WarehouseException at the first entry the warehouse does not take; those before it stay
   */
  public static List<Publication> catchUp(
      List<Manifest> log, String lakeRoot, Warehouse warehouse) {
    return new Projection(log, warehouse).run(lakeRoot);
  }

  /**
   * Whether a published batch is shown by all that it fills: no published batch of its pipeline and
   * domain outranks it in one of its tables, or recomputed one of its days later. Of a backfill,
   * which is in the log and the lake, the tables keep newer data.
   *
   * @param log all entries of the log
   */
  public static boolean isCurrent(Manifest manifest, List<Manifest> log) {
    return manifest.isPublished()
        && CurrentTables.of(log).shownOf(manifest).equals(manifest.scopes());
  }

  private List<Publication> run(String lakeRoot) {
    // An entry that was missed is no reason to go back behind a later one that is shown already.
    log.stream().filter(this::holds).forEach(current::add);
    List<Manifest> lacking =
        log.stream().filter(entry -> !holds(entry) && !isReplaced(entry)).toList();
    lacking.stream().filter(Manifest::isPublished).forEach(this::tellFilled);
    List<Publication> publications = new ArrayList<>();
    for (Manifest manifest : lacking) {
      current.add(manifest);
      Map<TableId, Scope> shown = current.shownOf(manifest);
      publications.add(
          warehouse.project(manifest, lakeRoot, shown, silverWith(manifest, shown.keySet())));
    }
    warehouse.followLake(lakeRoot, views(current.places()));
    return List.copyOf(publications);
  }

  private void tellFilled(Manifest manifest) {
    manifest
        .scopes()
        .keySet()
        .forEach(table -> lastFilled.put(Place.of(manifest, table), manifest.number()));
  }

  /**
   * The views that change with an entry. One of a table by day, which may name thousands of files,
   * is made once in a catch-up: with the last entry that has days of it.
   */
  private List<SilverView> silverWith(Manifest manifest, Set<TableId> shown) {
    if (!manifest.isPublished()) {
      return List.of();
    }
    return views(
        manifest.scopes().entrySet().stream()
            .filter(
                table ->
                    table.getValue().isWhole()
                        ? shown.contains(table.getKey())
                        : isLastToFill(manifest, table.getKey()))
            .map(table -> Place.of(manifest, table.getKey()))
            .toList());
  }

  private boolean isLastToFill(Manifest manifest, TableId table) {
    return lastFilled.get(Place.of(manifest, table)) == manifest.number();
  }

  private List<SilverView> views(Collection<Place> places) {
    return places.stream()
        .filter(place -> place.table().layer() == Layer.SILVER)
        .map(place -> new SilverView(place.domain(), current.byDefinition(place)))
        .toList();
  }

  /** A later entry of the same batch counts too: it replaced this one. */
  private boolean holds(Manifest manifest) {
    return held(manifest).getOrDefault(manifest.batch(), 0L) >= manifest.number();
  }

  /** The files of such an entry may have been written over by those of the later one. */
  private boolean isReplaced(Manifest manifest) {
    return latest.get(Batch.of(manifest)) > manifest.number();
  }

  private Map<String, Long> held(Manifest manifest) {
    return held.computeIfAbsent(manifest.pipeline(), warehouse::batches);
  }
}
