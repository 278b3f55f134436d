package dev.assay.transforms.rows;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Gives each row of some blocks a number that sorts like its key, as far as 64 bits go. Most
 * comparisons end there, and need not look at the rows. Text that all keys begin with is left out.
 */
final class KeyPrefixes {
  /** What so many rows have in common at the start of their key, most often all rows have. */
  private static final int SAMPLE = 1_000;

  private final Block[] blocks;
  private final RowCursor row;
  private final RowCursor first;
  private final boolean isText;
  private final @Nullable PackedPrefix packed;

  /** Of each row, as they arrived, the index of its block, and behind it the offset in there. */
  private final long[] places;

  /** Of each row, in the order of prefixes once that is known. */
  private final long[] prefixes;

  private int[] order = new int[0];
  private boolean isWholeKey;

  private KeyPrefixes(Columns key, Block[] blocks, int rows) {
    this.blocks = blocks;
    this.row = new RowCursor(key);
    this.first = new RowCursor(key);
    Type type = key.get(0).type();
    this.isText = type.kind() == Type.Kind.STRING;
    this.packed = PackedPrefix.isNumber(type) ? new PackedPrefix(key, row) : null;
    this.isWholeKey = key.size() == 1 && isText;
    this.places = new long[rows];
    this.prefixes = new long[rows];
  }

  static KeyPrefixes of(Columns key, Iterable<Block> blocks) {
    List<Block> all = new ArrayList<>();
    blocks.forEach(all::add);
    int rows = all.stream().mapToInt(Block::count).reduce(0, Math::addExact);
    KeyPrefixes prefixes = new KeyPrefixes(key, all.toArray(Block[]::new), rows);
    prefixes.set();
    prefixes.order = PrefixOrder.sort(prefixes.prefixes);
    return prefixes;
  }

  /** Whether rows with one prefix have one key. */
  boolean isWholeKey() {
    return isWholeKey;
  }

  /** The rows, sorted by their prefixes. */
  RowsInOrder inOrder() {
    return RowsInOrder.of(blocks, places, order);
  }

  /**
   * Index, in the order of prefixes, behind the last row with the prefix of that at {@code from}.
   */
  int endOfEqual(int from) {
    int end = from + 1;
    while (end < prefixes.length && prefixes[end] == prefixes[from]) {
      end++;
    }
    return end;
  }

  private void set() {
    if (packed != null) {
      pack(packed);
    } else if (!set(isText ? commonPrefix(SAMPLE) : 0)) {
      set(commonPrefix(Integer.MAX_VALUE));
    }
  }

  private void pack(PackedPrefix prefix) {
    forEachRow((block, index) -> prefix.look());
    prefix.settle();
    isWholeKey = prefix.isWholeKey();
    forEachRow(
        (block, index) -> {
          places[index] = RowsInOrder.place(block, row.rowStart());
          prefixes[index] = prefix.prefix();
        });
  }

  private interface Visit {
    void row(int block, int index);
  }

  private void forEachRow(Visit visit) {
    int next = 0;
    for (int b = 0; b < blocks.length; b++) {
      row.over(blocks[b]);
      while (row.next()) {
        visit.row(b, next++);
      }
    }
  }

  /** Whether all rows have so many bytes in common; if not, some are not set. */
  private boolean set(int common) {
    int next = 0;
    for (int b = 0; b < blocks.length; b++) {
      row.over(blocks[b]);
      while (row.next()) {
        if (common > 0 && !row.isNull(0) && commonPrefix(row, common) < common) {
          return false;
        }
        places[next] = RowsInOrder.place(b, row.rowStart());
        prefixes[next++] = prefix(common);
      }
    }
    return true;
  }

  private long prefix(int common) {
    if (row.isNull(0)) {
      isWholeKey = false;
      return 0;
    }
    return isText ? textPrefix(common) : 0;
  }

  /** How many bytes the first of the rows have in common, so many of them. */
  private int commonPrefix(int rows) {
    int common = -1;
    int seen = 0;
    for (Block block : blocks) {
      row.over(block);
      while (seen < rows && common != 0 && row.next()) {
        seen++;
        if (row.isNull(0)) {
          continue;
        }
        if (common < 0) {
          common = row.end(0) - row.start(0);
          first.moveTo(row.bytes(), row.rowStart());
        }
        common = commonPrefix(row, common);
      }
    }
    return Math.max(common, 0);
  }

  /** How much of what the first row has in common with others a row has too. */
  private int commonPrefix(RowCursor other, int common) {
    byte[] bytes = other.bytes();
    int start = other.start(0);
    int length = Math.min(common, other.end(0) - start);
    byte[] expected = first.bytes();
    int expectedStart = first.start(0);
    for (int i = 0; i < length; i++) {
      if (bytes[start + i] != expected[expectedStart + i]) {
        return i;
      }
    }
    return length;
  }

  /** Eight bytes of the text; shorter ones are filled up with zeros, which text seldom holds. */
  private long textPrefix(int from) {
    int start = row.start(0) + from;
    int end = row.end(0);
    isWholeKey &= end - start <= Long.BYTES;
    for (int i = start; i < end && isWholeKey; i++) {
      isWholeKey = row.bytes()[i] != 0;
    }
    return bigEndian(row.bytes(), start, end);
  }

  /** The first eight bytes as a number, as if zeros followed. */
  static long bigEndian(byte[] bytes, int start, int end) {
    int stop = Math.min(end, start + Long.BYTES);
    long number = 0;
    for (int i = start; i < stop; i++) {
      number = number << 8 | bytes[i] & 0xFF;
    }
    int missing = start + Long.BYTES - Math.max(stop, start);
    return missing == Long.BYTES ? 0 : number << 8 * missing;
  }
}
