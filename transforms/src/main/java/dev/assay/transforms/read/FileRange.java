package dev.assay.transforms.read;

import java.io.Serializable;

/**
 * A part of a file that holds whole records, from a first byte to before a last. The ranges of a
 * file cover it without gaps.
 *
 * @param start offset of its first byte
 * @param end offset after its last byte
 * @param line the physical line of its first byte, from 1
 * @param wellFormed whether the quotes of the whole file are well formed
 */
public record FileRange(long start, long end, long line, boolean wellFormed)
    implements Serializable {

  public long length() {
    return end - start;
  }
}
