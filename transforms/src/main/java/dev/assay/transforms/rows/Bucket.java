package dev.assay.transforms.rows;

import dev.assay.schemas.Columns;
import java.util.BitSet;

/**
 * The rows of one bucket, sorted by their key: all rows of a key stand together, and in the same
 * order however they arrived. Rows stay encoded, and lie in memory in that order.
 *
 * <p>The key is made of the first fields of each row. Inputs may differ in the fields behind it.
 */
public final class Bucket {
  private final RowsInOrder rows;

  /** The rows whose key is not that of the row before. */
  private final BitSet firsts;

  private Bucket(RowsInOrder rows, BitSet firsts) {
    this.rows = rows;
    this.firsts = firsts;
  }

  /** Sorts the rows of some blocks by their first fields, which are those of {@code key}. */
  public static Bucket of(Columns key, Iterable<Block> blocks) {
    KeyPrefixes prefixes = KeyPrefixes.of(key, blocks);
    RowsInOrder rows = prefixes.inOrder();
    TiedRows tied = new TiedRows(key, rows, prefixes.isWholeKey());
    BitSet firsts = new BitSet(rows.size());
    for (int from = 0; from < rows.size(); ) {
      int to = prefixes.endOfEqual(from);
      firsts.set(from);
      if (to - from > 1) {
        tied.sort(from, to, firsts);
      }
      from = to;
    }
    return new Bucket(rows, firsts);
  }

  /** Number of rows. */
  public int size() {
    return rows.size();
  }

  /** Moves a cursor to a row. */
  public void show(int index, RowCursor cursor) {
    rows.show(index, cursor);
  }

  /** Name of the file that a row was read from. */
  public String file(int index) {
    return rows.source(index).file();
  }

  public int input(int index) {
    return rows.source(index).input();
  }

  /** Index behind the last row that has the key of the row at {@code from}. */
  public int endOfKey(int from) {
    int end = firsts.nextSetBit(from + 1);
    return end < 0 ? size() : end;
  }

  /** Whether a row has the key of an earlier one. */
  public boolean hasSameKey(int earlier, int index) {
    return endOfKey(earlier) > index;
  }
}
