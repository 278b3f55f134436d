package dev.assay.transforms.log;

import dev.assay.schemas.Table;
import dev.assay.transforms.log.DataFile.Layer;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the log says of one pipeline and domain up to one of its entries: a state that stays what it
 * is, whatever is published later. Safe for use by several threads.
 */
public final class History {
  private final String pipeline;
  private final String domain;
  private final long number;
  private final FeedHistory feed;
  private final CurrentTables tables;

  /**
   * A dataset as one batch delivered it, whole.
   *
   * @param asOf the day the batch speaks of
   * @param number the batch's entry
   * @param files the dataset's files of silver
   */
  public record Snapshot(LocalDate asOf, long number, List<DataFile> files) {}

  private History(LogState state, String pipeline, String domain) {
    this.pipeline = pipeline;
    this.domain = domain;
    this.number = state.number();
    this.feed = state.feed(pipeline, domain);
    this.tables = state.tables();
  }

  /**
   * The state that an entry left. Asked for again, it is not read again.
   *
   * @param root the output folder that the log is in
   * @param number of the entry, which may be of another pipeline or domain; 0 for the state before
   *     any
   * @throws IOException if the log cannot be read, or has no such entry
   */
  public static History at(String root, String pipeline, String domain, long number)
      throws IOException {
    return new History(LogState.at(Log.of(root), number), pipeline, domain);
  }

  /** The state that the last entry there is left, or the one before any. */
  public static History latest(String root, String pipeline, String domain) throws IOException {
    return new History(LogState.latest(Log.of(root)), pipeline, domain);
  }

  /**
   * The same, of a log that has been read.
   *
   * @param log all entries by number; those after {@code number} do not count
   */
  public static History of(List<Manifest> log, String pipeline, String domain, long number) {
    LogState state = new LogState();
    log.stream().filter(entry -> entry.number() <= number).forEach(state::add);
    return new History(state, pipeline, domain);
  }

  /** Number of the last entry that this state knows of; 0 if of none. */
  public long number() {
    return number;
  }

  /** The entries of the pipeline and domain, refused ones too, by number. */
  public List<Entry> entries() {
    return feed.entries();
  }

  /**
   * The entry that published a source file, if one did; the first, should there be several.
   *
   * @param name of the file in the landing folder
   * @param crc32c checksum of its bytes, 8 hex digits
   */
  public Optional<Long> taken(String name, long bytes, String crc32c) {
    return feed.taken(name, bytes, crc32c);
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
    return feed.snapshots(dataset);
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
