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
 * <p>Layout: {@code int32 size of what follows | varint line | fields}. A list is a field whose
 * bytes are its elements, each laid out as a row whose line is its number in the list, from 1; so a
 * {@link RowCursor} reads them, and lists of equal elements have equal bytes.
 */
public final class RowEncoder {
  static final int SIZE_BYTES = 4;

  /** Decimals of so many digits fit a long. */
  private static final int LONG_DIGITS = 18;

  private byte[] bytes = new byte[512];
  private int length;

  /** Where the length of the list stands that is being put, and its last element. */
  private int list;

  private int element;
  private int elements;

  /** Bytes of the row that starts there, those of the size itself included. */
  static int size(byte[] bytes, int offset) {
    return SIZE_BYTES
        + ((bytes[offset] & 0xFF) << 24
            | (bytes[offset + 1] & 0xFF) << 16
            | (bytes[offset + 2] & 0xFF) << 8
            | bytes[offset + 3] & 0xFF);
  }

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
    if (size < 0x7F) {
      bytes[length++] = (byte) (size + 1);
    } else {
      putVarint(size + 1L);
    }
    System.arraycopy(source, start, bytes, length, size);
    length += size;
  }

  /** All fields of the row that a cursor stands at, of those that the cursor knows. */
  public void putFields(RowCursor row) {
    putFields(row.bytes(), row.fieldsStart(), row.columnsEnd());
  }

  /** One field of the row that a cursor stands at. */
  public void putField(RowCursor row, int column) {
    if (row.isNull(column)) {
      putNull();
    } else {
      putBytes(row.bytes(), row.start(column), row.end(column));
    }
  }

  /** Fields that are encoded already, each with its length. */
  void putFields(byte[] source, int start, int end) {
    reserve(end - start);
    System.arraycopy(source, start, bytes, length, end - start);
    length += end - start;
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

  /** A decimal of any size, at the scale of its column: its unscaled value. */
  public void putDecimal(BigDecimal value) {
    if (value.precision() <= LONG_DIGITS) {
      putLong(value.unscaledValue().longValue());
    } else {
      byte[] unscaled = value.unscaledValue().toByteArray();
      putBytes(unscaled, 0, unscaled.length);
    }
  }

  /** Starts a list: its elements follow, and {@link #endList}. A list holds no lists. */
  public void beginList() {
    reserve(1);
    list = length++;
    elements = 0;
  }

  /** Starts the next element of a list: its fields follow, and {@link #endElement}. */
  public void beginElement() {
    reserve(SIZE_BYTES);
    element = length;
    length += SIZE_BYTES;
    elements++;
    putVarint(elements);
  }

  public void endElement() {
    putSize(element);
  }

  /** Ends the list: what its length needs beyond the one byte kept for it is made room for. */
  public void endList() {
    int start = list + 1;
    int size = length - start;
    int more = varintBytes(size + 1L) - 1;
    reserve(more);
    System.arraycopy(bytes, start, bytes, start + more, size);
    length = list;
    putVarint(size + 1L);
    length += size;
  }

  private static int varintBytes(long value) {
    return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
  }

  /** Ends the row. */
  public void end() {
    putSize(0);
  }

  /** Writes the size of what stands behind the place kept for it. */
  private void putSize(int at) {
    int size = length - at - SIZE_BYTES;
    bytes[at] = (byte) (size >> 24);
    bytes[at + 1] = (byte) (size >> 16);
    bytes[at + 2] = (byte) (size >> 8);
    bytes[at + 3] = (byte) size;
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
