package dev.assay.transforms.read;

import dev.assay.schemas.Format;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The first of two passes over a file: where it can be cut so that every part holds whole records,
 * at which line each part starts, whether the quotes are well formed, and the checksum. Chunks can
 * be scanned in any order, anywhere; {@link #ranges} puts their facts together.
 */
public final class FileScan {
  private static final int PIECE = 256 << 10;

  private final String path;
  private final String file;
  private final long size;
  private final boolean gzip;
  private final Format format;
  private final Limits limits;

  /**
   * A scan of one file.
   *
   * @param path as Beam's file systems know it
   * @param file its name, for messages
   * @param size in bytes, as it is stored
   * @throws FileUnreadableException if it is larger than the limits allow
   */
  public FileScan(String path, String file, long size, boolean gzip, Format format, Limits limits)
      throws FileUnreadableException {
    if (size > limits.fileBytes()) {
      throw new FileUnreadableException(
          file,
          "has " + size + " bytes, the limit is " + limits.fileBytes(),
          "split it, or raise --maxFileSize");
    }
    this.path = path;
    this.file = file;
    this.size = size;
    this.gzip = gzip;
    this.format = format;
    this.limits = limits;
  }

  /** Whether the file can be read from the middle: not if it is compressed or transcoded. */
  public boolean isSplittable() {
    return !gzip && Encoding.isReadAsIs(format);
  }

  /** The facts of the whole file as one chunk, in its stored length; for any file. */
  public ChunkFacts whole() throws IOException {
    try (StoredBytes stored = StoredBytes.open(path, file, 0, size)) {
      InputStream plain = gzip ? GzipStream.open(stored, file, limits) : stored;
      InputStream text = Encoding.decode(plain, file, format);
      ChunkScan scan = new ChunkScan(format, 0, 0, Long.MAX_VALUE);
      scan(scan, text, 0, Long.MAX_VALUE, (byte) 0);
      return scan.facts(size, stored.crc32c());
    }
  }

  /**
   * The facts of one chunk of a file that is splittable. A byte on either side of it is read too.
   *
   * @param offset of the chunk, from 0
   * @param length of the chunk; together the chunks cover the file
   */
  public ChunkFacts chunk(long offset, long length) throws IOException {
    long end = offset + length;
    long before = Math.max(0, offset - 1);
    ChunkScan scan = new ChunkScan(format, textStart(offset), offset, end);
    try (StoredBytes in = StoredBytes.open(path, file, before, Math.min(size, end + 1))) {
      byte previous = before < offset ? (byte) in.read() : 0;
      return scan.facts(length, scan(scan, in, offset, length, previous));
    }
  }

  /** Where the text starts, if that is of interest to a chunk at {@code offset}. */
  private long textStart(long offset) throws IOException {
    if (offset > Encoding.LONGEST_MARK) {
      return 0;
    }
    try (StoredBytes in = StoredBytes.open(path, file, 0, Math.min(size, Encoding.LONGEST_MARK))) {
      int head = (int) Math.min(size, Encoding.LONGEST_MARK);
      return head - Encoding.decode(in, file, format).readAllBytes().length;
    }
  }

  /**
   * Hands a chunk to its scan.
   *
   * @param in the bytes of the chunk and the one after it, if there is one
   * @param previous the byte before the chunk; of no meaning at the start of a file
   * @return CRC-32C of the chunk
   */
  static int scan(ChunkScan scan, InputStream in, long start, long length, byte previous)
      throws IOException {
    CRC32C crc = new CRC32C();
    byte[] bytes = new byte[(int) Math.min(PIECE, length) + 2];
    bytes[0] = previous;
    int held = 0;
    long offset = start;
    long rest = length;
    while (rest > 0) {
      int wanted = (int) Math.min(PIECE, rest) + 1 - held;
      int read = in.readNBytes(bytes, 1 + held, wanted);
      int known = held + read;
      boolean atEnd = read < wanted;
      int piece = (int) Math.min(atEnd ? known : known - 1, rest);
      if (offset == start && start > 0 && piece > 0) {
        scan.before(previous, bytes[1]);
      }
      boolean isLast = atEnd && piece == known;
      scan.accept(bytes, 1, 1 + piece, offset, isLast);
      crc.update(bytes, 1, piece);
      offset += piece;
      rest = isLast ? 0 : rest - piece;
      held = known - piece;
      System.arraycopy(bytes, piece, bytes, 0, 1 + held);
    }
    return (int) crc.getValue();
  }

  /**
   * The ranges of a file, one for each chunk in which a record starts; one for the whole file if
   * its quotes are not well formed.
   *
   * @param chunks the facts of all chunks of the file, in their order
   */
  public static List<FileRange> ranges(List<ChunkFacts> chunks) {
    List<FileRange> ranges = new ArrayList<>();
    long size = size(chunks);
    long line = 1;
    boolean isInside = false;
    FileRange open = null;
    for (ChunkFacts chunk : chunks) {
      ChunkFacts.Hypothesis facts = chunk.given(isInside);
      if (facts.isStray()) {
        return List.of(new FileRange(0, size, 1, false));
      }
      if (facts.firstRecord() != ChunkFacts.NONE) {
        if (open != null) {
          ranges.add(new FileRange(open.start(), facts.firstRecord(), open.line(), true));
        }
        open = new FileRange(facts.firstRecord(), size, line + facts.lineEndsBefore(), true);
      }
      line += chunk.lineEnds();
      isInside ^= chunk.isQuoteCountOdd();
    }
    if (isInside) {
      return List.of(new FileRange(0, size, 1, false));
    }
    if (open != null) {
      ranges.add(open);
    }
    return List.copyOf(ranges);
  }

  private static long size(List<ChunkFacts> chunks) {
    long size = 0;
    for (ChunkFacts chunk : chunks) {
      if (chunk.offset() != size) {
        throw new IllegalArgumentException("no chunk starts at " + size + " in " + chunks);
      }
      size += chunk.length();
    }
    return size;
  }

  /** The checksum of a file, from those of its chunks in their order, in hex. */
  public static String crc32c(List<ChunkFacts> chunks) {
    int crc = 0;
    for (ChunkFacts chunk : chunks) {
      crc = Crc32c.combine(crc, chunk.crc32c(), chunk.length());
    }
    return Crc32c.toHex(crc);
  }
}
