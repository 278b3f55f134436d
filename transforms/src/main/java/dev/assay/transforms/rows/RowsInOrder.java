package dev.assay.transforms.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Encoded rows that lie in memory in the order in which they are read, wherever they came from. To
 * copy them once costs less than to read each where it lies: most places are in no cache, and a
 * copy waits for several at a time.
 */
final class RowsInOrder {
  /** Rows of about so many bytes lie in one array. */
  private static final int SEGMENT = 1 << 20;

  private final Block[] blocks;
  private final byte[][] segments;

  /** Where each row stands: the index of its segment, and behind it the offset in there. */
  private final long[] places;

  /** The block each row came in. */
  private final int[] sources;

  private RowsInOrder(Block[] blocks, byte[][] segments, long[] places, int[] sources) {
    this.blocks = blocks;
    this.segments = segments;
    this.places = places;
    this.sources = sources;
  }

  /** A place in an array of many. */
  static long place(int array, int offset) {
    return (long) array << Integer.SIZE | offset;
  }

  /**
   * Copies rows from where they are.
   *
   * @param arrived where each row stands in the blocks
   * @param order which row comes first, second, third …
   */
  static RowsInOrder of(Block[] blocks, long[] arrived, int[] order) {
    long[] places = new long[order.length];
    int[] sources = new int[order.length];
    List<byte[]> segments = new ArrayList<>();
    long rest = Arrays.stream(blocks).mapToLong(block -> block.bytes().length).sum();
    byte[] segment = new byte[0];
    int length = 0;
    for (int i = 0; i < order.length; i++) {
      long place = arrived[order[i]];
      int source = (int) (place >>> Integer.SIZE);
      byte[] bytes = blocks[source].bytes();
      int size = RowEncoder.size(bytes, (int) place);
      if (segment.length - length < size) {
        segment = new byte[(int) Math.max(Math.min(SEGMENT, rest), size)];
        segments.add(segment);
        length = 0;
      }
      System.arraycopy(bytes, (int) place, segment, length, size);
      places[i] = place(segments.size() - 1, length);
      sources[i] = source;
      length += size;
      rest -= size;
    }
    return new RowsInOrder(blocks, segments.toArray(byte[][]::new), places, sources);
  }

  int size() {
    return places.length;
  }

  void show(int index, RowCursor cursor) {
    showPlace(places[index], cursor);
  }

  void showPlace(long place, RowCursor cursor) {
    cursor.moveTo(segments[(int) (place >>> Integer.SIZE)], (int) place);
  }

  /** The block that a row came in. */
  Block source(int index) {
    return blocks[sources[index]];
  }

  long place(int index) {
    return places[index];
  }

  int sourceIndex(int index) {
    return sources[index];
  }

  /** Puts at an index the row that is at that place and came in that block. */
  void set(int index, long place, int source) {
    places[index] = place;
    sources[index] = source;
  }
}
