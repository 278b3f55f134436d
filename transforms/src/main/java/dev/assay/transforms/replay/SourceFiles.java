package dev.assay.transforms.replay;

import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.read.Crc32c;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/**
 * Finds the files that a batch was read from, wherever they lie now: in the folder they were
 * delivered to, in the archive, or where a replay made them. Name, size and checksum say which they
 * are.
 */
public final class SourceFiles {
  private final List<String> folders;

  private SourceFiles(List<String> folders) {
    this.folders = folders;
  }

  /**
   * Looks in these folders, and in the folders within them, since an archive has one for each
   * batch; and in those of the lake's replays.
   *
   * @param root the output folder
   */
  public static SourceFiles in(String root, List<String> folders) {
    List<String> all =
        new ArrayList<>(folders.stream().map(f -> f.replaceAll("(?<=.)/+$", "")).toList());
    all.add(root + "/" + Folder.REPLAYS);
    return new SourceFiles(List.copyOf(all));
  }

  /** Where a file of a batch lies; empty if it is in none of the folders. */
  public Optional<Metadata> find(Manifest batch, Manifest.Source source) throws IOException {
    for (String folder : folders) {
      for (String within : List.of("", batch.batch() + "/", "*/")) {
        for (Metadata file : list(folder + "/" + within + source.name())) {
          if (isSame(file, source)) {
            return Optional.of(file);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** What to say of a file that is in none of the folders. */
  public String missing(Manifest batch, Manifest.Source source) {
    return source.name()
        + " of batch "
        + batch.batch()
        + " ("
        + source.bytes()
        + " bytes, CRC-32C "
        + source.crc32c()
        + ") is in none of "
        + String.join(", ", folders)
        + "; put it back, or say with --input or --archive where it lies";
  }

  private static List<Metadata> list(String pattern) throws IOException {
    try {
      return FileSystems.match(pattern, EmptyMatchTreatment.ALLOW).metadata();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  private static boolean isSame(Metadata file, Manifest.Source source) throws IOException {
    if (file.sizeBytes() != source.bytes()) {
      return false;
    }
    try (InputStream in = Channels.newInputStream(FileSystems.open(file.resourceId()))) {
      return Crc32c.of(in).equals(source.crc32c());
    }
  }
}
