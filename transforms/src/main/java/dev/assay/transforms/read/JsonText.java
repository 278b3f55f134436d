package dev.assay.transforms.read;

import java.util.Arrays;

/** UTF-8 bytes of the values of one JSON record, one behind the other. */
final class JsonText {
  private byte[] bytes = new byte[1 << 10];
  private int length;

  void clear() {
    length = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Forgets what stands behind {@code newLength}. */
  void truncate(int newLength) {
    length = newLength;
  }

  /** Appends an ASCII character. */
  void append(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
  }

  /** Appends a number of at least 0, in decimal digits. */
  void append(int number) {
    int digits = number < 10 ? 1 : (int) Math.log10(number) + 1;
    reserve(digits);
    length += digits;
    int rest = number;
    for (int at = length - 1; at >= length - digits; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** Appends bytes of UTF-8. */
  void append(byte[] source, int start, int end) {
    reserve(end - start);
    System.arraycopy(source, start, bytes, length, end - start);
    length += end - start;
  }

  /**
   * Appends text.
   *
   * @return false if it holds half of a surrogate pair, which no UTF-8 is for
   */
  boolean append(char[] chars, int offset, int count) {
    reserve(3L * count);
    for (int i = offset; i < offset + count; i++) {
      char c = chars[i];
      if (c < 0x80) {
        bytes[length++] = (byte) c;
      } else if (!Character.isSurrogate(c)) {
        appendUnit(c);
      } else if (isPair(chars, i, offset + count)) {
        appendPair(Character.toCodePoint(c, chars[++i]));
      } else {
        return false;
      }
    }
    return true;
  }

  /** Appends JSON as it stands, without the blanks between its tokens. */
  void appendCompact(char[] chars, int offset, int count) {
    boolean isText = false;
    int start = offset;
    for (int i = offset; i < offset + count; i++) {
      char c = chars[i];
      if (c == '"') {
        isText = !isText;
      } else if (isText && c == '\\') {
        i++;
      } else if (!isText && c <= ' ') {
        append(chars, start, i - start);
        start = i + 1;
      }
    }
    append(chars, start, offset + count - start);
  }

  static boolean hasLoneSurrogate(char[] chars, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      if (Character.isSurrogate(chars[i])) {
        if (!isPair(chars, i, offset + count)) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  private static boolean isPair(char[] chars, int at, int end) {
    return at + 1 < end && Character.isSurrogatePair(chars[at], chars[at + 1]);
  }

  private void appendUnit(char c) {
    if (c < 0x800) {
      bytes[length++] = (byte) (0xC0 | c >> 6);
    } else {
      bytes[length++] = (byte) (0xE0 | c >> 12);
      bytes[length++] = (byte) (0x80 | c >> 6 & 0x3F);
    }
    bytes[length++] = (byte) (0x80 | c & 0x3F);
  }

  private void appendPair(int codePoint) {
    bytes[length++] = (byte) (0xF0 | codePoint >> 18);
    bytes[length++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
    bytes[length++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
    bytes[length++] = (byte) (0x80 | codePoint & 0x3F);
  }

  private void reserve(long more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(2L * bytes.length, length + more)));
    }
  }
}
