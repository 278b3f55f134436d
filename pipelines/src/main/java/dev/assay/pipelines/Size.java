package dev.assay.pipelines;

import dev.assay.schemas.RequestException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of bytes as a person writes them: {@code 4096}, {@code 512KiB}, {@code 10GiB}. */
final class Size {
  /** Nine digits of gibibytes are 2^60 bytes: what matches fits a long. */
  static final String REGEX = "([1-9][0-9]{0,8})(KiB|MiB|GiB)?";

  private static final Pattern PATTERN = Pattern.compile(REGEX);
  private static final Map<String, Integer> SHIFTS = Map.of("KiB", 10, "MiB", 20, "GiB", 30);

  private Size() {}

  /**
   * The bytes of a size.
   *
   * @throws IllegalArgumentException if the text is none
   */
  static long bytes(String text) {
    Matcher size = PATTERN.matcher(text);
    if (!size.matches()) {
      throw new IllegalArgumentException(text + " is not " + Kind.SIZE.form());
    }
    int shift = size.group(2) == null ? 0 : SHIFTS.get(size.group(2));
    return Long.parseLong(size.group(1)) << shift;
  }

  /**
   * The bytes that an option gives, of what is kept in memory.
   *
   * @throws RequestException if they are more than a buffer can have
   */
  static int buffer(String option, String text, int most) {
    long bytes = bytes(text);
    if (bytes > most) {
      throw new RequestException("--" + option + "=" + text + ": at most " + (most >> 20) + "MiB");
    }
    return (int) bytes;
  }
}
