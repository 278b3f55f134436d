package dev.assay.transforms.warehouse;

import dev.assay.transforms.log.Manifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/** Brings a warehouse up to the log. */
public final class Projection {
  /** Of two published batches of a pipeline and a domain, the later one here is current. */
  private static final Comparator<Manifest> RANK =
      Comparator.comparing(Manifest::asOf).thenComparingLong(Manifest::number);

  private final List<Manifest> log;
  private final Warehouse warehouse;
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
   * Whether a published batch is the one that tables show: no published batch of its pipeline and
   * domain outranks it. A backfill is in the log and the lake, and the tables keep newer data.
   *
   * @param log entries of the log
   */
  public static boolean isCurrent(Manifest manifest, List<Manifest> log) {
    return manifest.isPublished()
        && log.stream()
            .filter(
                other -> other.isPublished() && other.isOf(manifest.pipeline(), manifest.domain()))
            .noneMatch(other -> RANK.compare(other, manifest) > 0);
  }

  private List<Publication> run(String lakeRoot) {
    List<Publication> publications = new ArrayList<>();
    for (Manifest manifest : log) {
      if (!holds(manifest) && !isReplaced(manifest)) {
        publications.add(warehouse.project(manifest, lakeRoot, isCurrent(manifest)));
        held(manifest).put(manifest.batch(), manifest.number());
      }
    }
    followLake(lakeRoot);
    return List.copyOf(publications);
  }

  /**
   * Of two pipelines that fill one domain the one published last goes first: what it shows is not
   * looked for elsewhere any more when the other's turn comes.
   */
  private void followLake(String lakeRoot) {
    Map<List<String>, Manifest> shown = new HashMap<>();
    for (Manifest manifest : log) {
      if (manifest.isPublished() && holds(manifest)) {
        List<String> feed = List.of(manifest.pipeline(), manifest.domain());
        shown.merge(feed, manifest, BinaryOperator.maxBy(RANK));
      }
    }
    shown.values().stream()
        .sorted(Comparator.comparingLong(Manifest::number).reversed())
        .forEach(manifest -> warehouse.followLake(manifest, lakeRoot));
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

  /**
   * Whether no batch outranks this one, among those before it in the log and those the warehouse
   * already shows: an entry that was missed is no reason to go back behind a later one.
   */
  private boolean isCurrent(Manifest manifest) {
    return isCurrent(
        manifest,
        log.stream().filter(other -> other.number() < manifest.number() || holds(other)).toList());
  }
}
