package dev.assay.transforms.warehouse;

import dev.assay.transforms.log.CurrentTables;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.log.Manifest.TableId;
import java.util.ArrayList;
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

  private Projection(List<Manifest> log, Warehouse warehouse) {
    this.log = log;
    this.warehouse = warehouse;
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
   * Whether all tables of a published batch show it: no published batch of its pipeline and domain
   * that fills one of them outranks it. Of a backfill, which is in the log and the lake, the tables
   * keep newer data.
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
    List<Publication> publications = new ArrayList<>();
    for (Manifest manifest : log) {
      if (!holds(manifest) && !isReplaced(manifest)) {
        current.add(manifest);
        publications.add(warehouse.project(manifest, lakeRoot, current.shownOf(manifest).keySet()));
        held(manifest).put(manifest.batch(), manifest.number());
      }
    }
    followLake(lakeRoot);
    return List.copyOf(publications);
  }

  private void followLake(String lakeRoot) {
    for (Manifest manifest : log) {
      Set<TableId> shown = current.shownOf(manifest).keySet();
      if (shown.stream().anyMatch(table -> table.layer() == Layer.SILVER)) {
        warehouse.followLake(manifest, lakeRoot, shown);
      }
    }
  }

  /** A later entry of the same batch counts too: it replaced this one. */
  private boolean holds(Manifest manifest) {
    return held(manifest).getOrDefault(manifest.batch(), 0L) >= manifest.number();
  }

  /** The files of such an entry may have been written over by those of the later one. */
  private boolean isReplaced(Manifest manifest) {
    return log.stream()
        .filter(other -> other.number() > manifest.number())
        .anyMatch(
            other ->
                other.pipeline().equals(manifest.pipeline())
                    && other.batch().equals(manifest.batch()));
  }

  private Map<String, Long> held(Manifest manifest) {
    return held.computeIfAbsent(
        manifest.pipeline(), pipeline -> new HashMap<>(warehouse.batches(pipeline)));
  }
}
