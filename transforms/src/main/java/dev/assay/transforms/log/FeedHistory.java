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

  /**
   * The same as data, without the entries.
   *
   * @param taken source files, each with the entry that published it
   * @param snapshots by dataset
   */
  record Saved(List<SavedFile> taken, List<SavedDataset> snapshots) {}

  record SavedFile(String name, long bytes, String crc32c, long number) {}

  record SavedDataset(String name, List<Snapshot> snapshots) {}

  /** A source file, by what makes it the same file when it comes again. */
  private record Taken(String name, long bytes, String crc32c) {}

  FeedHistory copy() {
    FeedHistory copy = new FeedHistory();
    copy.entries.addAll(entries);
    copy.taken.putAll(taken);
    snapshots.forEach((dataset, days) -> copy.snapshots.put(dataset, new TreeMap<>(days)));
    return copy;
  }

  Saved save() {
    return new Saved(
        taken.entrySet().stream()
            .map(
                file ->
                    new SavedFile(
                        file.getKey().name(),
                        file.getKey().bytes(),
                        file.getKey().crc32c(),
                        file.getValue()))
            .toList(),
        snapshots.entrySet().stream()
            .map(
                dataset ->
                    new SavedDataset(dataset.getKey(), List.copyOf(dataset.getValue().values())))
            .toList());
  }

  /** The history of those entries, by number. */
  static FeedHistory of(List<Entry> entries, Saved saved) {
    FeedHistory history = new FeedHistory();
    history.entries.addAll(entries);
    saved
        .taken()
        .forEach(
            file ->
                history.taken.put(
                    new Taken(file.name(), file.bytes(), file.crc32c()), file.number()));
    for (SavedDataset dataset : saved.snapshots()) {
      NavigableMap<LocalDate, Snapshot> days = new TreeMap<>();
      dataset.snapshots().forEach(snapshot -> days.put(snapshot.asOf(), snapshot));
      history.snapshots.put(dataset.name(), days);
    }
    return history;
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

  /** How many source files were taken. */
  int files() {
    return taken.size();
  }

  Optional<Long> taken(String name, long bytes, String crc32c) {
    return Optional.ofNullable(taken.get(new Taken(name, bytes, crc32c)));
  }

  List<Snapshot> snapshots(String dataset) {
    return List.copyOf(snapshots.getOrDefault(dataset, new TreeMap<>()).values());
  }
}
