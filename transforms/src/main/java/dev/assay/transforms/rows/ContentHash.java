package dev.assay.transforms.rows;

import dev.assay.schemas.Columns;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
  private final MessageDigest digest;
  private final byte[] size = new byte[Integer.BYTES];

  private ContentHash(int[] positions, MessageDigest digest) {
    this.positions = positions;
    this.digest = digest;
  }

  /**
   * Of rows that have these columns among theirs; the order of the names is part of the hash, and
   * so are the columns' types, a decimal's scale included.
   *
   * @param columns the columns of the rows
   * @param names those that count
   */
  public static ContentHash of(Columns columns, List<String> names) {
    try {
      return new ContentHash(
          names.stream().mapToInt(columns::indexOf).toArray(),
          MessageDigest.getInstance("SHA-256"));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The hash of the row that a cursor with those columns stands at: 32 hexadecimal digits. */
  public String of(RowCursor row) {
    for (int column : positions) {
      int length = row.end(column) - row.start(column);
      // Less than 0 for null, so that null, "" and what two fields share are told apart.
      for (int i = 0; i < size.length; i++) {
        size[i] = (byte) (length >> 8 * i);
      }
      digest.update(size);
      if (length > 0) {
        digest.update(row.bytes(), row.start(column), length);
      }
    }
    return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), BYTES));
  }
}
