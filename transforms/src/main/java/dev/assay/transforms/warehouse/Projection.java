package dev.assay.transforms.warehouse;

import dev.assay.transforms.log.CurrentTables;
import dev.assay.transforms.log.CurrentTables.Place;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Entry;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.log.Manifest.TableId;
import dev.assay.transforms.log.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Brings a warehouse up to the log. */
public final class Projection {
  private final Entries log;
  private final Warehouse warehouse;
  private final List<Entry> entries;
  private final Map<Long, Entry> byNumber;
  private final Map<String, Map<String, Long>> held = new HashMap<>();

  /** A batch, which may have several entries: refusals, and at last one that is published. */
  private record Batch(String pipeline, String id) {
    static Batch of(Entry entry) {
      return new Batch(entry.pipeline(), entry.batch());
    }
  }

  private Projection(Entries log, Warehouse warehouse) throws IOException {
    this.log = log;
    this.warehouse = warehouse;
    this.entries = log.all();
    this.byNumber = entries.stream().collect(Collectors.toMap(Entry::number, Function.identity()));
  }

  /**
   * Projects, in the order of the log, every entry that the warehouse lacks, refused ones too; not
   * one whose batch has a later entry, which replaces it. If the lake was moved, silver is looked
   * for where it now is. Only the entries that are projected are read whole.
   *
   * @param lakeRoot the folder the log is in, and its files lie under
   * @return one publication an entry projected now; empty if the warehouse lacked none
   * @throws WarehouseException at the first entry the warehouse does not take; those before it stay
   * @throws IOException if the log cannot be read
   */
  public static List<Publication> catchUp(String lakeRoot, Warehouse warehouse) throws IOException {
    return new Projection(Entries.of(Log.of(lakeRoot)), warehouse).run(lakeRoot);
  }

  /**
   * The same, with a log that has been read.
   *
   * @param log all entries of the log, by ascending number
   */
  public static List<Publication> catchUp(
      List<Manifest> log, String lakeRoot, Warehouse warehouse) {
    try {
      return new Projection(Entries.of(log), warehouse).run(lakeRoot);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether a published batch is shown by all that it fills: no published batch of its pipeline and
   * domain outranks it in one of its tables, or has one of its days again. Of a backfill, which is
   * in the log and the lake, the tables keep newer data.
   *
   * @param log all entries of the log
   */
  public static boolean isCurrent(Manifest manifest, List<Manifest> log) {
    return isCurrent(manifest, CurrentTables.of(log));
  }

  /** The same, by the tables as the whole log leaves them. */
  public static boolean isCurrent(Manifest manifest, CurrentTables tables) {
    return manifest.isPublished() && tables.shownOf(manifest).equals(manifest.scopes());
  }

  private List<Publication> run(String lakeRoot) throws IOException {
    List<Entry> lacking = lacking();
    CurrentTables last = log.tables(lastNumber());
    CurrentTables current = lacking.isEmpty() ? last : held(lacking.get(0).number());
    List<Publication> publications = new ArrayList<>();
    for (Entry entry : lacking) {
      Manifest manifest = log.read(entry.number());
      current.add(manifest);
      Map<TableId, Scope> shown = current.shownOf(manifest);
      List<Place> silver =
          shown.entrySet().stream()
              .map(table -> Map.entry(Place.of(manifest, table.getKey()), table.getValue()))
              .filter(table -> table.getValue().isWhole() || isLast(table.getKey(), manifest, last))
              .map(Map.Entry::getKey)
              .toList();
      publications.add(warehouse.project(manifest, lakeRoot, shown, views(silver, current)));
    }
    warehouse.followLake(lakeRoot, views(current.places(), current));
    return List.copyOf(publications);
  }

  private long lastNumber() {
    return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).number();
  }

  /**
   * What the warehouse lacks: neither held nor replaced, whose files may have been written over.
   */
  private List<Entry> lacking() {
    Map<Batch, Long> latest =
        entries.stream().collect(Collectors.toMap(Batch::of, Entry::number, Math::max));
    return entries.stream()
        .filter(entry -> !holds(entry) && latest.get(Batch.of(entry)) == entry.number())
        .toList();
  }

  /** A later entry of the same batch counts too: it replaced this one. */
  private boolean holds(Entry entry) {
    return held.computeIfAbsent(entry.pipeline(), warehouse::batches)
            .getOrDefault(entry.batch(), 0L)
        >= entry.number();
  }

  /**
   * What the tables show by the entries that the warehouse holds, all before that number among
   * them. An entry that was missed is no reason to go back behind a later one.
   */
  private CurrentTables held(long firstLacking) throws IOException {
    CurrentTables current = log.tables(firstLacking - 1);
    for (Entry entry : entries) {
      if (entry.number() > firstLacking && holds(entry)) {
        current.add(log.read(entry.number()));
      }
    }
    return current;
  }

  /**
   * Whether a view of a table by day, which may name thousands of files, is to be made with an
   * entry: in a catch-up with the last one that has days of it, unless that one is held already.
   */
  private boolean isLast(Place table, Manifest manifest, CurrentTables last) {
    long filledBy = last.lastFilled(table);
    return filledBy == manifest.number() || holds(byNumber.get(filledBy));
  }

  private static List<SilverView> views(Collection<Place> places, CurrentTables tables) {
    return places.stream()
        .filter(place -> place.table().layer() == Layer.SILVER)
        .map(place -> new SilverView(place.domain(), tables.byDefinition(place)))
        .toList();
  }
}
