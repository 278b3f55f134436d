package dev.assay.transforms.batch;

import dev.assay.transforms.batch.Lines.Outcome;
import dev.assay.transforms.batch.Lines.Replayed;
import dev.assay.transforms.lake.CommittedLines;
import dev.assay.transforms.lake.JsonLines;
import dev.assay.transforms.ledger.FileBalance;
import dev.assay.transforms.ledger.QualityCheck;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The account of a replay: what became of each record, by what the batch wrote, and whether the
 * books of the old batch and of this one fit together. Equal however often it is made.
 */
final class SettleReplay {
  private final Delivery delivery;
  private final Replay replay;
  private final @Nullable Manifest before;
  private final List<Replayed> records = new ArrayList<>();

  /** A line of the replay. */
  private record Place(String dataset, String file, long line) {}

  private SettleReplay(Delivery delivery, Replay replay, @Nullable Manifest before) {
    this.delivery = delivery;
    this.replay = replay;
    this.before = before;
  }

  /**
   * Settles a replay.
   *
   * @param written what the batch wrote
   */
  static SettleReplay of(Delivery delivery, Replay replay, List<DataFile> written)
      throws IOException {
    Manifest before = replay.of() == null ? null : Log.of(delivery.lake().root()).read(replay.of());
    SettleReplay settled = new SettleReplay(delivery, replay, before);
    settled.settle(settled.outcomes(written));
    return settled;
  }

  /** Number of the entry by which the delivery came in that this is again, or null. */
  @Nullable Long origin() {
    return before == null ? null : (Long) before.origin();
  }

  /** Of the lines that did not become rows, what they became. */
  private Map<Place, Outcome> outcomes(List<DataFile> written) throws IOException {
    Map<Place, Outcome> outcomes = new HashMap<>();
    for (DataFile file : written) {
      if (file.layer() == Layer.QUARANTINE) {
        CommittedLines.read(
            delivery.lake().resource(file.path()),
            Lines.Quarantined.class,
            line ->
                outcomes.put(
                    new Place(line.dataset(), line.file(), line.line()), Outcome.QUARANTINED));
      } else if (file.layer() == Layer.DUPLICATES) {
        CommittedLines.read(
            delivery.lake().resource(file.path()),
            Lines.Duplicate.class,
            line ->
                outcomes.put(
                    new Place(line.dataset(), line.file(), line.line()), Outcome.DUPLICATE));
      }
    }
    return outcomes;
  }

  private void settle(Map<Place, Outcome> outcomes) throws IOException {
    for (Replayed tie : replay.read()) {
      Outcome outcome =
          tie.outcome() != null
              ? tie.outcome()
              : outcomes.getOrDefault(
                  new Place(tie.dataset(), tie.file(), tie.line()), Outcome.RELEASED);
      records.add(
          new Replayed(
              delivery.batch(),
              tie.dataset(),
              tie.file(),
              tie.line(),
              tie.fromBatch(),
              tie.fromFile(),
              tie.fromLine(),
              tie.mended(),
              outcome));
    }
  }

  /** Writes the account, a file for each dataset. */
  List<DataFile> write() throws IOException {
    Map<String, List<Replayed>> byDataset = new TreeMap<>();
    records.forEach(
        record ->
            byDataset.computeIfAbsent(record.dataset(), name -> new ArrayList<>()).add(record));
    List<DataFile> files = new ArrayList<>();
    for (Map.Entry<String, List<Replayed>> dataset : byDataset.entrySet()) {
      try (JsonLines lines =
          new JsonLines(() -> delivery.create(Layer.REPLAYED, dataset.getKey(), "records.jsonl"))) {
        for (Replayed record : dataset.getValue()) {
          lines.write(record);
        }
        files.add(lines.finish());
      }
    }
    return files;
  }

  /** Whether each file has the records it had before, and those that were added, and no others. */
  List<QualityCheck> checks(List<FileBalance> files) {
    Checks checks = new Checks();
    for (FileBalance file : files) {
      long expected = before(file) + added(file);
      checks.add(
          file.dataset(),
          "replay.balance",
          "completeness",
          true,
          file.read(),
          Math.abs(file.read() - expected),
          before == null
              ? "records read = records taken out of quarantine"
              : "records read = those of batch " + before.batch() + " + those mended ones became",
          file.read() == expected ? List.of() : List.of(file.file()));
    }
    return checks.list();
  }

  private long before(FileBalance file) {
    return before == null
        ? 0
        : before.ledger().files().stream()
            .filter(old -> old.dataset().equals(file.dataset()) && old.file().equals(file.file()))
            .mapToLong(FileBalance::read)
            .sum();
  }

  /** Where the delivery is whole, a record that became two is one more. */
  private long added(FileBalance file) {
    Set<Place> places = new HashSet<>();
    long lines = 0;
    for (Replayed record : records) {
      if (record.dataset().equals(file.dataset())
          && record.file().equals(file.file())
          && record.outcome() != Outcome.SUPERSEDED) {
        lines++;
        places.add(new Place(record.fromBatch(), record.fromFile(), record.fromLine()));
      }
    }
    return before == null ? lines : lines - places.size();
  }
}
