package dev.assay.transforms.rows;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.util.ArrayList;
import java.util.Arrays;
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
  private final List<Entry> entries = new ArrayList<>();

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
    for (int offset = 0; offset < bytes.length; offset += size(bytes, offset)) {
      entries.add(new Entry(block, offset));
    }
  }

  private static int size(byte[] bytes, int offset) {
    return RowEncoder.SIZE_BYTES
        + ((bytes[offset] & 0xFF) << 24
            | (bytes[offset + 1] & 0xFF) << 16
            | (bytes[offset + 2] & 0xFF) << 8
            | bytes[offset + 3] & 0xFF);
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
    entries.get(from).show(left);
    while (end < entries.size() && hasKeyOfLeft(entries.get(end), entries.get(from).prefix)) {
      end++;
    }
    return end;
  }

  private boolean hasKeyOfLeft(Entry entry, long prefix) {
    if (entry.prefix != prefix) {
      return false;
    }
    entry.show(right);
    return order.compare(left, right) == 0;
  }

  private void sort() {
    setPrefixes();
    entries.sort(this::compare);
  }

  private int compare(Entry a, Entry b) {
    int byPrefix = Long.compareUnsigned(a.prefix, b.prefix);
    if (byPrefix != 0) {
      return byPrefix;
    }
    a.show(left);
    b.show(right);
    int byKey = order.compare(left, right);
    if (byKey != 0) {
      return byKey;
    }
    int byInput = Integer.compare(a.input(), b.input());
    return byInput != 0 ? byInput : compareRest(a, b);
  }

  /** Rows with one key: by what they hold, then by where they come from. */
  private int compareRest(Entry a, Entry b) {
    int byContent =
        Arrays.compareUnsigned(
            a.block.bytes(),
            left.rowEnd(),
            a.offset + size(a.block.bytes(), a.offset),
            b.block.bytes(),
            right.rowEnd(),
            b.offset + size(b.block.bytes(), b.offset));
    if (byContent != 0) {
      return byContent;
    }
    int byFile = a.file().compareTo(b.file());
    return byFile != 0 ? byFile : Long.compare(left.line(), right.line());
  }

  /**
   * Gives each row a number that sorts like the first field of its key, as far as 64 bits go: most
   * comparisons end there. Text that all rows begin with is left out of it.
   */
  private void setPrefixes() {
    Column first = key.get(0);
    if (first.type().kind() == Type.Kind.DECIMAL && !first.type().isCompactDecimal()) {
      return;
    }
    boolean isText = first.type().kind() == Type.Kind.STRING;
    int common = isText ? commonPrefix() : 0;
    for (Entry entry : entries) {
      entry.show(left);
      if (!left.isNull(0)) {
        entry.prefix = isText ? textPrefix(common) : (left.longAt(0) ^ Long.MIN_VALUE) >>> 1 | 1;
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

  private long textPrefix(int from) {
    long prefix = 0;
    int end = Math.min(left.end(0), left.start(0) + from + 8);
    int at = left.start(0) + from;
    for (int i = 0; i < 8; i++) {
      prefix = prefix << 8 | (at < end ? left.bytes()[at++] & 0xFF : 0);
    }
    return prefix >>> 1;
  }
}
