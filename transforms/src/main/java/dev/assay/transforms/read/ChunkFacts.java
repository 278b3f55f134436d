package dev.assay.transforms.read;

import java.io.Serializable;

/**
 * What is to be known of a chunk of a file before anybody knows whether it starts within quotes.
 *
 * @param offset of its first byte in the file
 * @param length in bytes
 * @param lineEnds line breaks whose last byte is in it
 * @param isQuoteCountOdd whether it holds an odd number of quotes
 * @param outside what holds if it starts outside quotes
 * @param inside what holds if it starts within quotes
 * @param crc32c checksum of its bytes
 */
public record ChunkFacts(
    long offset,
    long length,
    long lineEnds,
    boolean isQuoteCountOdd,
    Hypothesis outside,
    Hypothesis inside,
    int crc32c)
    implements Serializable {

  /** There is no such record. */
  static final long NONE = -1;

  /**
   * One of the two cases.
   *
   * @param isStray whether it has an opening quote not at a field's start, or a closing one not at
   *     its end
   * @param firstRecord offset in the file of the first record that starts in the chunk, or -1
   * @param lineEndsBefore line breaks whose last byte is in the chunk and before that record
   */
  public record Hypothesis(boolean isStray, long firstRecord, long lineEndsBefore)
      implements Serializable {}

  Hypothesis given(boolean isInside) {
    return isInside ? inside : outside;
  }
}
