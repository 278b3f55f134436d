package dev.assay.transforms.lake;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.Type;
import dev.assay.transforms.rows.RowCursor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/** Takes rows apart: each field goes to the chunk of its column. */
final class RowFields {
  private static final int FILE = -1;
  private static final int LINE = -2;
  private static final int BATCH = -3;

  private static final long[] POWERS_OF_TEN =
      LongStream.iterate(1, power -> power * 10).limit(19).toArray();

  private final Columns columns;
  private final Type[] types;
  private final int[] sources;
  private final String sortedBy;
  private final byte[] batch;

  /** The chunk of each column; of a list, that of its elements' first column. */
  private final int[] firstChunks;

  private final ColumnChunk[] chunks;
  private final byte[] fixed = new byte[ParquetSchemas.DECIMAL_BYTES];
  private String fileName = "";
  private byte[] file = new byte[0];

  RowFields(Columns columns, Columns encoded, String batch) {
    this.columns = columns;
    this.types = columns.asList().stream().map(Column::type).toArray(Type[]::new);
    this.sources = columns.asList().stream().mapToInt(c -> source(c, encoded)).toArray();
    this.sortedBy = encoded.get(0).name();
    this.batch = batch.getBytes(StandardCharsets.UTF_8);
    this.firstChunks = new int[columns.size()];
    int leaves = 0;
    for (int i = 0; i < firstChunks.length; i++) {
      firstChunks[i] = leaves;
      leaves += types[i].kind() == Type.Kind.LIST ? types[i].elements().size() : 1;
    }
    this.chunks = new ColumnChunk[leaves];
  }

  private static int source(Column column, Columns encoded) {
    if (encoded.contains(column.name())) {
      int source = encoded.indexOf(column.name());
      requireSameElements(column, encoded.get(source));
      return source;
    }
    if (column.equals(Dataset.SOURCE_FILE)) {
      return FILE;
    }
    if (column.equals(Dataset.SOURCE_LINE)) {
      return LINE;
    }
    if (column.equals(Dataset.BATCH)) {
      return BATCH;
    }
    throw new IllegalArgumentException("rows have no column " + column.name());
  }

  /** Elements are taken apart by place. */
  private static void requireSameElements(Column column, Column encoded) {
    boolean isList = column.type().kind() == Type.Kind.LIST;
    if (isList && !column.type().elements().equals(encoded.type().elements())) {
      throw new IllegalArgumentException(column.name() + " has other elements in rows");
    }
  }

