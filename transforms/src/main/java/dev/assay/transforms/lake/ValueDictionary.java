package dev.assay.transforms.lake;

import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/** The distinct values of a column, in plain encoding, each with a number from 0. */
final class ValueDictionary {
  private static final int RECENT = 1 << 10;

  private final PlainValues values = new PlainValues();
  private int[] starts = new int[64];
  private int size;

  /** Numbers of values plus 1, by hash; 0 where there is none. At most half of it is taken. */
  private int[] table = new int[128];

  /** The value asked for last: values often come in runs. */
  private int last;

  /** Numbers that were asked for, and their numbers here plus 1: most of the others find theirs. */
  private final long[] recent = new long[RECENT];

  private final int[] recentIds = new int[RECENT];

  /** The number of the value that stands in {@code bytes}; a new one if it was not seen yet. */
  int idOf(byte[] bytes, int start, int end) {
    if (size > 0 && isValue(last, bytes, start, end)) {
      return last;
    }
    int slot = slotOf(bytes, start, end);
    if (table[slot] == 0) {
      add(bytes, start, end);
      table[slot] = size;
      if (size * 2 > table.length) {
        grow();
      }
      last = size - 1;
    } else {
      last = table[slot] - 1;
    }
    return last;
  }

  /** Likewise of a value that is a whole number. */
  int idOf(long number, byte[] bytes, int start, int end) {
    int slot = (int) number & RECENT - 1;
    if (recent[slot] != number || recentIds[slot] == 0) {
      recent[slot] = number;
      recentIds[slot] = idOf(bytes, start, end) + 1;
    }
    return recentIds[slot] - 1;
  }

  /** The number of the value asked for last. */
  int last() {
    return last;
  }

  /** Puts a value behind others. */
  void copy(int id, PlainValues into) {
    into.putBytes(values.bytes(), starts[id], end(id));
  }

  /** Number of values. */
  int size() {
    return size;
  }

  /** Bytes of all values. */
  int length() {
    return values.length();
  }

  BytesInput toInput() {
    return values.toInput();
  }

  private void add(byte[] bytes, int start, int end) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
    }
    starts[size++] = values.length();
    values.putBytes(bytes, start, end);
  }

  private int end(int id) {
    return id + 1 < size ? starts[id + 1] : values.length();
  }

  /** Looks at the last byte first: with the length, it tells most values that are not the same. */
  private boolean isValue(int id, byte[] bytes, int start, int end) {
    int last = end(id);
    return last - starts[id] == end - start
        && values.bytes()[last - 1] == bytes[end - 1]
        && Arrays.equals(values.bytes(), starts[id], last, bytes, start, end);
  }

  /** Where the value is in the table, or the free place where it belongs. */
  private int slotOf(byte[] bytes, int start, int end) {
    int mask = table.length - 1;
    int slot = hash(bytes, start, end) & mask;
    while (table[slot] != 0 && !isValue(table[slot] - 1, bytes, start, end)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private static int hash(byte[] bytes, int start, int end) {
    int hash = 1;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + bytes[i];
    }
    hash *= 0x9E3779B9;
    return hash ^ hash >>> 16;
  }

  private void grow() {
    table = new int[table.length * 2];
    for (int id = 0; id < size; id++) {
      table[slotOf(values.bytes(), starts[id], end(id))] = id + 1;
    }
  }
}
