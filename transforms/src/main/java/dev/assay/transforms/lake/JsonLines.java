package dev.assay.transforms.lake;

import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Writes records as JSON, one a line, to a file of the lake that is begun with the first of them.
 */
public final class JsonLines implements AutoCloseable {

  /** Begins the file. */
  public interface Begin {
    LakeFile begin() throws IOException;
  }

  /** A line that says which input file it speaks of. */
  record Line(String file) {}

  private final Begin begin;
  private LakeFile file;
  private long lines;

  public JsonLines(Begin begin) {
    this.begin = begin;
  }

  public void write(Object record) throws IOException {
    if (file == null) {
      file = begin.begin();
    }
    file.out().write(Json.write(record).getBytes(StandardCharsets.UTF_8));
    file.out().write('\n');
    lines++;
  }

  public boolean isEmpty() {
    return lines == 0;
  }

  /** Ends the file, which must have a line. */
  public DataFile finish() throws IOException {
    return file.finish(lines);
  }

  /** The file under its final name. */
  public ResourceId resource() {
    return file.resource();
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }

  /** Counts the lines of a finished file for each input file they speak of. */
  public static Map<String, Long> linesBySource(ResourceId file) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Channels.newInputStream(FileSystems.open(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        counts.merge(Json.read(line, Line.class).file(), 1L, Long::sum);
      }
    }
    return counts;
  }
}
