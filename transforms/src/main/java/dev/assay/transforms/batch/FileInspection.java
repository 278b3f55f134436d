package dev.assay.transforms.batch;

import dev.assay.schemas.Dataset;
import dev.assay.transforms.read.Crc32c;
import dev.assay.transforms.read.FileRange;
import dev.assay.transforms.read.FileUnreadableException;
import dev.assay.transforms.read.Header;
import dev.assay.transforms.read.Limits;
import dev.assay.transforms.read.SourceFile;
import dev.assay.transforms.read.SourceReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A first look at a file: its checksum, and whether its header fits its dataset.
 *
 * @param file the file; null if there are problems
 * @param problems what is wrong with it, each a sentence
 */
record FileInspection(@Nullable SourceFile file, List<String> problems) {
  static FileInspection of(Metadata metadata, Dataset dataset, Limits limits) {
    return of(metadata, InputFolder.name(metadata), dataset, limits);
  }

  /**
   * The same.
   *
   * @param name by which people know the file
   */
  static FileInspection of(Metadata metadata, String name, Dataset dataset, Limits limits) {
    try {
      if (metadata.sizeBytes() > limits.fileBytes()) {
        return failed(
            "%s has %d bytes, the limit is %d; split it, or raise --maxFileSize"
                .formatted(name, metadata.sizeBytes(), limits.fileBytes()));
      }
      return inspect(metadata, name, dataset, limits);
    } catch (FileUnreadableException e) {
      return failed(e.getMessage());
    } catch (IOException e) {
      return failed(name + " cannot be read: " + e.getMessage() + "; check its permissions");
    }
  }

  private static FileInspection inspect(
      Metadata metadata, String name, Dataset dataset, Limits limits) throws IOException {
    String path = metadata.resourceId().toString();
    boolean gzip = SourceFile.isGzip(name);
    FileRange whole = new FileRange(0, metadata.sizeBytes(), 1, false);
    try (SourceReader source = SourceReader.open(path, name, gzip, whole, dataset, limits)) {
      Header header = Header.read(source.records(), dataset, name);
      if (!header.problems().isEmpty()) {
        return new FileInspection(null, header.problems());
      }
      return new FileInspection(
          new SourceFile(
              dataset.name(),
              name,
              path,
              metadata.sizeBytes(),
              crc32c(metadata),
              gzip,
              header.columns(),
              header.width()),
          List.of());
    }
  }

  static String crc32c(Metadata metadata) throws IOException {
    try (InputStream in = Channels.newInputStream(FileSystems.open(metadata.resourceId()))) {
      return Crc32c.of(in);
    }
  }

  private static FileInspection failed(String problem) {
    return new FileInspection(null, List.of(problem));
  }
}
