package dev.assay.transforms.rows;

import java.util.Arrays;

/** Gathers encoded rows until there are enough of them for a block. */
public final class BlockBuilder {
  /** Bytes after which a block is full: some thousand rows, small enough to keep many at hand. */
  static final int FULL = 128 << 10;

  private byte[] bytes = new byte[1 << 10];
  private int length;
  private int count;

  /** Appends the row that was encoded last. */
  public void append(RowEncoder row) {
    append(row.bytes(), 0, row.length());
  }

  /** Appends a row that is encoded already. */
  public void append(byte[] source, int start, int end) {
    int size = end - start;
    if (length + size > bytes.length) {
      bytes =
          Arrays.copyOf(bytes, Math.max(Math.min(bytes.length * 2, FULL + size), length + size));
    }
    System.arraycopy(source, start, bytes, length, size);
    length += size;
    count++;
  }

  public boolean isFull() {
    return length >= FULL;
  }

  /** Bytes of the rows gathered so far. */
  public int length() {
    return length;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /** The rows gathered so far, as a block; the builder is empty afterwards. */
  public Block build(String file) {
    return build(0, file);
  }

  /** The same, of rows of one input of a grouping. */
  public Block build(int input, String file) {
    Block block = new Block(input, file, count, Arrays.copyOf(bytes, length));
    length = 0;
    count = 0;
    return block;
  }
}
