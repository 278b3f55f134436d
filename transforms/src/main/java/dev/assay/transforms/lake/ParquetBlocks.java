package dev.assay.transforms.lake;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.transforms.rows.Block;
import dev.assay.transforms.rows.BlockBuilder;
import dev.assay.transforms.rows.RowCursor;
import dev.assay.transforms.rows.RowEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.InvalidRecordException;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Reads rows back from a Parquet file that {@link ParquetRows} wrote, without making objects of
 * them. A row of silver keeps the file and the line it was once read from. Holds one row group, and
 * blocks that are not full.
 */
final class ParquetBlocks implements AutoCloseable {
  /**
   * Blocks are of one source each, and rows of all sources lie side by side: so many bytes of them
   * are gathered at a time.
   */
  private static final int MOST_GATHERED = 8 << 20;

  /** What a source takes besides its rows, about. */
  private static final int BYTES_PER_SOURCE = 1 << 11;

  private static final Binary NO_SOURCE = Binary.fromString("");

  private final ParquetFileReader reader;
  private final List<StoredField> columns;
  private final boolean hasSource;
  private final Predicate<RowCursor> wanted;
  private final RowCursor key;
  private final Consumer<Block> out;
  private final RowEncoder row = new RowEncoder();
  private final Map<Binary, BlockBuilder> unfinished = new LinkedHashMap<>();
  private long gathered;

  private ParquetBlocks(
      ParquetFileReader reader,
      Columns columns,
      Columns key,
      Predicate<RowCursor> wanted,
      Consumer<Block> out) {
    this.reader = reader;
    MessageType schema = ParquetColumns.schema(reader);
    this.columns = columns.asList().stream().map(c -> StoredField.of(c, schema)).toList();
    this.hasSource = schema.containsField(Dataset.SOURCE_FILE.name());
    this.key = new RowCursor(key);
    this.wanted = wanted;
    this.out = out;
  }

  /**
   * Opens a file.
   *
   * @param columns columns of the rows, in the order they shall be encoded in; a decimal comes at
   *     the scale it has here
   * @param out where the rows go
   * @throws InvalidRecordException if the file lacks one of them, or has it with another type
   */
  static ParquetBlocks of(ResourceId file, Columns columns, Consumer<Block> out)
      throws IOException {
    return of(file, columns, Columns.of(List.of()), any -> true, out);
  }

  /**
   * The same, for rows that pass a look at their key; of others nothing else is read.
   *
   * @param key columns of the rows, the first ones
   */
  static ParquetBlocks of(
      ResourceId file,
      Columns columns,
      Columns key,
      Predicate<RowCursor> wanted,
      Consumer<Block> out)
      throws IOException {
    ParquetFileReader reader = ParquetColumns.open(file);
    try {
      return new ParquetBlocks(reader, columns, key, wanted, out);
    } catch (InvalidRecordException e) {
      reader.close();
      throw e;
    }
  }

  /**
   * Reads all rows.
   *
   * @return how many there are, wanted or not
   */
  long read() throws IOException {
    List<String> names = new ArrayList<>(columns.stream().map(StoredField::name).toList());
    if (hasSource) {
      names.addAll(List.of(Dataset.SOURCE_FILE.name(), Dataset.SOURCE_LINE.name()));
    }
    List<String> wanted = names.stream().distinct().toList();
    MessageType schema = ParquetColumns.schema(reader);
    int file = firstColumn(schema, wanted, Dataset.SOURCE_FILE.name());
    int line = firstColumn(schema, wanted, Dataset.SOURCE_LINE.name());
    int[] firsts = columns.stream().mapToInt(c -> firstColumn(schema, wanted, c.name())).toArray();
    ParquetColumns.forEachRow(reader, wanted, values -> read(values, firsts, file, line));
    flush();
    return reader.getRecordCount();
  }

  /** Where a field's columns start among those of the fields that are read. */
  private static int firstColumn(MessageType schema, List<String> wanted, String name) {
    int first = 0;
    for (String field : wanted) {
      if (field.equals(name)) {
        return first;
      }
      first += leaves(schema.getType(field));
    }
    return first;
  }

  private static int leaves(Type field) {
    return new MessageType("field", field).getColumns().size();
  }

  private void read(List<ColumnReader> values, int[] firsts, int file, int line) {
    int keySize = key.columns().size();
    if (keySize > 0) {
      encode(values, firsts, keySize, 0);
      key.moveTo(row.bytes(), 0);
      if (!wanted.test(key)) {
        return;
      }
    }
    encode(values, firsts, firsts.length, hasSource ? values.get(line).getLong() : 0);
    append(hasSource ? values.get(file).getBinary() : NO_SOURCE);
  }

  private void encode(List<ColumnReader> values, int[] firsts, int count, long line) {
    row.begin(line);
    for (int c = 0; c < count; c++) {
      columns.get(c).encode(values, firsts[c], row);
    }
    row.end();
  }

  private void append(Binary source) {
    BlockBuilder block = unfinished.get(source);
    if (block == null) {
      block = new BlockBuilder();
      unfinished.put(Binary.fromConstantByteArray(source.getBytes()), block);
      gathered += BYTES_PER_SOURCE;
    }
    block.append(row);
    gathered += row.length();
    if (block.isFull()) {
      unfinished.remove(source);
      gathered -= block.length() + BYTES_PER_SOURCE;
      out.accept(block.build(source.toStringUsingUTF8()));
    } else if (gathered >= MOST_GATHERED) {
      flush();
    }
  }

  private void flush() {
    unfinished.forEach((source, block) -> out.accept(block.build(source.toStringUsingUTF8())));
    unfinished.clear();
    gathered = 0;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
