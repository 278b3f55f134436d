package dev.assay.transforms.lake;

import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/** Reads files of JSON lines that an entry of the log lists, a record at a time. */
public final class CommittedLines {
  private CommittedLines() {}

  /**
   * What is to be done with each record.
   *
   * @param <T> class of the records
   */
  public interface Each<T> {
    void take(T record) throws IOException;
  }

  /**
   * Reads a file, once it is known to be the one that was committed.
   *
   * @param root the output folder
   * @param file as the log lists it
   * @throws IOException if it is not there, holds other bytes, or a line is no record of that class
   */
  public static <T> void read(String root, DataFile file, Class<T> type, Each<T> each)
      throws IOException {
    read(CommittedFile.verified(root, file), type, each);
  }

  /** Reads a file of this lake that may not be committed yet. */
  public static <T> void read(ResourceId file, Class<T> type, Each<T> each) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Channels.newInputStream(FileSystems.open(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        each.take(Json.read(line, type));
      }
    }
  }
}
