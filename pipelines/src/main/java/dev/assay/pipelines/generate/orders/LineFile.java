package dev.assay.pipelines.generate.orders;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/**
 * A file of lines in UTF-8, which bears its name only once it is whole: who watches the folder sees
 * no half of it.
 */
final class LineFile implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 17;

  private final Path file;
  private final Path partial;
  private final OutputStream out;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int used;
  private boolean isWhole;

  private LineFile(Path file, Path partial, OutputStream out) {
    this.file = file;
    this.partial = partial;
    this.out = out;
  }

  /** Creates the file beside its place. */
  static LineFile create(Path file) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".tmp");
    return new LineFile(file, partial, Files.newOutputStream(partial));
  }

  /** Writes a line and its end. */
  void write(CharSequence line) throws IOException {
    reserve(line.length() + 1);
    for (int i = 0; i < line.length(); i++) {
      char letter = line.charAt(i);
      if (letter >= 0x80) {
        append(line.subSequence(i, line.length()).toString().getBytes(StandardCharsets.UTF_8));
        break;
      }
      buffer[used++] = (byte) letter;
    }
    append(new byte[] {'\n'});
  }

  private void append(byte[] bytes) throws IOException {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, buffer, used, bytes.length);
    used += bytes.length;
  }

  private void reserve(int bytes) throws IOException {
    if (used + bytes > buffer.length) {
      flush();
      if (bytes > buffer.length) {
        buffer = Arrays.copyOf(buffer, bytes);
      }
    }
  }

  private void flush() throws IOException {
    out.write(buffer, 0, used);
    used = 0;
  }

  /** Says that nothing more follows: closing it now puts it in its place. */
  void finish() {
    isWhole = true;
  }

  @Override
  public void close() throws IOException {
    try (out) {
      flush();
    }
    if (isWhole) {
      Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.delete(partial);
    }
  }
}
