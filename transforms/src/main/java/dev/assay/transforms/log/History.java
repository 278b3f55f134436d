package dev.assay.transforms.log;

import dev.assay.schemas.Table;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Manifest.Source;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the log says of one pipeline and domain up to one of its entries: a state that stays what it
 * is, whatever is published later. Safe for use by several threads.
 */
public final class History {
  /** Steps of one run, and runs of one process, ask for the same few states again and again. */
  private static final Map<State, History> KNOWN =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<State, History> eldest) {
              return size() > 8;
            }
          });

  private final String pipeline;
  private final String domain;
  private final long number;
  private final List<Entry> entries = new ArrayList<>();
  private final CurrentTables tables = new CurrentTables();
  private final Map<Taken, Long> taken = new HashMap<>();
  private final Map<String, NavigableMap<LocalDate, Snapshot>> snapshots = new HashMap<>();

  /** The file of an entry tells a log from another one that was at its place before. */
  private record State(String root, String pipeline, String domain, long number, String file) {}

  /** A source file, by what makes it the same file when it comes again. */
  private record Taken(String name, long bytes, String crc32c) {}

  /**
   * A dataset as one batch delivered it, whole.
   *
   * @param asOf the day the batch speaks of
   * @param number the batch's entry
   * @param files the dataset's files of silver
   */
  public record Snapshot(LocalDate asOf, long number, List<DataFile> files) {}

  private History(String pipeline, String domain, long number) {
    this.pipeline = pipeline;
    this.domain = domain;
    this.number = number;
  }

  /**
   * The state that an entry left.
   *
   * @param root the output folder that the log is in
   * @param number of the entry, which may be of another pipeline or domain; 0 for the state before
   *     any
   * @throws IOException if the log cannot be read, or has no such entry
   */
  public static History at(String root, String pipeline, String domain, long number)
      throws IOException {
    Log log = Log.of(root);
    String file = number == 0 ? "" : log.stamp(number);
    State state = new State(root, pipeline, domain, number, file);
    History known = KNOWN.get(state);
    if (known == null) {
      known = of(log.read(), pipeline, domain, number);
      KNOWN.put(state, known);
    }
    return known;
  }

  /** The state that the last entry there is left, or the one before any. */
  public static History latest(String root, String pipeline, String domain) throws IOException {
    return at(root, pipeline, domain, Log.of(root).last());
  }

  /**
   * The same, of a log that has been read.
   *
   * @param log entries by ascending number; those after {@code number} do not count
   */
  public static History of(List<Manifest> log, String pipeline, String domain, long number) {
    History history = new History(pipeline, domain, number);
    log.stream()
        .filter(entry -> entry.number() <= number && entry.isOf(pipeline, domain))
        .forEach(history::add);
    return history;
  }

  private void add(Manifest manifest) {
    entries.add(manifest.entry());
    if (manifest.isPublished()) {
      tables.add(manifest);
      for (Source source : manifest.sources()) {
        taken.putIfAbsent(taken(source), manifest.number());
      }
      manifest.silver().stream()
          .filter(table -> !table.incremental())
          .forEach(table -> addSnapshot(manifest, table.name()));
    }
  }

  private void addSnapshot(Manifest manifest, String dataset) {
    Snapshot snapshot =
        new Snapshot(manifest.asOf(), manifest.number(), manifest.files(Layer.SILVER, dataset));
    snapshots
        .computeIfAbsent(dataset, name -> new TreeMap<>())
        .merge(
            manifest.asOf(), snapshot, (one, other) -> one.number() > other.number() ? one : other);
  }

  private static Taken taken(Source source) {
    return new Taken(source.name(), source.bytes(), source.crc32c());
  }

  /** Number of the last entry that this state knows of; 0 if of none. */
  public long number() {
    return number;
  }

  /** The entries of the pipeline and domain, refused ones too, by number. */
  public List<Entry> entries() {
    return Collections.unmodifiableList(entries);
  }

  /**
   * The entry that published a source file, if one did; the first, should there be several.
   *
   * @param name of the file in the landing folder
   * @param crc32c checksum of its bytes, 8 hex digits
   */
  public Optional<Long> taken(String name, long bytes, String crc32c) {
    return Optional.ofNullable(taken.get(new Taken(name, bytes, crc32c)));
  }

  /**
   * All files of a table now: those of the entry that it shows or, if it is recomputed by day, of
   * all days, by day.
   *
   * @param layer silver, gold, or the index of a dataset of silver
   * @param name the table or dataset
   */
  public List<DataFile> files(Layer layer, String name) {
    return table(layer, name).files(layer).toList();
  }

  /** The files of one day of a table that is recomputed by day; none if it has no row there. */
  public List<DataFile> files(Layer layer, String name, LocalDate day) {
    return table(layer, name).files(layer, day).toList();
  }

  /** The files of some days of a table that is recomputed by day, by day. */
  public List<DataFile> files(Layer layer, String name, Collection<LocalDate> days) {
    CurrentTable table = table(layer, name);
    return new TreeSet<>(days).stream().flatMap(day -> table.files(layer, day)).toList();
  }

  /**
   * How many rows a table that is recomputed by day has on each day, as the log counts them; the
   * days that it has none on are not there. Empty for any other table.
   */
  public NavigableMap<LocalDate, Long> rows(Layer layer, String name) {
    return table(layer, name).rows(layer);
  }

  /**
   * What was published of a dataset that each batch delivers whole: of each day that a batch spoke
   * of, the batch of the highest number; by day.
   */
  public List<Snapshot> snapshots(String dataset) {
    return List.copyOf(snapshots.getOrDefault(dataset, new TreeMap<>()).values());
  }

  /**
   * What a table was defined as last, by the entry of the highest number that fills it; none if no
   * entry does. Files of other days may have been written by other definitions.
   */
  public Optional<Table> definition(Layer layer, String name) {
    return table(layer, name).definition();
  }

  private CurrentTable table(Layer layer, String name) {
    return tables.table(pipeline, domain, layer, name);
  }
}
