package dev.assay.transforms.replay;

import dev.assay.transforms.read.Problem;
import dev.assay.transforms.read.WholeFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Makes a file anew with some of its records mended, so that every other record stays at its line:
 * where a record stood come the lines of its text and then blank ones, which are no records. A text
 * with more lines than that leaves blank ones only, and comes behind the last record of the file. A
 * text of several lines may hold several records, such as those that a quote had swallowed.
 */
final class MendFile {
  private static final byte LF = '\n';
  private static final byte CR = '\r';
  private static final byte[] BREAK = {LF};
  private static final Pattern LINE_BREAK = Pattern.compile("\r\n|\r|\n");

  /** Where the next record starts behind the last one. */
  private static final long NOWHERE = Long.MAX_VALUE;

  private final WholeFile file;
  private final Map<Long, String> texts;

  /** For each line that a text replaces, the line at which the next record starts. */
  private final Map<Long, Long> ends = new HashMap<>();

  /** Lines to which texts go that have more lines than there is room for, by those they replace. */
  private final Map<Long, Long> moved = new TreeMap<>();

  /**
   * @param texts by the line at which the record starts that each replaces
   */
  MendFile(WholeFile file, Map<Long, String> texts) {
    this.file = file;
    this.texts = new TreeMap<>(texts);
  }

  /**
   * Looks where the records end that are to be replaced, and where the texts go.
   *
   * @param problems gets a sentence for each text that replaces no record, or has no place
   */
  void check(List<String> problems) throws IOException {
    boolean isOpen = findEnds();
    long next = lines() + 1;
    for (Map.Entry<Long, String> text : texts.entrySet()) {
      long line = text.getKey();
      Long end = ends.get(line);
      long lines = lines(text.getValue());
      if (end == null) {
        problems.add(place(line) + " is not the line at which a record starts");
      } else if (lines > end - line && isOpen) {
        problems.add(
            "%s is mended to %d lines and has room for %d, and nothing can be put behind the last record, whose quote is not closed; mend that one too"
                .formatted(place(line), lines, end - line));
      } else if (lines > end - line) {
        moved.put(line, next);
        next += lines;
      }
    }
  }

  private String place(long line) {
    return file.name() + ":" + line;
  }

  /** Says whether the last record goes on to the end of the file for want of a quote. */
  private boolean findEnds() throws IOException {
    @Nullable Long[] open = {null};
    @Nullable Problem[] last = {null};
    file.read(
        (header, record) -> {
          if (open[0] != null) {
            ends.put(open[0], record.line());
          }
          open[0] = texts.containsKey(record.line()) ? (Long) record.line() : null;
          last[0] = record.problem();
        });
    if (open[0] != null) {
      ends.put(open[0], NOWHERE);
      return false;
    }
    return last[0] != null && last[0].isOpen();
  }

  /** Lines of the file once the texts that have room are in their places. */
  private long lines() throws IOException {
    long lines = 0;
    try (InputStream in = new BufferedInputStream(file.text(), 1 << 16)) {
      for (byte[] line = line(in); line.length > 0; line = line(in)) {
        lines++;
        Long end = ends.get(lines);
        if (end != null && end == NOWHERE) {
          return lines - 1 + lines(String.valueOf(texts.get(lines)));
        }
      }
    }
    return lines;
  }

  private static long lines(String text) {
    return LINE_BREAK.split(text, -1).length;
  }

  /** The line at which the text stands that replaces a record. */
  long lineOf(long line) {
    return moved.getOrDefault(line, line);
  }

  /** Writes the file, compressed if it was. Equal texts give equal bytes. */
  void writeTo(OutputStream target) throws IOException {
    if (file.name().endsWith(".gz")) {
      GZIPOutputStream gzip = new GZIPOutputStream(target);
      write(sink(gzip));
      gzip.finish();
    } else {
      write(sink(target));
    }
  }

  /** Where bytes of the file's text go. */
  private interface Sink {
    void write(byte[] text) throws IOException;
  }

  /** Bytes as they are or, if they are UTF-8 of something else, as that again. */
  private Sink sink(OutputStream out) {
    if (file.isReadAsIs()) {
      return out::write;
    }
    Writer writer = new OutputStreamWriter(out, file.dataset().format().charset());
    return text -> {
      writer.write(new String(text, StandardCharsets.UTF_8));
      writer.flush();
    };
  }

  private void write(Sink out) throws IOException {
    boolean isEnded = true;
    try (InputStream in = new BufferedInputStream(file.text(), 1 << 16)) {
      long number = 1;
      long resume = 0;
      for (byte[] line = line(in); line.length > 0; line = line(in), number++) {
        if (texts.containsKey(number)) {
          resume = replace(number, out);
          isEnded = true;
        } else if (number >= resume) {
          out.write(line);
          isEnded = line[line.length - 1] == LF || line[line.length - 1] == CR;
        }
      }
    }
    if (!isEnded && !moved.isEmpty()) {
      out.write(BREAK);
    }
    for (Long line : moved.keySet()) {
      out.write(bytes(line));
    }
  }

  /** Writes what comes in the place of a record; gives the line at which the next one starts. */
  private long replace(long line, Sink out) throws IOException {
    long end = ends.get(line);
    long blank = end - line;
    if (!moved.containsKey(line)) {
      out.write(bytes(line));
      blank = end == NOWHERE ? 0 : blank - lines(String.valueOf(texts.get(line)));
    }
    for (long i = 0; i < blank; i++) {
      out.write(BREAK);
    }
    return end;
  }

  private byte[] bytes(long line) {
    return (texts.get(line) + "\n").getBytes(file.textCharset());
  }

  /** The next line with its break: LF, CRLF or a lone CR; empty at the end. */
  private static byte[] line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    for (int b = in.read(); b >= 0; b = in.read()) {
      line.write(b);
      if (b == LF) {
        break;
      }
      if (b == CR) {
        in.mark(1);
        if (in.read() == LF) {
          line.write(LF);
        } else {
          in.reset();
        }
        break;
      }
    }
    return line.toByteArray();
  }
}
