package dev.assay.pipelines;

import java.time.Duration;

/** Times as people write them: {@code 30s}, {@code 15m}, {@code 2h}, {@code 3d}. */
final class Durations {
  private Durations() {}

  /** What a text of {@link Kind#DURATION} means. */
  static Duration parse(String text) {
    long number = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(number);
      case 'm' -> Duration.ofMinutes(number);
      case 'h' -> Duration.ofHours(number);
      case 'd' -> Duration.ofDays(number);
      default -> throw new IllegalArgumentException(text + " is no time");
    };
  }

  /** The same as a text, in the largest unit that it is a whole number of. */
  static String text(Duration time) {
    long seconds = time.toSeconds();
    String units = "dhm";
    long[] sizes = {Duration.ofDays(1).toSeconds(), Duration.ofHours(1).toSeconds(), 60};
    for (int i = 0; i < sizes.length; i++) {
      if (seconds > 0 && seconds % sizes[i] == 0) {
        return seconds / sizes[i] + units.substring(i, i + 1);
      }
    }
    return seconds + "s";
  }
}
