package dev.assay.transforms.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Reads a stream record by record, reusing one set of arrays: what it tells of a record, {@link
 * #bytes} included, holds until the next call of {@link #next}.
 *
 * <p>What is wrong with a record is told by {@link #problem} and never thrown; every byte of the
 * stream belongs to a record, to a blank line, or to the line break after one of them. Memory stays
 * within a few times {@link Limits#recordBytes}.
 */
public abstract class RecordReader implements Closeable, Fields {
  static final byte UNQUOTED = 0;
  static final byte QUOTED = 1;
  static final byte ESCAPED = 3;
  static final byte NULL = 4;

  final LineWindow window;
  final Limits limits;
  byte[] bytes;
  int[] starts = new int[32];
  int[] ends = new int[32];
  byte[] kinds = new byte[32];
  int size;
  long line;
  @Nullable Problem problem;

  /** Where the record stands in the window, unless its raw text was set aside. */
  int rawStart;

  int rawLength;
  boolean isKept;
  private final InputStream in;
  private final Charset rawCharset;
  private long records;

  RecordReader(InputStream in, Charset rawCharset, Limits limits, int capacity, long firstLine) {
    this.in = in;
    this.rawCharset = rawCharset;
    this.limits = limits;
    this.window = new LineWindow(in, capacity, LineWindow.RAW_BYTES, firstLine);
    this.bytes = window.bytes;
  }

  /**
   * Moves to the next record, sound or not.
   *
   * @return false at the end
   * @throws FileUnreadableException if it is the file that is at fault, and not one record
   */
  public final boolean next() throws IOException {
    problem = null;
    size = 0;
    isKept = false;
    if (!read()) {
      return false;
    }
    records++;
    return true;
  }

  /** Reads one record into the fields of this class; false at the end. */
  abstract boolean read() throws IOException;

  /** The physical line at which the record starts, from 1. */
  public final long line() {
    return line;
  }

  /** How many fields the record has; 0 if its problem left none to be told apart. */
  @Override
  public final int size() {
    return size;
  }

  /** Holds the contents of the fields, unescaped, in {@link #charset}. */
  @Override
  public final byte[] bytes() {
    return bytes;
  }

  /** Where in {@link #bytes} the content of a field starts. */
  @Override
  public final int start(int field) {
    return starts[field];
  }

  /** Where in {@link #bytes} the content of a field ends, exclusive. */
  @Override
  public final int end(int field) {
    return ends[field];
  }

  /** Whether a field is text by its notation: it may be empty, yet is never one of the nulls. */
  @Override
  public final boolean isQuoted(int field) {
    return (kinds[field] & QUOTED) != 0;
  }

  /** Whether a field is null by its notation, which CSV has none for. */
  @Override
  public final boolean isNull(int field) {
    return kinds[field] == NULL;
  }

  /** The character set of {@link #bytes}. They need not be valid in it. */
  public abstract Charset charset();

  /** What is wrong with the record's shape, or null if it is well formed. */
  public final @Nullable Problem problem() {
    return problem;
  }

  /** The record as it stands in the file, without its line break, cut at 64 KiB. */
  public final String raw() {
    return isKept
        ? decode(window.kept(), 0, window.keptBytes())
        : decode(window.bytes, rawStart, rawLength);
  }

  /** Records given out so far. */
  public final long recordsRead() {
    return records;
  }

  /** Blank lines passed over so far. */
  public final long blankLines() {
    return window.blankLines;
  }

  /** Bytes of the stream consumed so far, decompressed and transcoded. */
  public final long position() {
    return window.position();
  }

  /** Passes over the record that names the columns; it does not count as read. */
  public final void skipHeader() throws IOException {
    if (next()) {
      records--;
    }
  }

  @Override
  public final void close() throws IOException {
    in.close();
  }

  final void addField(int start, int end, byte kind) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
      kinds = Arrays.copyOf(kinds, size * 2);
    }
    starts[size] = start;
    ends[size] = end;
    kinds[size] = kind;
    size++;
  }

  /** Gives the record out with a problem, as one physical line or to the end of its quotes. */
  final void refuse(Problem reason, int quote) throws IOException {
    problem = reason;
    size = 0;
    window.skip(quote);
    bytes = window.bytes;
    isKept = true;
  }

  private String decode(byte[] source, int from, int length) {
    int cut = Math.min(length, LineWindow.RAW_BYTES);
    if (rawCharset.equals(StandardCharsets.UTF_8) && cut == LineWindow.RAW_BYTES) {
      cut = beforeCharacter(source, from, cut);
    }
    return new String(source, from, cut, rawCharset);
  }

  /** The cut moved back, by three bytes at most, so that it splits no character. */
  private static int beforeCharacter(byte[] source, int from, int cut) {
    for (int back = 1; back <= 3; back++) {
      int b = source[from + cut - back] & 0xFF;
      if (b >= 0xC0) {
        int length = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
        return length > back ? cut - back : cut;
      }
      if (b < 0x80) {
        return cut;
      }
    }
    return cut;
  }
}
