package dev.assay.transforms.log;

import com.fasterxml.jackson.core.JacksonException;
import dev.assay.transforms.hash.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * The log of an output folder: one manifest a file, numbered from 1 without gaps, never changed. A
 * batch is published when its manifest is there, and not before.
 */
public final class Log {
  /** Folder of the log under the output. */
  public static final String FOLDER = "_log";

  /** Entries as read before, as long as memory is not needed for anything else. */
  private static final Map<String, SoftReference<Known>> KNOWN = new ConcurrentHashMap<>();

  private final String root;
  private final LogFiles files;

  /** An entry, and the file that it was read from. */
  private record Known(String stamp, Manifest manifest) {}

  private Log(String root) {
    this.root = root;
    this.files = new LogFiles(root + "/" + FOLDER);
  }

  /** The log of an output folder, which need not exist yet. */
  public static Log of(String root) {
    return new Log(root);
  }

  /**
   * All entries whole, by number. After a year of a batch every quarter of an hour they take
   * gigabytes: {@link History} and {@link #entries} tell the same in short.
   *
   * @throws IOException if one cannot be read; the message names it
   */
  public List<Manifest> read() throws IOException {
    return read(1, last(), this::read);
  }

  /** The entries of these numbers, both included, which are not kept in memory. */
  List<Manifest> read(long first, long last) throws IOException {
    return read(first, last, this::parse);
  }

  private interface ReadOne {
    Manifest read(long number) throws IOException;
  }

  private static List<Manifest> read(long first, long last, ReadOne one) throws IOException {
    try {
      return LongStream.rangeClosed(first, last)
          .parallel()
          .mapToObj(
              number -> {
                try {
                  return one.read(number);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * One entry, which must be there.
   *
   * @throws IOException if it cannot be read; the message names it
   */
  public Manifest read(long number) throws IOException {
    String file = files.file(number).toString();
    String stamp = files.stamp(number);
    SoftReference<Known> reference = KNOWN.get(file);
    Known known = reference == null ? null : reference.get();
    if (known == null || !known.stamp().equals(stamp)) {
      known = new Known(stamp, parse(number));
      KNOWN.put(file, new SoftReference<>(known));
    }
    return known.manifest();
  }

  /** What is looked at of an entry that cannot be read: the rest may be of another format. */
  private record Layout(int format) {}

  private Manifest parse(long number) throws IOException {
    String file = files.file(number).toString();
    byte[] json = files.read(number);
    try {
      Manifest manifest = Json.read(json, Manifest.class);
      if (manifest == null || manifest.format() != Manifest.FORMAT) {
        throw ofAnotherFormat(file);
      }
      return manifest;
    } catch (JacksonException e) {
      throw unreadable(file, json, e);
    }
  }

  private static IOException unreadable(String file, byte[] json, JacksonException e)
      throws IOException {
    try {
      if (Json.read(json, Layout.class).format() != Manifest.FORMAT) {
        return ofAnotherFormat(file);
      }
    } catch (JacksonException noLayout) {
      e.addSuppressed(noLayout);
    }
    return new IOException(
        file + " is no manifest of this version of Assay: " + e.getOriginalMessage(), e);
  }

  private static IOException ofAnotherFormat(String file) {
    return new IOException(
        file + " is no manifest of this version of Assay: its format is not " + Manifest.FORMAT);
  }

  /** Number of the last entry; 0 if there is none. */
  public long last() throws IOException {
    List<Long> numbers = files.numbers();
    return numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
  }

  /** All entries in short, by number; of whatever pipelines and domains. */
  public List<Entry> entries() throws IOException {
    return LogState.latest(this).entries();
  }

  /** The tables as the entries up to that one left them; none before any, at 0. */
  public CurrentTables tables(long number) throws IOException {
    return LogState.at(this, number).tables().copy();
  }

  /** What tells a log of that length from another one that had its place before. */
  String stamp(long number) throws IOException {
    return files.stamp(number);
  }

  /** The hash of an entry as it is written: what says beyond doubt which entry it is. */
  String hash(long number) throws IOException {
    return Sha256.hex(files.read(number));
  }

  Checkpoints checkpoints() {
    return new Checkpoints(this);
  }

  String root() {
    return root;
  }

  /** The published entry of a batch, if there is one. */
  public static Optional<Manifest> published(List<Manifest> log, String batch) {
    return log.stream().filter(m -> m.isPublished() && m.batch().equals(batch)).findFirst();
  }

  /**
   * Of published entries, the latest by {@link Manifest#RANK}.
   *
   * @param among which entries are looked at: those of one pipeline and domain that hold what is to
   *     be read
   */
  public static Optional<Manifest> current(List<Manifest> log, Predicate<Manifest> among) {
    return log.stream().filter(Manifest::isPublished).filter(among).max(Manifest.RANK);
  }

  /**
   * Appends an entry under the next free number. Safe to repeat: an entry for the same batch that
   * says the same is not written a second time.
   *
   * @param manifest the entry; its number is ignored
   * @return the entry as it stands in the log
   * @throws StaleBaseException if it was computed from the log, and another batch of its pipeline
   *     and domain was published since
   * @throws IllegalArgumentException if a file of a table that is recomputed by day is of none of
   *     the days that the entry says it has
   * @throws IllegalStateException if the batch was published with another identity meanwhile, or is
   *     one of another pipeline or domain
   */
  public Manifest append(Manifest manifest) throws IOException {
    return new Appending(this, manifest).append();
  }

  /** Writes the next entry; not if another one has its number, and then says so. */
  boolean create(Manifest manifest) throws IOException {
    return files.create(manifest.number(), Json.writePretty(manifest));
  }
}
