package dev.assay.transforms.rows;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Encodes one row at a time: its line, then each field as {@code length + 1} and that many bytes; a
 * length field of 0 is null. Whole numbers are minimal two's complement, so equal values have equal
 * bytes, and a group of fields can be compared or hashed without decoding it.
 *
 * <p>Layout: {@code int32 size of what follows | varint line | fields}.
 */
public final class RowEncoder {
  static final int SIZE_BYTES = 4;

  private byte[] bytes = new byte[512];
  private int length;

  /** Starts a row that was read at a line; 0 for rows that come from no file. */
  public void begin(long line) {
    length = SIZE_BYTES;
    putVarint(line);
  }

  public void putNull() {
    reserve(1);
    bytes[length++] = 0;
  }

  /** Text in UTF-8, or a field that is encoded already. */
  public void putBytes(byte[] source, int start, int end) {
    int size = end - start;
    reserve(size + 5);
    putVarint(size + 1L);
    System.arraycopy(source, start, bytes, length, size);
    length += size;
  }

  public void putString(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    putBytes(utf8, 0, utf8.length);
  }

  /** Microseconds since 1970; {@code ChronoUnit.MICROS} counts them in nanoseconds, to 2262. */
  public static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
  }

  /** A whole number, an unscaled decimal of up to 18 digits, days or microseconds since 1970. */
  public void putLong(long value) {
    int size = 8 - Math.max(0, Long.numberOfLeadingZeros(value ^ (value >> 63)) - 1) / 8;
    reserve(size + 1);
    bytes[length++] = (byte) (size + 1);
    for (int shift = (size - 1) * 8; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >> shift);
    }
  }

  /** A decimal of more than 18 digits: its scale in a byte, then its unscaled value. */
  public void putWideDecimal(BigDecimal value) {
    byte[] unscaled = value.unscaledValue().toByteArray();
    reserve(unscaled.length + 6);
    putVarint(unscaled.length + 2L);
    bytes[length++] = (byte) value.scale();
    System.arraycopy(unscaled, 0, bytes, length, unscaled.length);
    length += unscaled.length;
  }

  /** Ends the row. */
  public void end() {
    int size = length - SIZE_BYTES;
    bytes[0] = (byte) (size >> 24);
    bytes[1] = (byte) (size >> 16);
    bytes[2] = (byte) (size >> 8);
    bytes[3] = (byte) size;
  }

  /** The row encoded last; the array is reused by the next. */
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  private void putVarint(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
