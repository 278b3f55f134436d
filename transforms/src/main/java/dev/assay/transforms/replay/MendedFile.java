package dev.assay.transforms.replay;

import com.fasterxml.jackson.core.JacksonException;
import dev.assay.schemas.Format;
import dev.assay.schemas.RequestException;
import dev.assay.transforms.batch.Lines;
import dev.assay.transforms.log.Json;
import dev.assay.transforms.read.CsvReader;
import dev.assay.transforms.read.Limits;
import dev.assay.transforms.read.RecordReader;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.beam.sdk.io.FileSystems;

/**
 * The file in which people mend records: JSON lines, or CSV with a header, both in UTF-8. Which of
 * them it is follows from its first character.
 */
public final class MendedFile {
  private static final List<String> COLUMNS =
      List.of("batch", "dataset", "file", "line", "rules", "raw");
  private static final int BATCH = 0;
  private static final int DATASET = 1;
  private static final int FILE = 2;
  private static final int LINE = 3;
  private static final int RAW = 5;

  private final String path;
  private final List<Mended> records = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Long> seen = new HashMap<>();

  private MendedFile(String path) {
    this.path = path;
  }

  /** The first line of such a file in CSV, with its break. */
  public static String csvHeader() {
    return String.join(",", COLUMNS) + "\n";
  }

  /** A record as a line of such a file in CSV, with its break. */
  public static String csv(Lines.Quarantined record) {
    String rules =
        record.violations().stream()
            .map(Lines.Broken::rule)
            .distinct()
            .collect(Collectors.joining(" "));
    return List.of(
                record.batch(),
                record.dataset(),
                record.file(),
                Long.toString(record.line()),
                rules,
                record.raw())
            .stream()
            .map(text -> '"' + text.replace("\"", "\"\"") + '"')
            .collect(Collectors.joining(","))
        + "\n";
  }

  /**
   * Reads such a file.
   *
   * @param path on this machine or, with {@code ://} in it, one of Beam's file systems
   * @throws RequestException with all that is wrong with it, each with its line
   */
  public static List<Mended> read(String path) throws IOException {
    MendedFile file = new MendedFile(path);
    try (InputStream in = new BufferedInputStream(open(path))) {
      in.mark(1);
      int first = in.read();
      in.reset();
      if (first == '{') {
        file.readJson(in);
      } else {
        file.readCsv(in);
      }
    }
    if (!file.problems.isEmpty()) {
      throw new RequestException(file.problems);
    }
    return List.copyOf(file.records);
  }

  private static InputStream open(String path) throws IOException {
    try {
      return Channels.newInputStream(FileSystems.open(FileSystems.matchNewResource(path, false)));
    } catch (FileNotFoundException | NoSuchFileException | IllegalArgumentException e) {
      throw new RequestException("--mended=" + path + ": there is no such file");
    }
  }

  private void readJson(InputStream in) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    long number = 1;
    for (String line = lines.readLine(); line != null; line = lines.readLine(), number++) {
      if (!line.isBlank()) {
        try {
          add(number, Json.read(line, Mended.class));
        } catch (JacksonException e) {
          problems.add(path + ":" + number + " is no JSON: " + e.getOriginalMessage());
        }
      }
    }
  }

  private void readCsv(InputStream in) throws IOException {
    try (RecordReader rows = new CsvReader(in, Format.CSV, Limits.DEFAULT, false, 1)) {
      if (!rows.next() || !texts(rows).equals(COLUMNS)) {
        problems.add(
            path
                + ": its first line must be "
                + String.join(",", COLUMNS)
                + ", as assay quarantine export writes it");
        return;
      }
      while (rows.next()) {
        List<String> texts = texts(rows);
        if (texts.size() != COLUMNS.size() || !texts.get(LINE).matches("[1-9][0-9]{0,17}")) {
          problems.add(
              path + ":" + rows.line() + " must have " + COLUMNS.size() + " fields and a number");
        } else {
          add(
              rows.line(),
              new Mended(
                  texts.get(BATCH),
                  texts.get(DATASET),
                  texts.get(FILE),
                  Long.parseLong(texts.get(LINE)),
                  texts.get(RAW)));
        }
      }
    }
  }

  private static List<String> texts(RecordReader row) {
    return IntStream.range(0, row.size())
        .mapToObj(
            i ->
                new String(
                    row.bytes(), row.start(i), row.end(i) - row.start(i), StandardCharsets.UTF_8))
        .toList();
  }

  private void add(long number, Mended record) {
    if (record.batch() == null
        || record.dataset() == null
        || record.file() == null
        || record.line() < 1
        || record.raw() == null) {
      problems.add(path + ":" + number + " must have batch, dataset, file, line and raw");
      return;
    }
    if (record.raw().isBlank()) {
      problems.add(
          path
              + ":"
              + number
              + " is empty: no record is ever dropped; leave out what is not to be mended");
    }
    Long before =
        seen.putIfAbsent(record.batch() + " " + record.dataset() + " " + record.place(), number);
    if (before != null) {
      problems.add(
          path + ":" + number + " mends " + record.place() + " again, as line " + before + " does");
    }
    records.add(record);
  }
}
