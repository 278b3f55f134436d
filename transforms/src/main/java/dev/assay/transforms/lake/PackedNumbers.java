package dev.assay.transforms.lake;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;

/** Numbers of few bits as a page of Parquet holds them: runs once, others packed by bits. */
final class PackedNumbers {
  private static final int FIRST_BYTES = 1 << 10;
  private static final int MOST_BYTES = 1 << 20;

  private PackedNumbers() {}

  /** Levels from 0 to {@code greatest}, behind the number of bytes they take. */
  static BytesInput levels(int greatest, int[] levels, int count) throws IOException {
    BytesInput packed = hybrid(BytesUtils.getWidthFromMaxInt(greatest), levels, count);
    return BytesInput.concat(BytesInput.fromInt(Math.toIntExact(packed.size())), packed);
  }

  /** Numbers of values in a dictionary, behind the number of bits each takes. */
  static BytesInput ids(int width, int[] ids, int count) throws IOException {
    return BytesInput.concat(BytesInput.from(new byte[] {(byte) width}), hybrid(width, ids, count));
  }

  private static BytesInput hybrid(int width, int[] numbers, int count) throws IOException {
    try (RunLengthBitPackingHybridEncoder encoder =
        new RunLengthBitPackingHybridEncoder(
            width, FIRST_BYTES, MOST_BYTES, HeapByteBufferAllocator.getInstance())) {
      for (int i = 0; i < count; i++) {
        encoder.writeInt(numbers[i]);
      }
      return copy(encoder.toBytes());
    }
  }

  /** Flags, each a byte that is 0 or 1: eight of them in one, the first one lowest. */
  static BytesInput flags(byte[] flags, int count) {
    byte[] packed = new byte[(count + 7) / 8];
    for (int i = 0; i < count; i++) {
      packed[i / 8] |= (byte) (flags[i] << i % 8);
    }
    return BytesInput.from(packed);
  }

  /** What others will write over. */
  static BytesInput copy(BytesInput bytes) {
    return bytes.copy(HeapByteBufferAllocator.getInstance(), released -> {});
  }
}