  /** Starts a row group of a file with that schema. */
  void begin(MessageType schema, BytesInputCompressor compressor) {
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      Columns leaves =
          types[i].kind() == Type.Kind.LIST ? types[i].elements() : Columns.of(List.of(column));
      for (int leaf = 0; leaf < leaves.size(); leaf++) {
        int chunk = firstChunks[i] + leaf;
        chunks[chunk] = chunk(leaves.get(leaf), schema.getColumns().get(chunk), compressor);
      }
    }
  }

  private ColumnChunk chunk(
      Column column, ColumnDescriptor descriptor, BytesInputCompressor compressor) {
    Extremes extremes =
        isWorthExtremes(column)
            ? Extremes.of(descriptor.getPrimitiveType())
            : Extremes.none(descriptor.getPrimitiveType());
    return new ColumnChunk(descriptor, compressor, mayRepeat(column), extremes);
  }

  /** Rows are sorted by their first encoded column; of other texts the extremes tell little. */
  private boolean isWorthExtremes(Column column) {
    return column.type().kind() != Type.Kind.STRING || column.name().equals(sortedBy);
  }

  /** Amounts and line numbers seldom repeat: looking for them in a dictionary is lost time. */
  private static boolean mayRepeat(Column column) {
    return column.type().kind() != Type.Kind.DECIMAL && !column.equals(Dataset.SOURCE_LINE);
  }

  /** Adds the row that a cursor stands at, which was read from a file of that name. */
  void add(RowCursor row, String source) throws IOException {
    if (!source.equals(fileName)) {
      fileName = source;
      file = source.getBytes(StandardCharsets.UTF_8);
    }
    for (int i = 0; i < sources.length; i++) {
      switch (sources[i]) {
        case FILE -> chunks[firstChunks[i]].addRepeated(file);
        case LINE -> chunks[firstChunks[i]].addLong(row.line());
        case BATCH -> chunks[firstChunks[i]].addRepeated(batch);
        default -> add(row, sources[i], i);
      }
    }
  }

  private void add(RowCursor row, int source, int column) throws IOException {
    if (types[column].kind() == Type.Kind.LIST) {
      addList(row, source, column);
    } else if (row.isNull(source)) {
      requireNullable(columns.get(column));
      chunks[firstChunks[column]].addNull();
    } else {
      addValue(row, source, types[column], chunks[firstChunks[column]]);
    }
  }

  /** Each column of the elements gets as many entries: one an element, or one for all of none. */
  private void addList(RowCursor row, int source, int column) throws IOException {
    int first = firstChunks[column];
    int last = first + types[column].elements().size();
    int defined = columns.get(column).nullable() ? 1 : 0;
    if (row.isNull(source)) {
      requireNullable(columns.get(column));
      addNone(first, last, 0);
    } else {
      RowCursor element = row.elements(source);
      boolean goesOn = false;
      for (; element.next(); goesOn = true) {
        addElement(element, types[column].elements(), first, defined + 1, goesOn);
      }
      if (!goesOn) {
        addNone(first, last, defined);
      }
    }
    for (int chunk = first; chunk < last; chunk++) {
      chunks[chunk].endRow();
    }
  }

  private void addNone(int first, int last, int definition) throws IOException {
    for (int chunk = first; chunk < last; chunk++) {
      chunks[chunk].goOn(false);
      chunks[chunk].addNull(definition);
    }
  }

  private void addElement(
      RowCursor element, Columns members, int first, int definition, boolean goesOn)
      throws IOException {
    for (int i = 0; i < members.size(); i++) {
      ColumnChunk chunk = chunks[first + i];
      chunk.goOn(goesOn);
      if (element.isNull(i)) {
        requireNullable(members.get(i));
        chunk.addNull(definition);
      } else {
        addValue(element, i, members.get(i).type(), chunk);
      }
    }
  }

  private void addValue(RowCursor row, int source, Type type, ColumnChunk chunk)
      throws IOException {
    switch (type.kind()) {
      case STRING -> chunk.addText(row.bytes(), row.start(source), row.end(source));
      case INTEGER, TIMESTAMP -> chunk.addLong(row.longAt(source));
      case DATE -> chunk.addInt((int) row.longAt(source));
      case BOOLEAN -> chunk.addFlag(row.longAt(source) != 0);
      case DECIMAL -> addDecimal(row, source, type, chunk);
      case LIST -> throw new IllegalArgumentException("a list holds no lists");
    }
  }

  /** Parquet would write a file that nothing can read. */
  private static void requireNullable(Column column) {
    if (!column.nullable()) {
      throw new IllegalArgumentException(column.name() + " is null, which it must not be");
    }
  }

  private void addDecimal(RowCursor row, int source, Type type, ColumnChunk chunk)
      throws IOException {
    if (type.isCompactDecimal() && type.precision() <= ParquetSchemas.INT32_DIGITS) {
      chunk.addInt((int) row.longAt(source));
    } else if (type.isCompactDecimal()) {
      chunk.addLong(row.longAt(source));
    } else {
      widen(row, source, type);
      chunk.addFixed(fixed);
    }
  }

  /** Rows of gold are encoded with nine decimals; the table may have the contract's scale. */
  private void widen(RowCursor row, int source, Type type) {
    int more = row.columns().get(source).type().scale() - type.scale();
    if (more == 0) {
      widen(row.bytes(), row.start(source), row.end(source));
    } else if (more > 0 && more < POWERS_OF_TEN.length && isMultiple(row, source, more)) {
      widen(row.longAt(source) / POWERS_OF_TEN[more]);
    } else {
      byte[] unscaled = row.decimalAt(source).setScale(type.scale()).unscaledValue().toByteArray();
      widen(unscaled, 0, unscaled.length);
    }
  }

  private static boolean isMultiple(RowCursor row, int source, int exponent) {
    return row.fitsLong(source) && row.longAt(source) % POWERS_OF_TEN[exponent] == 0;
  }

  private void widen(long unscaled) {
    long rest = unscaled;
    for (int i = fixed.length - 1; i >= 0; i--) {
      fixed[i] = (byte) rest;
      rest >>= Byte.SIZE;
    }
  }

  private void widen(byte[] unscaled, int start, int end) {
    int from = fixed.length - (end - start);
    Arrays.fill(fixed, 0, from, (byte) (unscaled[start] < 0 ? -1 : 0));
    System.arraycopy(unscaled, start, fixed, from, end - start);
  }

  /** Bytes that the row group takes up so far. */
  long bytes() {
    long bytes = 0;
    for (ColumnChunk chunk : chunks) {
      bytes += chunk.bytes();
    }
    return bytes;
  }

  /** Writes the columns of the row group, one behind the other. */
  void writeTo(ParquetFileWriter out) throws IOException {
    for (ColumnChunk chunk : chunks) {
      chunk.writeTo(out);
    }
  }
}
