package dev.assay.transforms.log;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.CreateOptions.StandardCreateOptions;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * The log of an output folder: one manifest a file, numbered from 1 without gaps, never changed. A
 * batch is published when its manifest is there, and not before.
 */
public final class Log {
  /** Folder of the log under the output. */
  public static final String FOLDER = "_log";

  private static final Pattern ENTRY = Pattern.compile("/[0-9]{10}\\.json$");

  private final String root;

  private Log(String root) {
    this.root = root;
  }

  /** The log of an output folder, which need not exist yet. */
  public static Log of(String root) {
    return new Log(root);
  }

  /**
   * All entries, by number.
   *
   * @throws IOException if one cannot be read; the message names it
   */
  public List<Manifest> read() throws IOException {
    List<Manifest> manifests = new ArrayList<>();
    for (ResourceId file : files()) {
      manifests.add(read(file));
    }
    manifests.sort(Comparator.comparingLong(Manifest::number));
    return manifests;
  }

  /**
   * One entry, which must be there.
   *
   * @throws IOException if it cannot be read; the message names it
   */
  public Manifest read(long number) throws IOException {
    return read(file(number));
  }

  /** Number of the last entry; 0 if there is none. */
  public long last() throws IOException {
    return files().stream().mapToLong(Log::number).max().orElse(0);
  }

  private static long number(ResourceId file) {
    return Long.parseLong(String.valueOf(file.getFilename()).replace(".json", ""));
  }

  /**
   * What tells the file of an entry from another one of that number, in another log at this place.
   *
   * @throws IOException if there is no such entry; the message names it
   */
  String stamp(long number) throws IOException {
    ResourceId file = file(number);
    if (file.getScheme().equals("file")) {
      BasicFileAttributes found =
          Files.readAttributes(Path.of(file.toString()), BasicFileAttributes.class);
      return found.size() + " " + found.lastModifiedTime() + " " + found.fileKey();
    }
    Metadata found = FileSystems.matchSingleFileSpec(file.toString());
    return found.sizeBytes() + " " + found.lastModifiedMillis();
  }

  private ResourceId file(long number) {
    String name = String.format("%s/%s/%010d.json", root, FOLDER, number);
    return FileSystems.matchNewResource(name, false);
  }

  private List<ResourceId> files() throws IOException {
    ResourceId folder = FileSystems.matchNewResource(root + "/" + FOLDER, true);
    if (folder.getScheme().equals("file")) {
      return localFiles(Path.of(folder.toString()));
    }
    return FileSystems.match(root + "/" + FOLDER + "/*.json", EmptyMatchTreatment.ALLOW)
        .metadata()
        .stream()
        .map(Metadata::resourceId)
        .filter(file -> ENTRY.matcher(file.toString()).find())
        .toList();
  }

