package dev.assay.transforms.log;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/** A folder of files that are numbered and never changed: {@code 0000000042.json}. */
final class LogFiles {
  private static final Pattern NUMBERED = Pattern.compile("([0-9]{10})\\.json");

  private final String folder;

  LogFiles(String folder) {
    this.folder = folder;
  }

  /** The numbers that are taken, ascending; none if there is no such folder. */
  List<Long> numbers() throws IOException {
    try (Stream<String> names = names()) {
      return names
          .map(NUMBERED::matcher)
          .filter(Matcher::matches)
          .map(name -> Long.valueOf(name.group(1)))
          .sorted()
          .toList();
    }
  }

  /** Listed, not matched: the name of a local folder may hold what a glob gives a meaning. */
  private Stream<String> names() throws IOException {
    ResourceId resource = FileSystems.matchNewResource(folder, true);
    if (isLocal(resource)) {
      Path path = Path.of(resource.toString());
      return Files.isDirectory(path)
          ? Files.list(path).map(file -> file.getFileName().toString())
          : Stream.of();
    }
    try {
      return FileSystems.match(folder + "/*.json", EmptyMatchTreatment.ALLOW).metadata().stream()
          .map(found -> String.valueOf(found.resourceId().getFilename()));
    } catch (IOException e) {
      throw new IOException(
          folder + " cannot be listed; check that there is such a bucket, and that you may read it",
          e);
    }
  }

  private static boolean isLocal(ResourceId file) {
    return file.getScheme().equals("file");
  }

  ResourceId file(long number) {
    return FileSystems.matchNewResource(String.format("%s/%010d.json", folder, number), false);
  }

  /**
   * What a file holds.
   *
   * @throws IOException if there is none; the message names it
   */
  byte[] read(long number) throws IOException {
    ResourceId file = file(number);
    try (InputStream in = Channels.newInputStream(FileSystems.open(file))) {
      return in.readAllBytes();
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw missing(file, e);
    }
  }

  /**
   * What tells a file from another one that has its place now: its size, and when it was written.
   *
   * @throws IOException if there is none; the message names it
   */
  String stamp(long number) throws IOException {
    ResourceId file = file(number);
    try {
      if (isLocal(file)) {
        BasicFileAttributes found =
            Files.readAttributes(Path.of(file.toString()), BasicFileAttributes.class);
        return found.size() + " " + found.lastModifiedTime() + " " + found.fileKey();
      }
      Metadata found = FileSystems.matchSingleFileSpec(file.toString());
      return found.sizeBytes() + " " + found.lastModifiedMillis();
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw missing(file, e);
    }
  }

  private static IOException missing(ResourceId file, IOException e) {
    return new IOException(
        file + " is missing: entries are numbered without a gap, and none is ever deleted", e);
  }

  /** Writes a file whole; not if another one has its number, and then says so. */
  boolean create(long number, byte[] content) throws IOException {
    return WriteOnce.create(file(number), content);
  }

  void delete(long number) throws IOException {
    FileSystems.delete(List.of(file(number)), StandardMoveOptions.IGNORE_MISSING_FILES);
  }
}
