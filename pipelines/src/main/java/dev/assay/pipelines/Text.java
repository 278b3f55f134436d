package dev.assay.pipelines;

import java.math.BigDecimal;
import java.util.Locale;

/** How numbers, amounts and text from outside are shown to a person. */
public final class Text {
  private static final int CENTS = 2;

  private Text() {}

  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  public static String count(long count, String singular) {
    return count(count) + " " + singular + (count == 1 ? "" : "s");
  }

  /** At least two decimals, and no more than the amount has. */
  public static String amount(BigDecimal amount) {
    int scale = Math.max(CENTS, amount.stripTrailingZeros().scale());
    return String.format(Locale.ROOT, "%,." + scale + "f", amount);
  }

  public static String bytes(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    // 999.95 would be shown as 1000.0
    while (value >= 999.95) {
      value /= 1_000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %cB", value, "kMGTPE".charAt(unit));
  }

  /** The text without what could command a terminal: control characters become {@code ?}. */
  public static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]", "?");
  }

  /** The text as one word of a shell. */
  public static String quoted(String text) {
    return text.matches("[A-Za-z0-9_./:=@%+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
