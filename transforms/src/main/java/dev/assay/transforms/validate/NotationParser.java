package dev.assay.transforms.validate;

import dev.assay.schemas.Field;
import dev.assay.schemas.Notation;
import dev.assay.transforms.rows.RowEncoder;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Numbers as people write them, such as {@code -$1,234.50}: takes off the currency and the group
 * separators, and leaves the number to a plain parser. Groups are whole or not there at all: {@code
 * 1,23} is no number, so that a decimal comma is never taken for a group's.
 */
final class NotationParser extends ValueParser {
  private static final byte NONE = 0;

  private final ValueParser plain;
  private final byte[] currency;
  private final byte groupSeparator;
  private final byte decimalSeparator;
  private final String complaint;
  private final byte[] number = new byte[DecimalText.MAX_LENGTH];
  private int length;

  NotationParser(Field field, Charset charset, ValueParser plain) {
    Notation notation = field.reading().notation();
    this.plain = plain;
    this.currency = notation.currency().getBytes(charset);
    this.groupSeparator =
        notation.groupSeparator().isEmpty() ? NONE : (byte) notation.groupSeparator().charAt(0);
    this.decimalSeparator = (byte) notation.decimalSeparator().charAt(0);
    this.complaint = "is not a number such as " + notation.example(field.type());
  }

  @Override
  @Nullable String parse(byte[] bytes, int start, int end) {
    if (end - start > DecimalText.MAX_LENGTH) {
      return DecimalText.TOO_LONG;
    }
    length = 0;
    int at = start + takeSign(bytes, start, end);
    int last = end;
    int ahead = currencyAt(bytes, at, end);
    if (ahead > 0) {
      at += ahead + blankAt(bytes, at + ahead, end);
      at += length == 0 ? takeSign(bytes, at, end) : 0;
    } else if (currencyAt(bytes, end - currency.length, end) > 0 && end - currency.length > at) {
      last -= currency.length;
      last -= blankAt(bytes, last - 1, last);
    }
    return takeDigits(bytes, at, last) ? plain.parse(number, 0, length) : complaint;
  }

  /** Takes the sign that may stand there; how many bytes it fills. */
  private int takeSign(byte[] bytes, int at, int end) {
    if (at < end && (bytes[at] == '-' || bytes[at] == '+')) {
      number[length++] = bytes[at];
      return 1;
    }
    return 0;
  }

  private int currencyAt(byte[] bytes, int at, int end) {
    int behind = at + currency.length;
    return currency.length > 0
            && at >= 0
            && behind <= end
            && Arrays.equals(bytes, at, behind, currency, 0, currency.length)
        ? currency.length
        : 0;
  }

  private static int blankAt(byte[] bytes, int at, int end) {
    return at >= 0 && at < end && bytes[at] == ' ' ? 1 : 0;
  }

  /** Takes the number without its separators; false if they stand where they must not. */
  private boolean takeDigits(byte[] bytes, int from, int end) {
    boolean isGrouped = false;
    int inGroup = 0;
    int first = length;
    for (int at = from; at < end; at++) {
      byte b = bytes[at];
      if (b >= '0' && b <= '9') {
        inGroup++;
        number[length++] = b;
      } else if (b == decimalSeparator) {
        return isWhole(isGrouped, inGroup) && takeDecimals(bytes, at, end);
      } else if (b == groupSeparator && b != NONE && isGroup(isGrouped, inGroup)) {
        if (number[first] == '0') {
          return false; // 0,250 is a quarter to whoever wrote it
        }
        isGrouped = true;
        inGroup = 0;
      } else {
        return false;
      }
    }
    return isWhole(isGrouped, inGroup);
  }

  /** Whether a separator may stand behind that many digits: the first group may be short. */
  private static boolean isGroup(boolean isGrouped, int digits) {
    return digits == 3 || !isGrouped && digits > 0 && digits < 3;
  }

  private static boolean isWhole(boolean isGrouped, int digits) {
    return !isGrouped || digits == 3;
  }

  private boolean takeDecimals(byte[] bytes, int separator, int end) {
    number[length++] = '.';
    for (int at = separator + 1; at < end; at++) {
      if (bytes[at] < '0' || bytes[at] > '9') {
        return false;
      }
      number[length++] = bytes[at];
    }
    return true;
  }

  @Override
  void write(RowEncoder into) {
    plain.write(into);
  }

  @Override
  long number() {
    return plain.number();
  }

  @Override
  Object value() {
    return plain.value();
  }
}
