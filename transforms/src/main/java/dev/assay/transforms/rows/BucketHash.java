package dev.assay.transforms.rows;

import java.util.zip.CRC32C;

/**
 * Says to which bucket a key belongs. The same key goes to the same bucket on every machine and in
 * every run: files are named after buckets.
 */
public final class BucketHash {
  private final CRC32C crc = new CRC32C();
  private final int buckets;

  public BucketHash(int buckets) {
    this.buckets = buckets;
  }

  /**
   * The bucket, from 0, of the row encoded in {@code bytes}, by its first {@code keySize} fields.
   */
  public int bucketOf(RowCursor row, int keySize) {
    return bucketOf(row.bytes(), row.start(0), row.endOfFirst(keySize));
  }

  private int bucketOf(byte[] bytes, int start, int end) {
    crc.reset();
    crc.update(bytes, start, end - start);
    int hash = (int) crc.getValue();
    hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    return Math.floorMod(hash ^ (hash >>> 13), buckets);
  }
}
