package dev.assay.transforms.lake;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.transforms.rows.Block;
import dev.assay.transforms.rows.BlockBuilder;
import dev.assay.transforms.rows.RowEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.InvalidRecordException;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Reads rows back from a Parquet file that {@link ParquetRows} wrote, without making objects of
 * them. A row of silver keeps the file and the line it was once read from. Holds one row group, and
 * blocks that are not full.
 */
final class ParquetBlocks implements AutoCloseable {
  /** Blocks are of one source each: of so many sources rows are gathered at the same time. */
  private static final int SOURCES = 64;

  private final ParquetFileReader reader;
  private final List<StoredField> columns;
  private final boolean hasSource;
  private final Consumer<Block> out;
  private final RowEncoder row = new RowEncoder();
  private final Map<String, BlockBuilder> unfinished = new TreeMap<>();

  private ParquetBlocks(ParquetFileReader reader, Columns columns, Consumer<Block> out) {
    this.reader = reader;
    MessageType schema = ParquetColumns.schema(reader);
    this.columns = columns.asList().stream().map(c -> StoredField.of(c, schema)).toList();
    this.hasSource = schema.containsField(Dataset.SOURCE_FILE.name());
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
    ParquetFileReader reader = ParquetColumns.open(file);
    try {
      return new ParquetBlocks(reader, columns, out);
    } catch (InvalidRecordException e) {
      reader.close();
      throw e;
    }
  }

  /**
   * Reads all rows.
   *
   * @return how many
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
    unfinished.forEach(this::flush);
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
    row.begin(hasSource ? values.get(line).getLong() : 0);
    for (int c = 0; c < firsts.length; c++) {
      columns.get(c).encode(values, firsts[c], row);
    }
    row.end();
    append(hasSource ? values.get(file).getBinary().toStringUsingUTF8() : "");
  }

  private void append(String source) {
    BlockBuilder block = unfinished.get(source);
    if (block == null) {
      if (unfinished.size() == SOURCES) {
        unfinished.forEach(this::flush);
        unfinished.clear();
      }
      block = new BlockBuilder();
      unfinished.put(source, block);
    }
    block.append(row);
    if (block.isFull()) {
      flush(source, block);
    }
  }

  private void flush(String source, BlockBuilder block) {
    if (!block.isEmpty()) {
      out.accept(block.build(source));
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
