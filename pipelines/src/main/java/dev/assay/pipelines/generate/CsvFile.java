package dev.assay.pipelines.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A CSV file as it is written: commas, quotes where a value needs them; UTF-8 unless told. */
public final class CsvFile implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final OutputStream out;
  private final Charset charset;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int used;

  private CsvFile(OutputStream out, Charset charset) {
    this.out = out;
    this.charset = charset;
  }

  /** Creates the file, or empties it. */
  public static CsvFile create(Path file) throws IOException {
    return create(file, StandardCharsets.UTF_8);
  }

  /** The same, in an encoding that writes ASCII as it is. */
  public static CsvFile create(Path file, Charset charset) throws IOException {
    return new CsvFile(Files.newOutputStream(file), charset);
  }

  /** Writes one record; a null is the empty text. */
  public void write(List<? extends @Nullable Object> values, String lineEnd) throws IOException {
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        append(",");
      }
      Object value = values.get(i);
      if (value != null) {
        append(value instanceof String text ? quoted(text) : value.toString());
      }
    }
    append(lineEnd);
    if (used >= BUFFER_BYTES / 2) {
      flush();
    }
  }

  @Override
  public void close() throws IOException {
    flush();
    out.close();
  }

  private static String quoted(String text) {
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter == ',' || letter == '"' || letter == '\n' || letter == '\r') {
        return '"' + text.replace("\"", "\"\"") + '"';
      }
    }
    return text;
  }

  /** Most text is ASCII: copying it by hand spares an array a value. */
  private void append(String text) {
    reserve(text.length());
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter >= 0x80) {
        appendEncoded(text.substring(i));
        return;
      }
      buffer[used++] = (byte) letter;
    }
  }

  private void appendEncoded(String text) {
    byte[] bytes = text.getBytes(charset);
    reserve(bytes.length);
    System.arraycopy(bytes, 0, buffer, used, bytes.length);
    used += bytes.length;
  }

  private void reserve(int bytes) {
    if (used + bytes > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, used + bytes));
    }
  }

  private void flush() throws IOException {
    out.write(buffer, 0, used);
    used = 0;
  }
}
