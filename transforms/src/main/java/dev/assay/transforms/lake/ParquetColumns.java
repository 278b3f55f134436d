package dev.assay.transforms.lake;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.InvalidRecordException;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

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
   * The column of a file that values stand in.
   *
   * @param column its name; of a column of a list {@code items.quantity}
   * @throws InvalidRecordException if there is none
   */
  static ColumnDescriptor leaf(MessageType schema, String column) {
    Optional<String> list = listOf(column);
    String[] path =
        list.isEmpty()
            ? new String[] {column}
            : new String[] {
              list.get(),
              ParquetSchemas.ENTRY,
              ParquetSchemas.ELEMENT,
              column.substring(list.get().length() + 1)
            };
    if (!schema.containsPath(path)) {
      throw new InvalidRecordException("it has no column " + column);
    }
    return schema.getColumnDescription(path);
  }

  /** The list whose elements have a column, if it is one of those. */
  static Optional<String> listOf(String column) {
    int point = column.indexOf('.');
    return point < 0 ? Optional.empty() : Optional.of(column.substring(0, point));
  }

  /**
   * Shows all rows.
   *
   * @param columns names of the columns, each once
   * @param consumer is shown the values of a row, in the order of the names; always by the same
   *     list while a row group lasts. It moves the columns of a list on to the next row itself
   */
  static void forEachRow(
      ParquetFileReader file, List<String> columns, Consumer<List<ColumnReader>> consumer)
      throws IOException {
    MessageType schema = schema(file);
    forEachGroup(
        file,
        new MessageType(schema.getName(), columns.stream().map(schema::getType).toList()),
        (pages, values) -> {
          for (long i = 0; i < pages.getRowCount(); i++) {
            consumer.accept(values);
            for (int column = 0; column < values.size(); column++) {
              if (values.get(column).getDescriptor().getMaxRepetitionLevel() == 0) {
                next(values.get(column));
              }
            }
          }
        });
  }

  /**
   * Shows the elements of a list, those of all rows. A list without elements shows once, with no
   * value defined.
   *
   * @param list name of the list
   * @param members names of columns of its elements, each once
   * @param consumer is shown the values of an element, in the order of the names
   */
  static void forEachElement(
      ParquetFileReader file,
      String list,
      List<String> members,
      Consumer<List<ColumnReader>> consumer)
      throws IOException {
    MessageType schema = schema(file);
    forEachGroup(
        file,
        new MessageType(schema.getName(), only(members, schema.getType(list).asGroupType())),
        (pages, values) -> {
          ColumnDescriptor any = values.get(0).getDescriptor();
          for (long i = pages.getPageReader(any).getTotalValueCount(); i > 0; i--) {
            consumer.accept(values);
            values.forEach(ParquetColumns::next);
          }
        });
  }

  private static Type only(List<String> members, GroupType list) {
    GroupType entry = list.getType(ParquetSchemas.ENTRY).asGroupType();
    GroupType element = entry.getType(ParquetSchemas.ELEMENT).asGroupType();
    return list.withNewFields(
        entry.withNewFields(
            element.withNewFields(members.stream().map(element::getType).toList())));
  }

  /** Looks at the values of one row group. */
  private interface GroupConsumer {
    void accept(PageReadStore pages, List<ColumnReader> values);
  }

  private static void forEachGroup(
      ParquetFileReader file, MessageType wanted, GroupConsumer consumer) throws IOException {
    file.setRequestedSchema(wanted);
    for (int group = 0; group < file.getRowGroups().size(); group++) {
      PageReadStore pages = file.readRowGroup(group);
      ColumnReadStoreImpl store =
          new ColumnReadStoreImpl(
              pages,
              new DummyRecordConverter(wanted).getRootConverter(),
              wanted,
              file.getFileMetaData().getCreatedBy());
      consumer.accept(pages, wanted.getColumns().stream().map(store::getColumnReader).toList());
    }
  }

  /** Goes on to the next value. One that nobody looked at has to be skipped, or it comes again. */
  static void next(ColumnReader value) {
    if (isDefined(value)) {
      value.skip();
    }
    value.consume();
  }
}
