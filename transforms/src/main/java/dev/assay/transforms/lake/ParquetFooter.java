package dev.assay.transforms.lake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * The footer of a Parquet file. The library lists the encodings of a column in the order of a hash
 * set of enum constants, which is another one in every JVM; two attempts at one file must come to
 * equal bytes.
 */
final class ParquetFooter {
  /** Behind the footer stand its length, 4 bytes, little-endian, and 4 letters. */
  private static final int TRAILER = 8;

  private ParquetFooter() {}

  /**
   * The end of a file with the lists of its footer in order; it is as long as before.
   *
   * @param end the last bytes of a file, the whole footer among them
   */
  static byte[] inOrder(byte[] end) throws IOException {
    int to = end.length - TRAILER;
    int length = ByteBuffer.wrap(end, to, Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).getInt();
    FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(end, to - length, length));
    for (RowGroup group : footer.getRow_groups()) {
      for (ColumnChunk column : group.getColumns()) {
        Collections.sort(column.getMeta_data().getEncodings());
      }
    }
    ByteArrayOutputStream ordered = new ByteArrayOutputStream(end.length);
    ordered.write(end, 0, to - length);
    Util.writeFileMetaData(footer, ordered);
    ordered.write(end, to, TRAILER);
    if (ordered.size() != end.length) {
      throw new IllegalStateException("the footer changed its length, which is part of the file");
    }
    return ordered.toByteArray();
  }
}
