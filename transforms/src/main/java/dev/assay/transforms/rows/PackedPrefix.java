package dev.assay.transforms.rows;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.util.Arrays;

/**
 * The first fields of a key side by side in 64 bits: numbers, each in as few bits as their range
 * takes, and behind them the start of a text. Rows of a few days then sort by day and text at once.
 * A null comes before all values. Every row is looked at before the first prefix is asked for.
 */
final class PackedPrefix {
  private final RowCursor row;

  /** How many fields at the start of the key are numbers. */
  private final int numbers;

  /** Whether a text follows them. */
  private final boolean hasText;

  private final boolean isAllOfKey;
  private final long[] least;
  private final long[] most;
  private final boolean[] hasNull;
  private final int[] widths;
  private byte[] firstText = new byte[0];
  private int common = -1;
  private int longestText;
  private boolean hasZero;
  private boolean isWholeKey;

  /**
   * @param row the cursor that is moved over the rows; it has the columns of the key
   */
  PackedPrefix(Columns key, RowCursor row) {
    this.row = row;
    this.numbers = numbers(key);
    this.hasText = numbers < key.size() && key.get(numbers).type().kind() == Type.Kind.STRING;
    this.isAllOfKey = numbers + (hasText ? 1 : 0) == key.size();
    this.least = new long[numbers];
    this.most = new long[numbers];
    this.hasNull = new boolean[numbers + 1];
    this.widths = new int[numbers];
    Arrays.fill(least, Long.MAX_VALUE);
    Arrays.fill(most, Long.MIN_VALUE);
  }

  private static int numbers(Columns key) {
    int count = 0;
    while (count < key.size() && isNumber(key.get(count).type())) {
      count++;
    }
    return count;
  }

  /** Whether values of that type are encoded as one number of 64 bits. */
  static boolean isNumber(Type type) {
    return switch (type.kind()) {
      case STRING, LIST -> false;
      case DECIMAL -> type.isCompactDecimal();
      case INTEGER, BOOLEAN, DATE, TIMESTAMP -> true;
    };
  }

  /** Takes the row that the cursor stands at into account. */
  void look() {
    for (int i = 0; i < numbers; i++) {
      if (row.isNull(i)) {
        hasNull[i] = true;
      } else {
        long value = row.longAt(i);
        least[i] = Math.min(least[i], value);
        most[i] = Math.max(most[i], value);
      }
    }
    if (hasText) {
      lookAtText();
    }
  }

  private void lookAtText() {
    if (row.isNull(numbers)) {
      hasNull[numbers] = true;
      return;
    }
    byte[] bytes = row.bytes();
    int start = row.start(numbers);
    int length = row.end(numbers) - start;
    longestText = Math.max(longestText, length);
    if (common < 0) {
      firstText = Arrays.copyOfRange(bytes, start, start + length);
      common = length;
    }
    int most = Math.min(common, length);
    int same = 0;
    while (same < most && bytes[start + same] == firstText[same]) {
      same++;
    }
    common = same;
    for (int i = start; i < start + length && !hasZero; i++) {
      hasZero = bytes[i] == 0;
    }
  }

  /** Settles how many bits each field has; all rows have been looked at. */
  void settle() {
    int rest = Long.SIZE;
    boolean isWhole = isAllOfKey;
    for (int i = 0; i < numbers; i++) {
      widths[i] = width(i);
      isWhole &= widths[i] <= rest;
      rest = Math.max(0, rest - widths[i]);
    }
    int bytes = longestText - Math.max(common, 0);
    isWholeKey = isWhole && !(hasText && (hasNull[numbers] || hasZero || bytes > rest / Byte.SIZE));
  }

  private int width(int field) {
    if (least[field] > most[field]) {
      return 0;
    }
    long range = most[field] - least[field];
    if (hasNull[field]) {
      return range == -1 ? Long.SIZE + 1 : bits(range + 1);
    }
    return bits(range);
  }

  private static int bits(long unsigned) {
    return Long.SIZE - Long.numberOfLeadingZeros(unsigned);
  }

  /** Whether rows with one prefix have one key. */
  boolean isWholeKey() {
    return isWholeKey;
  }

  /** The prefix of the row that the cursor stands at: sorts, unsigned, like its key. */
  long prefix() {
    long prefix = 0;
    int rest = Long.SIZE;
    for (int i = 0; i < numbers; i++) {
      int width = widths[i];
      if (width > rest) {
        return rest == 0 ? prefix : prefix << rest - 1 << 1 | top(i, width, rest);
      }
      if (width > 0) {
        prefix = prefix << width - 1 << 1 | number(i);
        rest -= width;
      }
    }
    return rest == 0 ? prefix : prefix << rest - 1 << 1 | text() >>> Long.SIZE - rest;
  }

  /** The first bits of a number that does not fit; one more than 64 wide only beside nulls. */
  private long top(int field, int width, int rest) {
    if (width > Long.SIZE) {
      long value = row.isNull(field) ? 0 : row.longAt(field) - least[field];
      return value >>> Long.SIZE - rest;
    }
    return number(field) >>> width - rest;
  }

  private long number(int field) {
    if (row.isNull(field)) {
      return 0;
    }
    return row.longAt(field) - least[field] + (hasNull[field] ? 1 : 0);
  }

  private long text() {
    return hasText && !row.isNull(numbers)
        ? KeyPrefixes.bigEndian(row.bytes(), row.start(numbers) + common, row.end(numbers))
        : 0;
  }
}