  /** Listed, not matched: the name of the output folder may hold what a glob gives a meaning. */
  private static List<ResourceId> localFiles(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(Path::toString)
          .filter(file -> ENTRY.matcher(file).find())
          .map(file -> FileSystems.matchNewResource(file, false))
          .toList();
    }
  }

  /** What is read of an entry first: the rest of another format may not even be readable. */
  private record Layout(int format) {}

  private static Manifest read(ResourceId file) throws IOException {
    try (InputStream in = Channels.newInputStream(FileSystems.open(file))) {
      byte[] json = in.readAllBytes();
      Layout layout = Json.read(json, Layout.class);
      if (layout == null || layout.format() != Manifest.FORMAT) {
        throw new IOException(
            file
                + " is no manifest of this version of Assay: its format is not "
                + Manifest.FORMAT);
      }
      return Json.read(json, Manifest.class);
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw new IOException(
          file + " is no manifest of this version of Assay: " + e.getOriginalMessage(), e);
    }
  }

  /** The published entry of a batch, if there is one. */
  public static Optional<Manifest> published(List<Manifest> log, String batch) {
    return log.stream().filter(m -> m.isPublished() && m.batch().equals(batch)).findFirst();
  }

  /**
   * An entry of that batch that is of another pipeline or domain, if there is one: its files and
   * books go by the name of the batch, which therefore belongs to one feed for ever.
   */
  public static Optional<Manifest> stranger(
      List<Manifest> log, String batch, String pipeline, String domain) {
    return log.stream()
        .filter(m -> m.batch().equals(batch) && !m.isOf(pipeline, domain))
        .findFirst();
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
    manifest
        .strayFile()
        .ifPresent(
            file -> {
              throw new IllegalArgumentException(file.path() + " is of none of the entry's days");
            });
    while (true) {
      List<Manifest> log = read();
      Optional<Manifest> same = same(log, manifest);
      if (same.isPresent()) {
        return same.get();
      }
      checkBase(log, manifest);
      long number = log.isEmpty() ? 1 : log.get(log.size() - 1).number() + 1;
      Manifest numbered = manifest.withNumber(number);
      if (create(numbered)) {
        return numbered;
      }
    }
  }

  /** Whoever takes the next number has seen all entries before it: none can come between unseen. */
  private static void checkBase(List<Manifest> log, Manifest manifest) {
    Long base = manifest.base();
    if (base != null) {
      log.stream()
          .filter(other -> other.number() > base && other.isPublished())
          .filter(other -> other.isOf(manifest.pipeline(), manifest.domain()))
          .findFirst()
          .ifPresent(
              between -> {
                throw new StaleBaseException(manifest, between);
              });
    }
  }

  private static Optional<Manifest> same(List<Manifest> log, Manifest manifest) {
    stranger(log, manifest.batch(), manifest.pipeline(), manifest.domain())
        .ifPresent(
            other -> {
              throw new IllegalStateException(
                  "batch "
                      + manifest.batch()
                      + " was taken by pipeline "
                      + other.pipeline()
                      + ", domain "
                      + other.domain()
                      + " while this run was going");
            });
    Optional<Manifest> published = published(log, manifest.batch());
    if (published.isPresent() && !published.get().identity().equals(manifest.identity())) {
      throw new IllegalStateException(
          "batch " + manifest.batch() + " was published with other data while this run was going");
    }
    return published.isPresent()
        ? published
        : log.stream()
            .filter(m -> m.batch().equals(manifest.batch()) && m.status() == manifest.status())
            .filter(m -> m.identity().equals(manifest.identity()))
            .filter(m -> m.files().equals(manifest.files()) && m.ledger().equals(manifest.ledger()))
            .reduce((first, second) -> second);
  }

  /** Whether the entry was written; not if another has its number. */
  private boolean create(Manifest manifest) throws IOException {
    ResourceId file = file(manifest.number());
    byte[] json = Json.writePretty(manifest);
    return file.getScheme().equals("file")
        ? link(Path.of(file.toString()), json)
        : createIfAbsent(file, json);
  }

  /** A hard link appears whole or not at all, and never over a file that is there. */
  private static boolean link(Path file, byte[] json) throws IOException {
    Files.createDirectories(file.getParent());
    Path unfinished = file.resolveSibling("." + UUID.randomUUID());
    try (FileChannel channel = FileChannel.open(unfinished, CREATE_NEW, WRITE)) {
      channel.write(ByteBuffer.wrap(json));
      channel.force(true);
    }
    try {
      Files.createLink(file, unfinished);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.delete(unfinished);
    }
  }

  private static boolean createIfAbsent(ResourceId file, byte[] json) throws IOException {
    StandardCreateOptions options =
        StandardCreateOptions.builder()
            .setMimeType(MimeTypes.TEXT)
            .setExpectFileToNotExist(true)
            .build();
    try (WritableByteChannel out = FileSystems.create(file, options)) {
      out.write(ByteBuffer.wrap(json));
      return true;
    } catch (IOException e) {
      if (FileSystems.match(file.toString(), EmptyMatchTreatment.ALLOW).metadata().isEmpty()) {
        throw e;
      }
      return false;
    }
  }
}
