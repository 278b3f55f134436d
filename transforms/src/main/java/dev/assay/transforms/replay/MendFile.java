package dev.assay.transforms.replay;

import dev.assay.transforms.read.WholeFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Makes a file anew with some of its records mended, so that every other record stays at its line:
 * a text with fewer lines than it replaces is followed by blank ones, which are no records. A text
 * of several lines may hold several records, such as those that a quote had swallowed.
 */
final class MendFile {
  private static final byte LF = '\n';
  private static final byte CR = '\r';
  private static final Pattern LINE_BREAK = Pattern.compile("\r\n|\r|\n");

  private final WholeFile file;
  private final Map<Long, String> texts;

  /** For each line that a text replaces, the line at which the next record starts. */
  private final Map<Long, Long> ends = new HashMap<>();

  /**
   * @param texts by the line at which the record starts that each replaces
   */
  MendFile(WholeFile file, Map<Long, String> texts) {
    this.file = file;
    this.texts = new TreeMap<>(texts);
  }

  /**
   * Looks where the records end that are to be replaced.
   *
   * @param problems gets a sentence for each text that has more lines than what it replaces, or
   *     replaces no record
   */
  void check(List<String> problems) throws IOException {
    @Nullable Long[] open = {null};
    file.read(
        (header, record) -> {
          if (open[0] != null) {
            ends.put(open[0], record.line());
          }
          open[0] = texts.containsKey(record.line()) ? (Long) record.line() : null;
        });
    if (open[0] != null) {
      ends.put(open[0], Long.MAX_VALUE);
    }
    texts.forEach(
        (line, text) -> {
          Long end = ends.get(line);
          if (end == null) {
            problems.add(file.name() + ":" + line + " is not the line at which a record starts");
          } else if (end != Long.MAX_VALUE && lines(text) > end - line) {
            problems.add(
                file.name()
                    + ":"
                    + line
                    + " is mended to "
                    + lines(text)
                    + " lines, and has room for "
                    + (end - line)
                    + "; take the line breaks out, or deliver the whole file again");
          }
        });
  }

  private static long lines(String text) {
    return LINE_BREAK.split(text, -1).length;
  }

  /** Writes the file, compressed if it was. Equal texts give equal bytes. */
  void writeTo(OutputStream target) throws IOException {
    if (file.name().endsWith(".gz")) {
      GZIPOutputStream gzip = new GZIPOutputStream(target);
      write(gzip);
      gzip.finish();
    } else {
      write(target);
    }
  }

  private void write(OutputStream out) throws IOException {
    Charset charset = file.dataset().format().charset();
    try (InputStream in = new BufferedInputStream(file.plain(), 1 << 16)) {
      long number = 1;
      long resume = 0;
      for (byte[] line = line(in); line.length > 0; line = line(in), number++) {
        @Nullable String text = texts.get(number);
        if (text != null) {
          resume = ends.get(number);
          out.write((text + "\n").getBytes(charset));
          long blank = resume == Long.MAX_VALUE ? 0 : resume - number - lines(text);
          for (long i = 0; i < blank; i++) {
            out.write(LF);
          }
        } else if (number >= resume) {
          out.write(line);
        }
      }
    }
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
