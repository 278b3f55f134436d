package dev.assay.transforms.trace;

import dev.assay.schemas.Table;
import dev.assay.transforms.log.Manifest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Whether what a batch delivered of a dataset counts now.
 *
 * @param state how it stands
 * @param by the entry that took its place; null if none did
 */
public record Standing(State state, @Nullable Manifest by) {

  /** How a batch can stand. */
  public enum State {
    /** It counts. */
    CURRENT,
    /** A replay of the same delivery counts in its place. */
    REPLAYED,
    /** A newer delivery counts in its place. */
    SUPERSEDED,
    /** Its audit kept it out, and nothing newer came since. */
    REFUSED
  }

  /** Of two deliveries of a snapshot, the later one here counts. */
  private static final Comparator<Manifest> BY_DELIVERY =
      Comparator.comparing(Manifest::asOf).thenComparingLong(Manifest::origin);

  /**
   * How a batch stands.
   *
   * @param batch an entry that takes files in
   * @param feed all entries of its pipeline and domain
   */
  public static Standing of(Manifest batch, String dataset, List<Manifest> feed) {
    return isIncremental(batch, dataset)
        ? accumulated(batch, feed)
        : snapshot(batch, dataset, feed);
  }

  /** Whether a dataset of a batch adds to what came before. */
  public static boolean isIncremental(Manifest batch, String dataset) {
    return batch.silver().stream()
        .filter(table -> table.name().equals(dataset))
        .anyMatch(Table::incremental);
  }

  /** What was refused may have been taken in later, file by file. */
  private static Standing accumulated(Manifest batch, List<Manifest> feed) {
    if (batch.isPublished()) {
      return new Standing(State.CURRENT, null);
    }
    return feed.stream()
        .filter(Manifest::isPublished)
        .filter(other -> other.sources().stream().anyMatch(batch.sources()::contains))
        .findFirst()
        .map(later -> new Standing(State.SUPERSEDED, later))
        .orElse(new Standing(State.REFUSED, null));
  }

  private static Standing snapshot(Manifest batch, String dataset, List<Manifest> feed) {
    Optional<Manifest> current = current(dataset, feed);
    if (current.isEmpty()) {
      return new Standing(State.REFUSED, null);
    }
    Manifest shown = current.get();
    if (shown.number() == batch.number()) {
      return new Standing(State.CURRENT, null);
    }
    if (isSameDelivery(batch, shown)) {
      return new Standing(State.REPLAYED, shown);
    }
    return batch.isPublished() || BY_DELIVERY.compare(batch, shown) < 0
        ? new Standing(State.SUPERSEDED, shown)
        : new Standing(State.REFUSED, null);
  }

  /** A batch that was refused, and taken in under the same name later, is that later one. */
  private static boolean isSameDelivery(Manifest batch, Manifest shown) {
    return batch.origin() == shown.origin()
        || batch.batch().equals(shown.batch()) && batch.number() < shown.number();
  }

  /** The batch that a snapshot's tables show: of those that brought it, the latest by rank. */
  public static Optional<Manifest> current(String dataset, List<Manifest> feed) {
    return feed.stream()
        .filter(Manifest::isPublished)
        .filter(entry -> brings(entry, dataset))
        .max(Manifest.RANK);
  }

  /** Whether a batch took in files of a dataset. */
  public static boolean brings(Manifest entry, String dataset) {
    return entry.sources().stream().anyMatch(source -> source.dataset().equals(dataset));
  }
}
