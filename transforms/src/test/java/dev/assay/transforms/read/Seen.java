package dev.assay.transforms.read;

import dev.assay.schemas.Format;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * All that a reader tells of one record, as data.
 *
 * @param problem the rule id of its problem, or null
 */
record Seen(long line, String raw, List<String> fields, @Nullable String problem) {

  /** Reads until there is nothing left. */
  static List<Seen> all(RecordReader records) {
    List<Seen> all = new ArrayList<>();
    try (records) {
      while (records.next()) {
        all.add(now(records));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /** How many records are left. */
  static long count(RecordReader records) throws IOException {
    long count = 0;
    while (records.next()) {
      count++;
    }
    return count;
  }

  static List<Seen> csv(String text) {
    return all(new CsvReader(stream(text), Format.CSV, Limits.DEFAULT, false, 1));
  }

  static List<Seen> csv(String text, boolean wellFormed, Limits limits, int capacity) {
    return all(new CsvReader(stream(text), Format.CSV, limits, wellFormed, 1, capacity));
  }

  static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  static Seen sound(long line, String raw, String... fields) {
    return new Seen(line, raw, List.of(fields), null);
  }

  static Seen refused(long line, String raw, String rule) {
    return new Seen(line, raw, List.of(), rule);
  }

  private static Seen now(RecordReader records) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      int start = records.start(i);
      String text = new String(records.bytes(), start, records.end(i) - start, records.charset());
      fields.add(records.isNull(i) ? "<null>" : text);
    }
    Problem problem = records.problem();
    return new Seen(records.line(), records.raw(), fields, problem == null ? null : problem.rule());
  }
}
