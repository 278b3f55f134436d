package dev.assay.transforms.lake;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.Type;
import dev.assay.transforms.rows.RowCursor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/** Takes rows apart: each field goes to the chunk of its column. */
final class RowFields {
  private static final int FILE = -1;
  private static final int LINE = -2;
  private static final int BATCH = -3;
  private static final int LIST = -4;

  private final Column[] columns;
  private final Columns encoded;
  private final int[] sources;
  private final byte[] batch;
  private final FieldValues values = new FieldValues();

  /** The chunk of each column, or null where it is a list. */
  private final ColumnChunk[] chunks;

  /** The chunks of each list, or null where the column is none. */
  private final ListChunks[] lists;

  private final List<ColumnChunk> inFileOrder = new ArrayList<>();
  private String fileName = "";
  private byte[] file = new byte[0];

  RowFields(Columns columns, Columns encoded, String batch) {
    this.columns = columns.asList().toArray(Column[]::new);
    this.encoded = encoded;
    this.sources = columns.asList().stream().mapToInt(c -> source(c, encoded)).toArray();
    this.batch = batch.getBytes(StandardCharsets.UTF_8);
    this.chunks = new ColumnChunk[columns.size()];
    this.lists = new ListChunks[columns.size()];
  }

  private static int source(Column column, Columns encoded) {
    boolean isList = column.type().kind() == Type.Kind.LIST;
    if (encoded.contains(column.name())) {
      return isList ? LIST : encoded.indexOf(column.name());
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

  /** Starts a row group of a file with that schema. */
  void begin(MessageType schema, BytesInputCompressor compressor) {
    inFileOrder.clear();
    for (int i = 0; i < columns.length; i++) {
      if (sources[i] == LIST) {
        lists[i] = list(columns[i], schema, compressor);
      } else {
        chunks[i] = chunk(columns[i], schema, compressor);
      }
    }
  }

  /** Elements are taken apart by place. */
  private ListChunks list(Column list, MessageType schema, BytesInputCompressor compressor) {
    int source = encoded.indexOf(list.name());
    if (!list.type().equals(encoded.get(source).type())) {
      throw new IllegalArgumentException(list.name() + " has other elements in rows");
    }
    List<ColumnChunk> members = new ArrayList<>();
    list.type().elements().forEach(member -> members.add(chunk(member, schema, compressor)));
    return new ListChunks(list, source, members, values);
  }

  /** The chunk of the file's next column. */
  private ColumnChunk chunk(Column column, MessageType schema, BytesInputCompressor compressor) {
    ColumnDescriptor descriptor = schema.getColumns().get(inFileOrder.size());
    Extremes extremes =
        isWorthExtremes(column)
            ? Extremes.of(descriptor.getPrimitiveType())
            : Extremes.none(descriptor.getPrimitiveType());
    ColumnChunk chunk = new ColumnChunk(descriptor, compressor, mayRepeat(column), extremes);
    inFileOrder.add(chunk);
    return chunk;
  }

  /** Rows are sorted by their first encoded column; of other texts the extremes tell little. */
  private boolean isWorthExtremes(Column column) {
    return column.type().kind() != Type.Kind.STRING || column.name().equals(encoded.get(0).name());
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
        case FILE -> chunks[i].addRepeated(file);
        case LINE -> chunks[i].addLong(row.line());
        case BATCH -> chunks[i].addRepeated(batch);
        case LIST -> lists[i].add(row);
        default -> values.add(row, sources[i], columns[i], chunks[i], 0);
      }
    }
  }

  /** Bytes that the row group takes up so far. */
  long bytes() {
    long bytes = 0;
    for (ColumnChunk chunk : inFileOrder) {
      bytes += chunk.bytes();
    }
    return bytes;
  }

  /** Writes the columns of the row group, one behind the other. */
  void writeTo(ParquetFileWriter out) throws IOException {
    for (ColumnChunk chunk : inFileOrder) {
      chunk.writeTo(out);
    }
  }
}
