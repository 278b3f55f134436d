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
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.InvalidRecordException;
import org.apache.parquet.schema.MessageType;

/**
 * Reads rows back from a Parquet file that {@link ParquetRows} wrote, without making objects of
 * them. A row of silver keeps the file and the line it was once read from. Holds one row group, and
 * blocks that are not full.
 */
final class ParquetBlocks implements AutoCloseable {
  /** Blocks are of one source each: of so many sources rows are gathered at the same time. */
  private static final int SOURCES = 64;

  private final ParquetFileReader reader;
  private final MessageType schema;
  private final List<StoredColumn> columns;
  private final boolean hasSource;
  private final Consumer<Block> out;
  private final RowEncoder row = new RowEncoder();
  private final Map<String, BlockBuilder> unfinished = new TreeMap<>();

  private ParquetBlocks(ParquetFileReader reader, Columns columns, Consumer<Block> out) {
    this.reader = reader;
    this.schema = reader.getFileMetaData().getSchema();
    this.columns = columns.asList().stream().map(c -> StoredColumn.of(c, schema)).toList();
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
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    ParquetFileReader reader = ParquetFileReader.open(new ParquetInput(file), options);
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
    long rows = 0;
    MessageType wanted = wanted();
    reader.setRequestedSchema(wanted);
    for (int group = 0; group < reader.getRowGroups().size(); group++) {
      PageReadStore pages = reader.readRowGroup(group);
      read(pages, wanted);
      rows += pages.getRowCount();
    }
    unfinished.forEach(this::flush);
    return rows;
  }

  private MessageType wanted() {
    List<String> names = new ArrayList<>(columns.stream().map(StoredColumn::name).toList());
    if (hasSource) {
      names.addAll(List.of(Dataset.SOURCE_FILE.name(), Dataset.SOURCE_LINE.name()));
    }
    return new MessageType(
        schema.getName(), names.stream().distinct().map(schema::getType).toList());
  }

  private void read(PageReadStore pages, MessageType wanted) {
    ColumnReadStoreImpl values =
        new ColumnReadStoreImpl(
            pages,
            new DummyRecordConverter(wanted).getRootConverter(),
            wanted,
            reader.getFileMetaData().getCreatedBy());
    ColumnReader[] readers =
        wanted.getColumns().stream().map(values::getColumnReader).toArray(ColumnReader[]::new);
    int file = hasSource ? wanted.getFieldIndex(Dataset.SOURCE_FILE.name()) : -1;
    int line = hasSource ? wanted.getFieldIndex(Dataset.SOURCE_LINE.name()) : -1;
    for (long i = 0; i < pages.getRowCount(); i++) {
      row.begin(hasSource ? readers[line].getLong() : 0);
      for (int c = 0; c < columns.size(); c++) {
        columns.get(c).encode(readers[c], row);
      }
      row.end();
      append(hasSource ? readers[file].getBinary().toStringUsingUTF8() : "");
      for (ColumnReader reader : readers) {
        reader.consume();
      }
    }
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
