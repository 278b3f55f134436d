package dev.assay.transforms.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The part of a stream that is in memory, from the byte not yet consumed on. Knows lines: LF, CRLF
 * and lone CR end one. Nothing that it answers depends on how much the stream hands over at a time.
 */
final class LineWindow {
  /** As much as is kept of the raw text of a record. */
  static final int RAW_BYTES = 64 << 10;

  /** Equal to no byte. */
  static final int NO_QUOTE = 256;

  static final int USUAL_BYTES = 256 << 10;
  private static final byte LF = '\n';
  private static final byte CR = '\r';

  private final InputStream in;

  byte[] bytes;

  /** First byte not consumed. */
  int from;

  /** End of the bytes in memory. */
  int to;

  /** Whether the stream holds nothing after {@link #to}. */
  boolean atEnd;

  /** Physical line of the byte at {@link #from}, if that byte starts one; from 1. */
  long line;

  long blankLines;

  private long consumed;
  private final int rawBytes;
  private byte[] kept = new byte[0];
  private int keptBytes;

  LineWindow(InputStream in, int capacity, int rawBytes, long firstLine) {
    this.in = in;
    this.bytes = new byte[Math.max(capacity, 2)];
    this.rawBytes = rawBytes;
    this.line = firstLine;
  }

  /** Bytes consumed since the stream's start. */
  long position() {
    return consumed + from;
  }

  /**
   * Brings more bytes into memory; positions within {@link #bytes} move.
   *
   * @return false at the end of the stream
   */
  boolean more() throws IOException {
    if (atEnd) {
      return false;
    }
    byte[] target = to - from > bytes.length / 2 ? new byte[bytes.length * 2] : bytes;
    System.arraycopy(bytes, from, target, 0, to - from);
    bytes = target;
    consumed += from;
    to -= from;
    from = 0;
    int read = in.readNBytes(bytes, to, bytes.length - to);
    atEnd = read < bytes.length - to;
    to += read;
    return read > 0;
  }

  /** Consumes blank lines; false if nothing is left after them. */
  boolean skipBlankLines() throws IOException {
    while (from < to || more()) {
      byte b = bytes[from];
      if (b != LF && b != CR) {
        return true;
      }
      if (!isKnown(from)) {
        more();
      }
      from = afterLineEnd(from);
      line++;
      blankLines++;
    }
    return false;
  }

  /** Whether it can be told where the line break at {@code at} ends. */
  boolean isKnown(int at) {
    return bytes[at] == LF || at + 1 < to || atEnd;
  }

  /** Where the next line starts, after a line break at {@code at} that is known. */
  int afterLineEnd(int at) {
    boolean pair = bytes[at] == CR && at + 1 < to && bytes[at + 1] == LF;
    return pair ? at + 2 : at + 1;
  }

  /**
   * Consumes a line with its break, however long; or, given a quote, a record whose quotes are well
   * formed. What it consumes is kept, up to the raw text's limit.
   *
   * @param quote the quote that hides line breaks, or {@link #NO_QUOTE}
   */
  void skip(int quote) throws IOException {
    boolean inside = false;
    keptBytes = 0;
    do {
      int at = from;
      for (; at < to; at++) {
        byte b = bytes[at];
        if (b == quote) {
          inside = !inside;
        } else if (b == LF || b == CR) {
          if (!isKnown(at)) {
            break;
          }
          if (!inside) {
            keep(at);
            from = afterLineEnd(at);
            line++;
            return;
          }
          line += afterLineEnd(at) == at + 1 ? 1 : 0;
        }
      }
      keep(at);
      from = at;
    } while (more() || from < to);
  }

  /** Sets the bytes up to {@code end} aside before they are changed. */
  void keepRecord(int end) {
    keptBytes = 0;
    keep(end);
  }

  private void keep(int end) {
    int more = Math.min(end - from, rawBytes - keptBytes);
    if (more > 0) {
      if (kept.length < keptBytes + more) {
        kept = Arrays.copyOf(kept, Math.min(rawBytes, 2 * (keptBytes + more)));
      }
      System.arraycopy(bytes, from, kept, keptBytes, more);
      keptBytes += more;
    }
  }

  byte[] kept() {
    return kept;
  }

  int keptBytes() {
    return keptBytes;
  }
}
