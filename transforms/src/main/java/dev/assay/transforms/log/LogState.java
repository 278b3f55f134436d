package dev.assay.transforms.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What all entries of a log up to one of them come to, without what is not asked for again. Not
 * changed any more once it was given out.
 */
final class LogState {
  /** So many manifests are held at a time while a log is read. */
  private static final int AT_ONCE = 256;

  /** Steps of one run, and runs of one process, ask for the same few states again and again. */
  private static final Map<Key, LogState> KNOWN =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, LogState> eldest) {
              return size() > 8;
            }
          });

  private final List<Entry> entries = new ArrayList<>();
  private final CurrentTables tables;
  private final Map<Feed, FeedHistory> feeds = new HashMap<>();

  /** Number of the latest entry that a reader of this one finds a checkpoint of; 0 for none. */
  private long checkpoint;

  /** Input files of the entries since. */
  private long filesSince;

  /** The stamp of its last entry tells a log from another one that had its place before. */
  private record Key(String root, long number, String stamp) {}

  private record Feed(String pipeline, String domain) {}

  /** The state before any entry. */
  LogState() {
    this(new CurrentTables());
  }

  private LogState(CurrentTables tables) {
    this.tables = tables;
  }

  static LogState latest(Log log) throws IOException {
    return at(log, log.last());
  }

  static LogState at(Log log, long number) throws IOException {
    if (number == 0) {
      return new LogState();
    }
    Key key = new Key(log.root(), number, log.stamp(number));
    LogState known = KNOWN.get(key);
    if (known == null) {
      known = before(log, number).copy();
      known.addAll(log, number);
      if (known.isCheckpointDue()) {
        log.checkpoints().write(known);
        known.checkpoint = number;
        known.filesSince = 0;
      }
      KNOWN.put(key, known);
    }
    return known;
  }

  /** The nearest state before an entry that is known, and of this log. */
  private static LogState before(Log log, long number) throws IOException {
    LogState nearest = new LogState();
    for (Key key : List.copyOf(KNOWN.keySet())) {
      if (key.root().equals(log.root())
          && key.number() < number
          && key.number() > nearest.number()
          && key.stamp().equals(log.stamp(key.number()))) {
        nearest = KNOWN.getOrDefault(key, nearest);
      }
    }
    return nearest.number() > 0 && number - nearest.number() < Checkpoints.EVERY
        ? nearest
        : log.checkpoints().latest(nearest.number(), number).orElse(nearest);
  }

  /**
   * A checkpoint names every input file there ever was: they come the rarer, the more there are.
   */
  private boolean isCheckpointDue() {
    long files = feeds.values().stream().mapToLong(FeedHistory::files).sum();
    return number() - checkpoint >= Checkpoints.EVERY
        || filesSince >= Math.max(Checkpoints.MANY_FILES, files / 8);
  }

  /** The same as data; of entries there are many, and each has few bytes. */
  record Saved(List<Entry> entries, List<CurrentTables.Saved> tables, List<SavedFeed> feeds) {}

  record SavedFeed(String pipeline, String domain, FeedHistory.Saved history) {}

  Saved save() {
    return new Saved(
        entries,
        tables.save(),
        feeds.entrySet().stream()
            .map(
                feed ->
                    new SavedFeed(
                        feed.getKey().pipeline(), feed.getKey().domain(), feed.getValue().save()))
            .toList());
  }

  static LogState of(Saved saved) {
    LogState state = new LogState(CurrentTables.restore(saved.tables()));
    state.entries.addAll(saved.entries());
    state.checkpoint = state.number();
    Map<Feed, List<Entry>> entries =
        saved.entries().stream()
            .collect(Collectors.groupingBy(entry -> new Feed(entry.pipeline(), entry.domain())));
    for (SavedFeed feed : saved.feeds()) {
      Feed key = new Feed(feed.pipeline(), feed.domain());
      state.feeds.put(key, FeedHistory.of(entries.get(key), feed.history()));
    }
    return state;
  }

  private LogState copy() {
    LogState copy = new LogState(tables.copy());
    copy.entries.addAll(entries);
    copy.checkpoint = checkpoint;
    copy.filesSince = filesSince;
    feeds.forEach((feed, history) -> copy.feeds.put(feed, history.copy()));
    return copy;
  }

  private void addAll(Log log, long last) throws IOException {
    while (number() < last) {
      log.read(number() + 1, Math.min(number() + AT_ONCE, last)).forEach(this::add);
    }
  }

  /** Takes the next entry. */
  void add(Manifest manifest) {
    entries.add(manifest.entry());
    filesSince += manifest.sources().size();
    tables.add(manifest);
    feeds
        .computeIfAbsent(
            new Feed(manifest.pipeline(), manifest.domain()), feed -> new FeedHistory())
        .add(manifest);
  }

  /** Number of the last entry; 0 before any. */
  long number() {
    return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).number();
  }

  /** All entries, by number. */
  List<Entry> entries() {
    return Collections.unmodifiableList(entries);
  }

  CurrentTables tables() {
    return tables;
  }

  FeedHistory feed(String pipeline, String domain) {
    return feeds.getOrDefault(new Feed(pipeline, domain), new FeedHistory());
  }
}
