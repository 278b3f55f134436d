package dev.assay.transforms.read;

import dev.assay.schemas.Format;
import dev.assay.transforms.read.ChunkFacts.Hypothesis;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Gathers the facts of a chunk that is handed over piece by piece, under both hypotheses at once: a
 * quote that opens under one closes under the other.
 */
final class ChunkScan {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EVERY_BYTE = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final byte LF = '\n';
  private static final byte CR = '\r';

  private final byte delimiter;
  private final byte quote;
  private final long textStart;
  private final long start;
  private final long end;
  private long lineEnds;
  private boolean isOdd;
  private boolean isStrayOutside;
  private boolean isStrayInside;
  private long firstOutside = ChunkFacts.NONE;
  private long firstInside = ChunkFacts.NONE;
  private long lineEndsBeforeOutside;
  private long lineEndsBeforeInside;

  /**
   * @param textStart offset of the file's first byte after its byte order mark, if it has one
   * @param start offset of the chunk
   * @param end offset after the chunk; {@link Long#MAX_VALUE} if not known
   */
  ChunkScan(Format format, long textStart, long start, long end) {
    this.delimiter = (byte) format.delimiter();
    // In JSON lines a quote hides no line break: it is then looked for as if it were one.
    this.quote = format.kind() == Format.Kind.CSV ? (byte) format.quote() : LF;
    this.textStart = textStart;
    this.start = start;
    this.end = end;
    if (start == 0) {
      firstOutside = 0;
    }
  }

  /** Tells of the byte before the chunk, once its first byte is known too. */
  void before(byte previous, byte first) {
    if (previous == LF || (previous == CR && first != LF)) {
      recordMayStart(start);
    }
  }

  /**
   * Looks at a piece of the chunk.
   *
   * @param bytes with one byte more on either side of the piece
   * @param from index of the first byte of the piece, 1 or more
   * @param to index after the last byte of the piece
   * @param offset of the piece in the file
   * @param isLast whether the file ends with this piece, and {@code bytes[to]} means nothing
   */
  void accept(byte[] bytes, int from, int to, long offset, boolean isLast) {
    long shift = offset - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long found = candidates((long) LONGS.get(bytes, at));
      for (; found != 0; found &= found - 1) {
        int i = at + (Long.numberOfTrailingZeros(found) >>> 3);
        look(bytes, i, shift, isLast && i + 1 == to);
      }
    }
    for (; at < to; at++) {
      look(bytes, at, shift, isLast && at + 1 == to);
    }
  }

  /** Has a bit set for every byte that is a line break or a quote, and perhaps for some others. */
  private long candidates(long word) {
    return HIGH_BITS
        & (zeroes(word ^ (LF * EVERY_BYTE))
            | zeroes(word ^ (CR * EVERY_BYTE))
            | zeroes(word ^ (quote * EVERY_BYTE)));
  }

  /** Has the high bit set of a byte that is zero, and perhaps of one that a zero byte is below. */
  private static long zeroes(long word) {
    return (word - EVERY_BYTE) & ~word;
  }

  private void look(byte[] bytes, int at, long shift, boolean isFileEnd) {
    byte b = bytes[at];
    if (b == LF || (b == CR && (isFileEnd || bytes[at + 1] != LF))) {
      lineEnds++;
      if (!isFileEnd && at + shift + 1 < end) {
        recordMayStart(at + shift + 1);
      }
    } else if (b == quote) {
      boolean mayOpen = at + shift == textStart || borders(bytes[at - 1]);
      boolean mayClose = isFileEnd || borders(bytes[at + 1]);
      isStrayOutside |= isOdd ? !mayClose : !mayOpen;
      isStrayInside |= isOdd ? !mayOpen : !mayClose;
      isOdd = !isOdd;
    }
  }

  private boolean borders(byte b) {
    return b == delimiter || b == quote || b == LF || b == CR;
  }

  private void recordMayStart(long offset) {
    if (!isOdd && firstOutside == ChunkFacts.NONE) {
      firstOutside = offset;
      lineEndsBeforeOutside = lineEnds;
    } else if (isOdd && firstInside == ChunkFacts.NONE) {
      firstInside = offset;
      lineEndsBeforeInside = lineEnds;
    }
  }

  ChunkFacts facts(long length, int crc32c) {
    return new ChunkFacts(
        start,
        length,
        lineEnds,
        isOdd,
        new Hypothesis(isStrayOutside, firstOutside, lineEndsBeforeOutside),
        new Hypothesis(isStrayInside, firstInside, lineEndsBeforeInside),
        crc32c);
  }
}
