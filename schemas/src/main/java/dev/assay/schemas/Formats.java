package dev.assay.schemas;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;

/** The patterns by which dates and timestamps are written in files. */
public final class Formats {
  private static final LocalDateTime SAMPLE = LocalDateTime.of(2024, 2, 29, 13, 14, 15);

  private Formats() {}

  /**
   * What reads texts in a pattern of a {@link Field}: in English, in whatever case, strictly.
   *
   * @throws IllegalArgumentException if it is no pattern
   */
  public static DateTimeFormatter formatter(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** The patterns of a property, from {@code logicalTypeOptions} or the custom property. */
  static List<String> bind(Type type, Part options, Part custom) {
    boolean isTime = type.kind() == Type.Kind.DATE || type.kind() == Type.Kind.TIMESTAMP;
    if (custom.has("formats") && !isTime) {
      custom.report("formats", "formats does not apply to " + type);
      return List.of();
    }
    if (custom.has("formats") && options.has("format")) {
      custom.report("formats", "give either format or formats, not both");
    }
    List<String> patterns =
        custom.has("formats")
            ? custom.texts("formats")
            : isTime ? options.text("format").stream().toList() : List.of();
    Part part = custom.has("formats") ? custom : options;
    String key = custom.has("formats") ? "formats" : "format";
    patterns.forEach(pattern -> check(type, pattern, part, key));
    return patterns.stream().map(Formats::strict).toList();
  }

  /**
   * The pattern with a year that needs no era: strict resolution, which alone refuses 31 February,
   * makes no date of {@code yyyy} without one.
   */
  private static String strict(String pattern) {
    StringBuilder strict = new StringBuilder();
    boolean quoted = false;
    for (char c : pattern.toCharArray()) {
      quoted ^= c == '\'';
      strict.append(c == 'y' && !quoted ? 'u' : c);
    }
    return strict.toString();
  }

  private static void check(Type type, String pattern, Part part, String key) {
    DateTimeFormatter formatter;
    try {
      formatter = formatter(strict(pattern));
    } catch (IllegalArgumentException e) {
      part.report(key, "\"" + pattern + "\" is not a pattern of dates: " + e.getMessage());
      return;
    }
    if (!readsBack(type, formatter)) {
      String example = type.kind() == Type.Kind.DATE ? "uuuu-MM-dd" : "uuuu-MM-dd HH:mm:ss";
      part.report(
          key, "\"" + pattern + "\" does not give a whole " + type + "; an example: " + example);
    }
  }

  /** Whether a text in that pattern says all that a value of the type must say. */
  private static boolean readsBack(Type type, DateTimeFormatter formatter) {
    try {
      String text = formatter.format(SAMPLE.atOffset(ZoneOffset.UTC));
      if (type.kind() == Type.Kind.DATE) {
        return LocalDate.parse(text, formatter).equals(SAMPLE.toLocalDate());
      }
      // Seconds may be left out: a minute is an instant too.
      return LocalDateTime.parse(text, formatter).withSecond(0).equals(SAMPLE.withSecond(0));
    } catch (DateTimeException e) {
      return false;
    }
  }
}
