package dev.assay.transforms.rows;

import dev.assay.schemas.Columns;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Sorts rows that stand together by their prefix: by key, by input, and by what they hold. */
final class TiedRows {
  private final RowsInOrder rows;
  private final boolean isPrefixWholeKey;
  private final RowCursor left;
  private final RowCursor right;
  private final RowOrder keys;
  private final Comparator<Tied> order = this::compare;
  private Tied[] tied = new Tied[0];

  /**
   * @param isPrefixWholeKey whether all rows of a tie have one key
   */
  TiedRows(Columns key, RowsInOrder rows, boolean isPrefixWholeKey) {
    this.rows = rows;
    this.isPrefixWholeKey = isPrefixWholeKey;
    this.left = new RowCursor(key);
    this.right = new RowCursor(key);
    this.keys = RowOrder.by(key, IntStream.range(0, key.size()).toArray());
  }

  /** One of the rows, while it is sorted among the others. */
  private static final class Tied {
    private long place;
    private int source;
    private Block block;

    /** Sorts like what is behind the key, as far as 64 bits go. */
    private long content;
  }

  /** Sorts the rows from an index to before another, and marks where a key begins. */
  void sort(int from, int to, BitSet firsts) {
    int count = to - from;
    take(from, count);
    Arrays.sort(tied, 0, count, order);
    for (int i = 0; i < count; i++) {
      rows.set(from + i, tied[i].place, tied[i].source);
      if (i > 0 && compareKeys(tied[i - 1], tied[i]) != 0) {
        firsts.set(from + i);
      }
    }
  }

  private void take(int from, int count) {
    int had = tied.length;
    if (count > had) {
      tied = Arrays.copyOf(tied, Math.max(count, 2 * had));
      Arrays.setAll(tied, i -> i < had ? tied[i] : new Tied());
    }
    for (int i = 0; i < count; i++) {
      Tied row = tied[i];
      row.place = rows.place(from + i);
      row.source = rows.sourceIndex(from + i);
      row.block = rows.source(from + i);
      rows.show(from + i, left);
      row.content = KeyPrefixes.bigEndian(left.bytes(), left.columnsEnd(), left.rowEnd());
    }
  }

  private int compare(Tied a, Tied b) {
    int byKey = compareKeys(a, b);
    if (byKey != 0) {
      return byKey;
    }
    int byInput = Integer.compare(a.block.input(), b.block.input());
    if (byInput != 0) {
      return byInput;
    }
    int byContent = Long.compareUnsigned(a.content, b.content);
    return byContent != 0 ? byContent : compareRest(a, b);
  }

  private int compareKeys(Tied a, Tied b) {
    if (isPrefixWholeKey) {
      return 0;
    }
    show(a, b);
    return keys.compare(left, right);
  }

  private void show(Tied a, Tied b) {
    rows.showPlace(a.place, left);
    rows.showPlace(b.place, right);
  }

  /** Rows with one key: by what they hold, then by where they come from. */
  private int compareRest(Tied a, Tied b) {
    show(a, b);
    int byContent =
        Arrays.compareUnsigned(
            left.bytes(),
            left.columnsEnd(),
            left.rowEnd(),
            right.bytes(),
            right.columnsEnd(),
            right.rowEnd());
    if (byContent != 0) {
      return byContent;
    }
    int byFile = a.block.file().compareTo(b.block.file());
    return byFile != 0 ? byFile : Long.compare(left.line(), right.line());
  }
}
