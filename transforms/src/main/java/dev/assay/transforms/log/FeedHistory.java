package dev.assay.transforms.log;

import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.History.Snapshot;
import dev.assay.transforms.log.Manifest.Source;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came in by one pipeline and domain: entries, source files, snapshots. Entries are added by
 * number.
 */
final class FeedHistory {
  private final List<Entry> entries = new ArrayList<>();
  private final Map<Taken, Long> taken = new HashMap<>();
  private final Map<String, NavigableMap<LocalDate, Snapshot>> snapshots = new HashMap<>();

  /** A source file, by what makes it the same file when it comes again. */
  private record Taken(String name, long bytes, String crc32c) {}

  FeedHistory copy() {
    FeedHistory copy = new FeedHistory();
    copy.entries.addAll(entries);
    copy.taken.putAll(taken);
    snapshots.forEach((dataset, days) -> copy.snapshots.put(dataset, new TreeMap<>(days)));
    return copy;
  }

  void add(Manifest manifest) {
    entries.add(manifest.entry());
    if (manifest.isPublished()) {
      for (Source source : manifest.sources()) {
        taken.putIfAbsent(
            new Taken(source.name(), source.bytes(), source.crc32c()), manifest.number());
      }
      manifest.silver().stream()
          .filter(table -> !table.incremental())
          .forEach(table -> addSnapshot(manifest, table.name()));
    }
  }

  private void addSnapshot(Manifest manifest, String dataset) {
    snapshots
        .computeIfAbsent(dataset, name -> new TreeMap<>())
        .put(
            manifest.asOf(),
            new Snapshot(
                manifest.asOf(), manifest.number(), manifest.files(Layer.SILVER, dataset)));
  }

  List<Entry> entries() {
    return Collections.unmodifiableList(entries);
  }

  Optional<Long> taken(String name, long bytes, String crc32c) {
    return Optional.ofNullable(taken.get(new Taken(name, bytes, crc32c)));
  }

  List<Snapshot> snapshots(String dataset) {
    return List.copyOf(snapshots.getOrDefault(dataset, new TreeMap<>()).values());
  }
}
