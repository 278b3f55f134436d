package dev.assay.transforms.validate;

import dev.assay.schemas.Type;
import dev.assay.transforms.rows.RowEncoder;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Whole numbers of 64 bits, and decimals whose unscaled digits fit them. No allocation. */
final class DecimalParser extends ValueParser {
  private final int scale;
  private final int precision;
  private final String what;
  private long value;

  DecimalParser(Type type, String what) {
    this.scale = type.scale();
    this.precision = type.precision();
    this.what = what;
  }

  @Override
  @Nullable String parse(byte[] bytes, int start, int end) {
    if (end - start > DecimalText.MAX_LENGTH) {
      return DecimalText.TOO_LONG;
    }
    int at = start;
    boolean negative = at < end && bytes[at] == '-';
    if (at < end && (bytes[at] == '-' || bytes[at] == '+')) {
      at++;
    }
    int digits = 0;
    int decimals = -1;
    long unscaled = 0;
    int significant = 0;
    for (; at < end; at++) {
      int digit = bytes[at] - '0';
      if (digit >= 0 && digit <= 9) {
        digits++;
        significant += significant > 0 || digit > 0 ? 1 : 0;
        decimals += decimals >= 0 ? 1 : 0;
        if (significant > 18) {
          return significantPast18(bytes, start, end);
        }
        unscaled = unscaled * 10 - digit;
      } else if (bytes[at] == '.' && decimals < 0) {
        decimals = 0;
      } else {
        return "is not " + what;
      }
    }
    if (digits == 0) {
      return "is not " + what;
    }
    return keep(negative, unscaled, Math.max(decimals, 0), significant);
  }

  private @Nullable String keep(boolean negative, long negated, int decimals, int significant) {
    if (decimals > scale) {
      return tooManyDecimals(scale);
    }
    int missing = scale - decimals;
    if (negated != 0 && significant + missing > Math.min(precision, 18)) {
      return tooManyDigits(precision, scale);
    }
    long scaled = negated;
    for (int i = 0; i < missing; i++) {
      scaled *= 10;
    }
    value = negative ? scaled : -scaled;
    return null;
  }

  /** A whole number may have 19 digits; anything else of that length is refused with its reason. */
  private @Nullable String significantPast18(byte[] bytes, int start, int end) {
    String text = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    if (!DecimalText.isDecimal(text)) {
      return "is not " + what;
    }
    if (DecimalText.decimals(text) > scale) {
      return tooManyDecimals(scale);
    }
    if (precision < 19) {
      return tooManyDigits(precision, scale);
    }
    try {
      value = new BigDecimal(text).longValueExact();
      return null;
    } catch (ArithmeticException e) {
      return "is outside the whole numbers of 64 bits";
    }
  }

  static String tooManyDecimals(int scale) {
    return scale == 0 ? "has decimals" : "has more than " + scale + " decimals";
  }

  static String tooManyDigits(int precision, int scale) {
    return "has more than " + (precision - scale) + " digits before the point";
  }

  @Override
  void write(RowEncoder into) {
    into.putLong(value);
  }

  @Override
  long number() {
    return value;
  }
}
