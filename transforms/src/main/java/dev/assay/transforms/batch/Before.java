package dev.assay.transforms.batch;

import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Entry;
import dev.assay.transforms.log.History;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What the log says there was before a batch that builds on it; nothing for any other. */
final class Before {
  private final @Nullable History history;

  private Before(@Nullable History history) {
    this.history = history;
  }

  static Before of(Delivery delivery) throws IOException {
    return new Before(delivery.base() == null ? null : delivery.history());
  }

  /** The latest day that a published batch speaks of. */
  Optional<LocalDate> latestAsOf() {
    return history == null
        ? Optional.empty()
        : history.entries().stream()
            .filter(Entry::isPublished)
            .map(Entry::asOf)
            .max(LocalDate::compareTo);
  }

  /** Rows of a dataset on all days. */
  long rows(String dataset) {
    return history == null
        ? 0
        : history.rows(Layer.SILVER, dataset).values().stream().mapToLong(Long::longValue).sum();
  }

  /** Rows of a dataset on some days. */
  long rows(String dataset, Collection<LocalDate> days) {
    if (history == null) {
      return 0;
    }
    Map<LocalDate, Long> rows = history.rows(Layer.SILVER, dataset);
    return days.stream().mapToLong(day -> rows.getOrDefault(day, 0L)).sum();
  }
}
