package dev.assay.transforms.read;

import java.io.Serializable;

/**
 * How much of hostile input is borne. Past one of the first five a record is given out with its
 * problem and the next one is found; past one of the last two the file is refused.
 *
 * @param recordBytes bytes of a record without its final line break
 * @param fieldBytes bytes of a field's content; in CSV with its doubled quotes
 * @param columns fields of a record
 * @param jsonDepth nested arrays and objects, the record's own object included
 * @param numberLength characters of a JSON number
 * @param decompressionRatio bytes out of a gzip file per byte in; asked once a mebibyte is out
 * @param fileBytes bytes of a file, decompressed
 */
public record Limits(
    int recordBytes,
    int fieldBytes,
    int columns,
    int jsonDepth,
    int numberLength,
    int decompressionRatio,
    long fileBytes)
    implements Serializable {

  private static final int MIB = 1 << 20;

  /** A record stands in one buffer, which is doubled until it fits. */
  public static final int MAX_RECORD_BYTES = MIB << 9;

  public static final Limits DEFAULT = new Limits(MIB, MIB, 1000, 64, 100, 100, 10L << 30);

  public Limits {
    boolean positive =
        recordBytes > 0
            && fieldBytes > 0
            && columns > 0
            && jsonDepth > 0
            && numberLength > 0
            && decompressionRatio > 0
            && fileBytes > 0;
    if (!positive || recordBytes > MAX_RECORD_BYTES) {
      throw new IllegalArgumentException("limits are positive, records at most 512 MiB");
    }
  }
}
