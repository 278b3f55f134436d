package dev.assay.transforms.validate;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;

/**
 * The key of keyed hashes, by where it lies: the key itself is read where it is used, and stands in
 * no option, no graph and no log.
 *
 * @param place a file, as Beam's file systems know it, or {@code env:NAME} for a variable of the
 *     environment
 */
public record HashKey(String place) implements Serializable {
  private static final String VARIABLE = "env:";

  /** Fewer bytes can be guessed. */
  private static final int LEAST_BYTES = 16;

  private static final int MOST_BYTES = 4096;

  /** What is wrong with it, a sentence that names the place and tells nothing of the key. */
  public Optional<String> problem() {
    try {
      int length = read().length;
      return length >= LEAST_BYTES && length <= MOST_BYTES
          ? Optional.empty()
          : Optional.of(
              "%s holds %s bytes, and a key has %d to %d: head -c 32 /dev/urandom | base64 makes one"
                  .formatted(
                      place, length > MOST_BYTES ? "more" : length, LEAST_BYTES, MOST_BYTES));
    } catch (IOException e) {
      return Optional.of(place + " cannot be read as a key: " + e.getMessage());
    }
  }

  /**
   * What hashes with it.
   *
   * @throws IOException if it cannot be read
   */
  public KeyedHash open() throws IOException {
    return new KeyedHash(read());
  }

  /** Without the line break that an editor leaves behind it. */
  private byte[] read() throws IOException {
    String text = new String(bytes(), StandardCharsets.ISO_8859_1);
    return text.stripTrailing().getBytes(StandardCharsets.ISO_8859_1);
  }

  private byte[] bytes() throws IOException {
    if (place.startsWith(VARIABLE)) {
      String value = System.getenv(place.substring(VARIABLE.length()));
      if (value == null) {
        throw new IOException("no such variable");
      }
      return value.getBytes(StandardCharsets.UTF_8);
    }
    try (InputStream in =
        Channels.newInputStream(
            FileSystems.open(FileSystems.matchSingleFileSpec(place).resourceId()))) {
      return in.readNBytes(MOST_BYTES + 1);
    }
  }
}
