package dev.assay.transforms.lake;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;

/** Shows the values of some columns of a Parquet file, row by row. Holds one row group. */
final class ParquetColumns {
  private ParquetColumns() {}

  static ParquetFileReader open(ResourceId file) throws IOException {
    return ParquetFileReader.open(
        new ParquetInput(file),
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build());
  }

  static MessageType schema(ParquetFileReader file) {
    return file.getFileMetaData().getSchema();
  }

  static boolean isDefined(ColumnReader value) {
    return value.getCurrentDefinitionLevel() == value.getDescriptor().getMaxDefinitionLevel();
  }

  /**
   * Shows all rows.
   *
   * @param columns names of the columns, each once
   * @param consumer is shown the values of a row, in the order of the names; always by the same
   *     list while a row group lasts
   */
  static void forEachRow(
      ParquetFileReader file, List<String> columns, Consumer<List<ColumnReader>> consumer)
      throws IOException {
    MessageType schema = schema(file);
    MessageType wanted =
        new MessageType(schema.getName(), columns.stream().map(schema::getType).toList());
    file.setRequestedSchema(wanted);
    for (int group = 0; group < file.getRowGroups().size(); group++) {
      PageReadStore pages = file.readRowGroup(group);
      ColumnReadStoreImpl store =
          new ColumnReadStoreImpl(
              pages,
              new DummyRecordConverter(wanted).getRootConverter(),
              wanted,
              file.getFileMetaData().getCreatedBy());
      List<ColumnReader> row = wanted.getColumns().stream().map(store::getColumnReader).toList();
      for (long i = 0; i < pages.getRowCount(); i++) {
        consumer.accept(row);
        for (int column = 0; column < row.size(); column++) {
          next(row.get(column));
        }
      }
    }
  }

  /** Goes on to the next value. One that nobody looked at has to be skipped, or it comes again. */
  private static void next(ColumnReader value) {
    if (isDefined(value)) {
      value.skip();
    }
    value.consume();
  }
}
