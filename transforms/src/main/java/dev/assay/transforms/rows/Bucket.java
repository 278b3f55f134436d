package dev.assay.transforms.rows;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rows of one bucket, sorted by their key: all rows of a key stand together, and in the same
 * order however they arrived. Rows stay encoded; what is sorted is one small entry a row.
 *
 * <p>The key is made of the first fields of each row. Inputs may differ in the fields behind it.
 */
public final class Bucket {

  /** Where a row of the bucket stands. */
  public static final class Entry {
    private final Block block;
    private final int offset;
    private long prefix;
    private int afterKey;
    private long content;

    private Entry(Block block, int offset) {
      this.block = block;
      this.offset = offset;
    }

    /** Name of the file the row was read from. */
    public String file() {
      return block.file();
    }

    int input() {
      return block.input();
    }

    /** Moves a cursor to the row. */
    public void show(RowCursor cursor) {
      cursor.moveTo(block.bytes(), offset);
    }
  }

  private final Columns key;
  private final RowCursor left;
  private final RowCursor right;
  private final RowOrder order;
  private List<Entry> entries = new ArrayList<>();

  /** Whether rows with one prefix have one key. */
  private boolean isPrefixWholeKey;

  private Bucket(Columns key) {
    this.key = key;
    this.left = new RowCursor(key);
    this.right = new RowCursor(key);
    this.order = RowOrder.by(key, IntStream.range(0, key.size()).toArray());
  }

  /** Sorts the rows of some blocks by their first fields, which are those of {@code key}. */
  public static Bucket of(Columns key, Iterable<Block> blocks) {
    Bucket bucket = new Bucket(key);
    blocks.forEach(bucket::add);
    bucket.sort();
    return bucket;
  }

  private void add(Block block) {
    byte[] bytes = block.bytes();
    for (int offset = 0; offset < bytes.length; offset += RowEncoder.size(bytes, offset)) {
      entries.add(new Entry(block, offset));
    }
  }

  /** Number of rows. */
  public int size() {
    return entries.size();
  }

  public Entry get(int index) {
    return entries.get(index);
  }

  /** Index behind the last row that has the key of the row at {@code from}. */
  public int endOfKey(int from) {
    int end = from + 1;
    while (end < entries.size() && compareKeys(entries.get(from), entries.get(end)) == 0) {
      end++;
    }
    return end;
  }

  /** Whether two rows have one key. */
  public boolean hasSameKey(int one, int other) {
    return compareKeys(entries.get(one), entries.get(other)) == 0;
  }

  private void sort() {
    setPrefixes();
    long[] prefixes = new long[entries.size()];
    for (int i = 0; i < prefixes.length; i++) {
      prefixes[i] = entries.get(i).prefix;
    }
    int[] order = PrefixOrder.of(prefixes);
    Entry[] sorted = new Entry[order.length];
    for (int i = 0; i < order.length; i++) {
      sorted[i] = entries.get(order[i]);
    }
    sortAlike(sorted);
    entries = Arrays.asList(sorted);
  }

  /** Sorts rows that stand together by their prefix. */
  private void sortAlike(Entry[] sorted) {
    Comparator<Entry> byAll = this::compare;
    for (int from = 0; from < sorted.length; ) {
      int to = from + 1;
      while (to < sorted.length && sorted[to].prefix == sorted[from].prefix) {
        to++;
      }
      if (to - from > 1) {
        Arrays.sort(sorted, from, to, byAll);
      }
      from = to;
    }
  }

  private int compare(Entry a, Entry b) {
    int byKey = compareKeys(a, b);
    if (byKey != 0) {
      return byKey;
    }
    int byInput = Integer.compare(a.input(), b.input());
    if (byInput != 0) {
      return byInput;
    }
    int byContent = Long.compareUnsigned(a.content, b.content);
    return byContent != 0 ? byContent : compareRest(a, b);
  }

  private int compareKeys(Entry a, Entry b) {
    int byPrefix = Long.compareUnsigned(a.prefix, b.prefix);
    if (byPrefix != 0 || isPrefixWholeKey) {
      return byPrefix;
    }
    a.show(left);
    b.show(right);
    return order.compare(left, right);
  }

  /** Rows with one key: by what they hold, then by where they come from. */
  private int compareRest(Entry a, Entry b) {
    int byContent =
        Arrays.compareUnsigned(
            a.block.bytes(),
            a.afterKey,
            a.offset + RowEncoder.size(a.block.bytes(), a.offset),
            b.block.bytes(),
            b.afterKey,
            b.offset + RowEncoder.size(b.block.bytes(), b.offset));
    if (byContent != 0) {
      return byContent;
    }
    int byFile = a.file().compareTo(b.file());
    if (byFile != 0) {
      return byFile;
    }
    a.show(left);
    b.show(right);
    return Long.compare(left.line(), right.line());
  }

  /**
   * Gives each row a number that sorts like the first field of its key, as far as 64 bits go, and
   * one that sorts like what is behind the key. Most comparisons end there, and need not look at
   * the rows, which lie anywhere in memory. Text that all keys begin with is left out.
   */
  private void setPrefixes() {
    Type type = key.get(0).type();
    boolean isText = type.kind() == Type.Kind.STRING;
    boolean isNumber =
        !isText
            && type.kind() != Type.Kind.LIST
            && (type.kind() != Type.Kind.DECIMAL || type.isCompactDecimal());
    int common = isText ? commonPrefix() : 0;
    isPrefixWholeKey = key.size() == 1 && (isText || isNumber);
    for (Entry entry : entries) {
      entry.show(left);
      entry.afterKey = left.columnsEnd();
      entry.content = bigEndian(left.bytes(), left.columnsEnd(), left.rowEnd());
      if (left.isNull(0)) {
        isPrefixWholeKey = false;
      } else if (isText) {
        entry.prefix = textPrefix(common);
      } else if (isNumber) {
        entry.prefix = left.longAt(0) ^ Long.MIN_VALUE;
      }
    }
  }

  private int commonPrefix() {
    int common = Integer.MAX_VALUE;
    for (Entry entry : entries) {
      entry.show(left);
      if (left.isNull(0)) {
        continue;
      }
      if (common == Integer.MAX_VALUE) {
        common = left.end(0) - left.start(0);
        entry.show(right);
        continue;
      }
      int differ =
          Arrays.mismatch(
              left.bytes(),
              left.start(0),
              left.end(0),
              right.bytes(),
              right.start(0),
              right.end(0));
      common = differ < 0 ? common : Math.min(common, differ);
    }
    return common;
  }

  /** Eight bytes of the text; shorter ones are filled up with zeros, which text seldom holds. */
  private long textPrefix(int from) {
    int start = left.start(0) + from;
    int end = left.end(0);
    isPrefixWholeKey &= end - start <= Long.BYTES;
    for (int i = start; i < end && isPrefixWholeKey; i++) {
      isPrefixWholeKey = left.bytes()[i] != 0;
    }
    return bigEndian(left.bytes(), start, end);
  }

  private static long bigEndian(byte[] bytes, int start, int end) {
    long number = 0;
    for (int i = start; i < start + Long.BYTES; i++) {
      number = number << 8 | (i < end ? bytes[i] & 0xFF : 0);
    }
    return number;
  }
}
