package dev.assay.transforms.replay;

import dev.assay.schemas.RequestException;
import dev.assay.transforms.log.Manifest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The deliveries of a pipeline, each with its replays; which of them counts now. */
final class Deliveries {
  /** Of two deliveries, the later one here counts. */
  private static final Comparator<Manifest> BY_DELIVERY =
      Comparator.comparing(Manifest::asOf).thenComparingLong(Manifest::origin);

  private final List<Manifest> entries;

  /**
   * @param feed all entries of a pipeline and domain, by number
   */
  Deliveries(List<Manifest> feed) {
    this.entries = feed.stream().filter(entry -> !entry.sources().isEmpty()).toList();
  }

  /** The last entry of a batch of that name. */
  Optional<Manifest> named(String batch) {
    return entries.stream()
        .filter(entry -> entry.batch().equals(batch))
        .reduce((first, second) -> second);
  }

  /**
   * What is to be replayed: of the delivery that was asked for, or else of the one that counts now,
   * or else of the last that was refused, what counts of it.
   */
  Manifest target(ReplayRequest request) {
    if (request.batch() != null) {
      return named(request.batch())
          .map(this::latestOf)
          .orElseThrow(
              () ->
                  new RequestException(
                      "--batch="
                          + request.batch()
                          + " is no delivery of pipeline "
                          + request.pipeline()
                          + "; assay quarantine list --all names them"));
    }
    return current().orElseGet(() -> entries.get(entries.size() - 1));
  }

  /** The same delivery as its last replay left it. */
  private Manifest latestOf(Manifest delivery) {
    return entries.stream()
        .filter(entry -> entry.isPublished() && entry.origin() == delivery.origin())
        .max(Manifest.RANK)
        .orElse(delivery);
  }

  /** What counts now in the place of a delivery, if a newer one does. */
  Optional<Manifest> newerThan(Manifest delivery) {
    return current()
        .filter(shown -> BY_DELIVERY.compare(shown, delivery) > 0)
        .filter(shown -> shown.origin() != delivery.origin());
  }

  private Optional<Manifest> current() {
    return entries.stream().filter(Manifest::isPublished).max(Manifest.RANK);
  }
}
