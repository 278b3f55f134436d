package dev.assay.transforms.validate;

import java.util.regex.Pattern;

/** The notation of decimals: a sign, digits, a point, digits; no exponent, no NaN. */
final class DecimalText {
  /** The longest number that is looked at. */
  static final int MAX_LENGTH = 100;

  static final String TOO_LONG = "is longer than " + MAX_LENGTH + " characters";

  private static final Pattern DECIMAL = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)");

  private DecimalText() {}

  static boolean isDecimal(String text) {
    return text.length() <= MAX_LENGTH && DECIMAL.matcher(text).matches();
  }

  /** Digits behind the point. */
  static int decimals(String text) {
    int point = text.indexOf('.');
    return point < 0 ? 0 : text.length() - point - 1;
  }
}
