package dev.assay.transforms.read;

import dev.assay.schemas.Format;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/**
 * CSV as in RFC 4180, with the delimiter and the quote of a {@link Format}. Lines end in LF, CRLF
 * or CR; a quote within an unquoted field is text; blank lines are no records.
 *
 * <p>Whether a file's quotes are <i>well formed</i> is known beforehand ({@link FileScan}). If they
 * are, a record past a limit is passed over to its true end. If they are not, whatever is wrong
 * with a record costs its first physical line and no more: reading resumes at the next line, so
 * that a stray quote never swallows the rest of a file.
 */
public final class CsvReader extends RecordReader {
  private static final byte LF = '\n';
  private static final byte CR = '\r';

  /** What {@link #parse} comes to when there is no sound record. */
  private static final int MORE = -1;

  private static final int TOO_LONG = -2;
  private static final int UNCLOSED = -3;
  private static final int MALFORMED = -4;
  private static final int TOO_MANY = -5;

  private final byte delimiter;
  private final byte quote;

  /** The greatest of the bytes that mean something: most bytes are greater. */
  private final byte highest;

  private final Charset charset;
  private final boolean wellFormed;

  /** End of the bytes in which the current record may be: memory or the limit ends there. */
  private int bound;

  /** Where parsing found that there is no sound record. */
  private int reached;

  private long lineBreaks;
  private boolean isEscaped;

  /** Bytes looked at ahead of lines that were then refused. */
  private long wasted;

  /** Reads from the start of a file or a range, after a byte order mark if there was one. */
  public CsvReader(
      InputStream in, Format format, Limits limits, boolean wellFormed, long firstLine) {
    this(in, format, limits, wellFormed, firstLine, LineWindow.USUAL_BYTES);
  }

  CsvReader(
      InputStream in,
      Format format,
      Limits limits,
      boolean wellFormed,
      long firstLine,
      int capacity) {
    super(in, Encoding.ofBytes(format), limits, capacity, firstLine);
    this.delimiter = (byte) format.delimiter();
    this.quote = (byte) format.quote();
    this.highest = (byte) Math.max(CR, Math.max(delimiter, quote));
    this.charset = Encoding.ofBytes(format);
    this.wellFormed = wellFormed;
  }

  @Override
  public Charset charset() {
    return charset;
  }

  @Override
  boolean read() throws IOException {
    if (!window.skipBlankLines()) {
      return false;
    }
    line = window.line;
    int end = parse();
    while (end == MORE) {
      window.more();
      end = parse();
    }
    if (end < 0) {
      refuse(end);
    } else if (end - window.from > limits.fieldBytes() && hasLongField()) {
      wasted += end - window.from;
      refuse(Problem.fieldTooLong(limits), quoteToSkip());
    } else {
      accept(end);
    }
    return true;
  }

  private void accept(int end) {
    rawStart = window.from;
    rawLength = end - window.from;
    if (isEscaped) {
      window.keepRecord(end);
      isKept = true;
      unescape();
    }
    window.line += lineBreaks + 1;
    window.from = end < window.to ? window.afterLineEnd(end) : end;
  }

  /**
   * Finds the fields of the record that starts at the window's first byte.
   *
   * @return the position of its line break or of the stream's end; else why there is none
   */
  private int parse() {
    final byte[] b = window.bytes;
    bytes = b;
    size = 0;
    lineBreaks = 0;
    isEscaped = false;
    reached = window.from;
    bound = (int) Math.min(window.to, (long) window.from + limits.recordBytes() + 1);
    boolean isSingleLine = isLookaheadSpent();
    for (int at = window.from; ; at++) {
      if (size == limits.columns()) {
        reached = at;
        return TOO_MANY;
      }
      at = at < bound && b[at] == quote ? quoted(b, at, isSingleLine) : unquoted(b, at);
      if (at < 0) {
        return at;
      }
      if (at == bound) {
        return exhausted(at);
      }
      if (b[at] != delimiter) {
        return window.isKnown(at) ? at : MORE;
      }
    }
  }

  private int unquoted(byte[] b, int start) {
    final int bound = this.bound;
    final byte highest = this.highest;
    final byte delimiter = this.delimiter;
    int at = start;
    for (; at < bound; at++) {
      byte c = b[at];
      if (c <= highest && (c == delimiter || c == LF || c == CR)) {
        break;
      }
    }
    addField(start, at, UNQUOTED);
    return at;
  }

  /** The position after the closing quote, or why there is none. */
  private int quoted(byte[] b, int start, boolean isSingleLine) {
    final int bound = this.bound;
    byte kind = QUOTED;
    for (int at = start + 1; at < bound; at++) {
      byte c = b[at];
      if (c > highest) {
        continue;
      }
      if (c == quote) {
        if (at + 1 < bound && b[at + 1] == quote) {
          kind = ESCAPED;
          isEscaped = true;
          at++;
          continue;
        }
        addField(start + 1, at, kind);
        reached = at;
        return at + 1 == bound || endsField(b[at + 1]) ? at + 1 : MALFORMED;
      }
      if (c == LF || (c == CR && (at + 1 == bound || b[at + 1] != LF))) {
        if (isSingleLine) {
          reached = window.from;
          return UNCLOSED;
        }
        lineBreaks++;
      }
    }
    int reason = exhausted(bound);
    return reason >= 0 || (reason == TOO_LONG && !wellFormed) ? UNCLOSED : reason;
  }

  private boolean endsField(byte b) {
    return b == delimiter || b == LF || b == CR;
  }

  /** What it means that the record may go on at the bound. */
  private int exhausted(int at) {
    reached = at;
    if (at - window.from > limits.recordBytes()) {
      return TOO_LONG;
    }
    return window.atEnd ? at : MORE;
  }

  /**
   * In a file that is not well formed a record may be looked at again and again, once from each of
   * its lines. Past a budget no file but one made for that purpose would spend, a quoted line break
   * is taken for an unclosed quote, so that the time stays in proportion to the file's size.
   */
  private boolean isLookaheadSpent() {
    return !wellFormed && wasted > 16L * limits.recordBytes() + 2 * window.position();
  }

  private boolean hasLongField() {
    for (int i = 0; i < size; i++) {
      if (ends[i] - starts[i] > limits.fieldBytes()) {
        return true;
      }
    }
    return false;
  }

  private void unescape() {
    for (int i = 0; i < size; i++) {
      if (kinds[i] == ESCAPED) {
        int to = starts[i];
        for (int at = starts[i]; at < ends[i]; at++) {
          bytes[to++] = bytes[at];
          at += bytes[at] == quote ? 1 : 0;
        }
        ends[i] = to;
      }
    }
  }

  private int quoteToSkip() {
    return wellFormed ? quote : LineWindow.NO_QUOTE;
  }

  private void refuse(int reason) throws IOException {
    wasted += reached - window.from;
    if (reason == MALFORMED) {
      refuse(Problem.malformedQuote(size), LineWindow.NO_QUOTE);
    } else if (reason == UNCLOSED) {
      refuse(Problem.unclosedQuote(size + 1), LineWindow.NO_QUOTE);
    } else {
      refuse(
          reason == TOO_LONG ? Problem.recordTooLong(limits) : Problem.tooManyFields(limits),
          quoteToSkip());
    }
  }
}
