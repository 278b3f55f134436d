package dev.assay.transforms.rows;

import dev.assay.schemas.Columns;
import dev.assay.transforms.hash.Sha256;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Tells rows with equal content from others: a digest of the values of some columns, wherever the
 * row came from and in whatever order its fields are encoded. SHA-256, cut to 128 bits. Not
 * thread-safe.
 */
public final class ContentHash {
  private static final int BYTES = 16;

  private final int[] positions;
  private final MessageDigest digest = Sha256.digest();

  /**
   * The row as it is hashed: a digest in machine code is called once a row, and not by the field.
   */
  private byte[] content = new byte[256];

  private ContentHash(int[] positions) {
    this.positions = positions;
  }

  /**
   * Of rows that have these columns among theirs; the order of the names is part of the hash, and
   * so are the columns' types, a decimal's scale included.
   *
   * @param columns the columns of the rows
   * @param names those that count
   */
  public static ContentHash of(Columns columns, List<String> names) {
    return new ContentHash(names.stream().mapToInt(columns::indexOf).toArray());
  }

  /** The hash of the row that a cursor with those columns stands at: 32 hexadecimal digits. */
  public String of(RowCursor row) {
    int end = 0;
    for (int column : positions) {
      // Less than 0 for null, so that null, "" and what two fields share are told apart.
      int length = row.end(column) - row.start(column);
      int next = end + Integer.BYTES + Math.max(0, length);
      if (next > content.length) {
        content = Arrays.copyOf(content, 2 * next);
      }
      for (int i = 0; i < Integer.BYTES; i++) {
        content[end + i] = (byte) (length >> 8 * i);
      }
      if (length > 0) {
        System.arraycopy(row.bytes(), row.start(column), content, end + Integer.BYTES, length);
      }
      end = next;
    }
    digest.update(content, 0, end);
    return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), BYTES));
  }
}
