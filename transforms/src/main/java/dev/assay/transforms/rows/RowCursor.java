package dev.assay.transforms.rows;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Looks at encoded rows one after the other, decoding only what is asked for. */
public final class RowCursor {
  private final Columns columns;
  private final Type.Kind[] kinds;
  private final int[] scales;
  private final int[] starts;
  private final int[] ends;

  /** What shows the elements of each list; made when it is first asked for. */
  private final RowType.@Nullable Decoder<Row>[] elements;

  private byte[] bytes = new byte[0];
  private int position;
  private int limit;
  private long line;
  private int rowStart;
  private int rowEnd;
  private int fieldsStart;

  @SuppressWarnings({"unchecked", "rawtypes"}) // An array of decoders of rows.
  public RowCursor(Columns columns) {
    this.columns = columns;
    this.kinds = columns.asList().stream().map(c -> c.type().kind()).toArray(Type.Kind[]::new);
    this.scales = columns.asList().stream().mapToInt(c -> c.type().scale()).toArray();
    this.starts = new int[columns.size()];
    this.ends = new int[columns.size()];
    this.elements = new RowType.Decoder[columns.size()];
  }

  /** Starts at the first row of a block. */
  public RowCursor over(Block block) {
    bytes = block.bytes();
    rowEnd = 0;
    limit = bytes.length;
    return this;
  }

  /** Moves to the next row, if there is one. */
  public boolean next() {
    if (rowEnd >= limit) {
      return false;
    }
    moveTo(bytes, rowEnd);
    return true;
  }

  /**
   * Moves to the row that starts there. It may have more columns than this cursor, behind those
   * that the cursor knows.
   */
  public void moveTo(byte[] source, int offset) {
    bytes = source;
    rowStart = offset;
    rowEnd = offset + RowEncoder.size(source, offset);
    position = offset + RowEncoder.SIZE_BYTES;
    line = varint();
    fieldsStart = position;
    int at = position;
    for (int i = 0; i < starts.length; i++) {
      int size = source[at++] - 1;
      if (size < -1) { // does not fit one byte
        position = at - 1;
        size = (int) varint() - 1;
        at = position;
      }
      starts[i] = at;
      ends[i] = at + size;
      at += Math.max(size, 0);
    }
    position = at;
  }

  /** Line of the source file at which the row starts; 0 if it comes from none. */
  public long line() {
    return line;
  }

  public Columns columns() {
    return columns;
  }

  public byte[] bytes() {
    return bytes;
  }

  /** Where the row starts in {@link #bytes}. */
  public int rowStart() {
    return rowStart;
  }

  /** Where the row ends in {@link #bytes}. */
  public int rowEnd() {
    return rowEnd;
  }

  /** Where the first field starts, its length included. */
  int fieldsStart() {
    return fieldsStart;
  }

  /** Where the columns that this cursor knows end in {@link #bytes}. */
  int columnsEnd() {
    return position;
  }

  /** Where a field's value starts in {@link #bytes}. */
  public int start(int column) {
    return starts[column];
  }

  /** Where a field's value ends; before its start if the field is null. */
  public int end(int column) {
    return ends[column];
  }

  /**
   * Where the first fields end, so many of them, which begin at the {@link #start} of the first.
   */
  int endOfFirst(int fields) {
    return Math.max(ends[fields - 1], starts[fields - 1]);
  }

  public boolean isNull(int column) {
    return ends[column] < starts[column];
  }

  /** The number behind a whole number, a decimal that {@link #fitsLong}, a day or an instant. */
  public long longAt(int column) {
    int end = ends[column];
    int at = starts[column];
    long value = bytes[at++];
    while (at < end) {
      value = value << 8 | bytes[at++] & 0xFF;
    }
    return value;
  }

  public String stringAt(int column) {
    return new String(bytes, starts[column], ends[column] - starts[column], StandardCharsets.UTF_8);
  }

  /** A decimal, or a whole number as one without decimals. */
  public BigDecimal decimalAt(int column) {
    int scale = scales[column];
    if (fitsLong(column)) {
      return BigDecimal.valueOf(longAt(column), scale);
    }
    int start = starts[column];
    return new BigDecimal(new BigInteger(bytes, start, ends[column] - start), scale);
  }

  /** Whether the number behind a decimal has no more than 64 bits. */
  public boolean fitsLong(int column) {
    return ends[column] - starts[column] <= Long.BYTES;
  }

  /**
   * Shows the elements of a list one after the other: the cursor stands before the first one. Its
   * {@link #line} is an element's number, from 1. There is one cursor for each list, which moves
   * with the next call.
   */
  public RowCursor elements(int column) {
    RowCursor cursor = decoder(column).cursor();
    cursor.bytes = bytes;
    cursor.rowEnd = starts[column];
    cursor.limit = ends[column];
    return cursor;
  }

  private RowType.Decoder<Row> decoder(int column) {
    if (elements[column] == null) {
      Columns ofElement = columns.get(column).type().elements();
      elements[column] = RowType.of(ofElement).decoder(ofElement);
    }
    return elements[column];
  }

  private List<Row> rowsAt(int column) {
    List<Row> rows = new ArrayList<>();
    RowCursor element = elements(column);
    while (element.next()) {
      rows.add(decoder(column).decode());
    }
    return rows;
  }

  /**
   * A field as a Java value: String, Long, BigDecimal, Boolean, {@link LocalDate}, {@link Instant},
   * or a list of Beam rows.
   */
  public @Nullable Object valueAt(int column) {
    if (isNull(column)) {
      return null;
    }
    return switch (kinds[column]) {
      case STRING -> stringAt(column);
      case INTEGER -> longAt(column);
      case DECIMAL -> decimalAt(column);
      case BOOLEAN -> longAt(column) != 0;
      case DATE -> LocalDate.ofEpochDay(longAt(column));
      case TIMESTAMP -> Instant.EPOCH.plus(longAt(column), ChronoUnit.MICROS);
      case LIST -> rowsAt(column);
    };
  }

  private long varint() {
    byte b = bytes[position++];
    if (b >= 0) {
      return b;
    }
    long value = b & 0x7F;
    for (int shift = 7; ; shift += 7) {
      b = bytes[position++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }
}
