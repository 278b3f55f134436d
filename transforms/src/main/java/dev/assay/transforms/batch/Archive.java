package dev.assay.transforms.batch;

import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.read.SourceFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/** The folder that published files are moved to, one folder a batch. */
final class Archive {
  private final String folder;

  private Archive(String folder) {
    this.folder = folder;
  }

  static Archive of(String folder) {
    return new Archive(Planner.withoutSlash(folder));
  }

  /**
   * Moves the files of a published batch that still lie in the input folder and are those that were
   * read, by size and checksum; what the archive has already is left alone. Safe to repeat.
   */
  void move(Manifest manifest, String input) throws IOException {
    for (Manifest.Source source : manifest.sources()) {
      ResourceId file = landed(input, source);
      ResourceId archived = archived(manifest, source);
      if (isSame(file, source) && (!exists(archived) || isLeftOver(file, manifest))) {
        rename(file, archived);
      }
    }
  }

  /**
   * Moves a file that was taken in before and lies in the landing folder again, or still, to where
   * its batch is archived: over the same file, if that is there already.
   */
  void moveAgain(SourceFile file, String batch, String input) throws IOException {
    ResourceId landed = FileSystems.matchNewResource(input + "/" + file.name(), false);
    ResourceId archived =
        FileSystems.matchNewResource(folder + "/" + batch + "/" + file.name(), false);
    Manifest.Source known =
        new Manifest.Source(file.dataset(), file.name(), file.size(), file.crc32c());
    if (!isSame(landed, known)) {
      return; // somebody has written to it since it was looked at
    }
    rename(landed, archived);
  }

  /** Whoever else takes the same file in may archive it at this moment. */
  private static void rename(ResourceId from, ResourceId to) throws IOException {
    try {
      FileSystems.rename(List.of(from), List.of(to), StandardMoveOptions.IGNORE_MISSING_FILES);
    } catch (IOException e) {
      if (exists(from)) {
        throw e;
      }
    }
  }

  /**
   * Ends what a run that died had begun: if part of the last published batch of a pipeline and
   * domain is archived and part is not, the rest follows.
   */
  void finish(List<Manifest> log, String pipeline, String domain, String input) throws IOException {
    Manifest last =
        log.stream()
            .filter(m -> m.isPublished() && m.isOf(pipeline, domain))
            .filter(m -> !m.sources().isEmpty() && m.replays() == null)
            .reduce((first, second) -> second)
            .orElse(null);
    if (last != null && isBegun(last, input)) {
      move(last, input);
    }
  }

  private boolean isBegun(Manifest manifest, String input) throws IOException {
    int archived = 0;
    boolean isLeft = false;
    for (Manifest.Source source : manifest.sources()) {
      archived += exists(archived(manifest, source)) ? 1 : 0;
      isLeft |= isLeftOver(landed(input, source), manifest);
    }
    return archived > 0 && (archived < manifest.sources().size() || isLeft);
  }

  /**
   * In a bucket a move copies and then deletes: one that stopped in between leaves the file in both
   * places, and it lies there since before the batch was published. A file like it that has come
   * since belongs to another delivery.
   */
  private static boolean isLeftOver(ResourceId landed, Manifest manifest) throws IOException {
    if (landed.getScheme().equals("file")) {
      return false;
    }
    return FileSystems.match(landed.toString(), EmptyMatchTreatment.ALLOW).metadata().stream()
        .anyMatch(file -> file.lastModifiedMillis() <= manifest.committedAt().toEpochMilli());
  }

  private static ResourceId landed(String input, Manifest.Source source) {
    return FileSystems.matchNewResource(input + "/" + source.name(), false);
  }

  private ResourceId archived(Manifest manifest, Manifest.Source source) {
    return FileSystems.matchNewResource(
        folder + "/" + manifest.batch() + "/" + source.name(), false);
  }

  private static boolean exists(ResourceId file) throws IOException {
    return !FileSystems.match(file.toString(), EmptyMatchTreatment.ALLOW).metadata().isEmpty();
  }

  private static boolean isSame(ResourceId file, Manifest.Source source) throws IOException {
    List<Metadata> found = FileSystems.match(file.toString(), EmptyMatchTreatment.ALLOW).metadata();
    try {
      return found.size() == 1
          && found.get(0).sizeBytes() == source.bytes()
          && FileInspection.crc32c(found.get(0)).equals(source.crc32c());
    } catch (FileNotFoundException e) {
      return false; // archived at this moment by somebody else
    }
  }
}
