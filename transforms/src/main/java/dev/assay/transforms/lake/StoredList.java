package dev.assay.transforms.lake;

import dev.assay.schemas.Column;
import dev.assay.transforms.rows.RowEncoder;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.InvalidRecordException;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A list in a Parquet file: a column for each of its elements' fields.
 *
 * @param column the list as its reader wants it
 * @param width how many columns it has in the file
 * @param members the columns wanted
 * @param places where they stand among those of the file
 * @param listLevel definition level from which there is a list
 * @param elementLevel definition level from which there is an element
 */
record StoredList(
    Column column,
    int width,
    List<StoredColumn> members,
    List<Integer> places,
    int listLevel,
    int elementLevel)
    implements StoredField {

  static StoredList of(Column column, MessageType file) {
    String name = column.name();
    if (!file.containsField(name)) {
      throw new InvalidRecordException("it has no column " + name);
    }
    Type stored = file.getType(name);
    if (!LogicalTypeAnnotation.listType().equals(stored.getLogicalTypeAnnotation())) {
      throw new InvalidRecordException(
          "its column " + name + " is " + stored + ", not " + column.type());
    }
    GroupType element =
        file.getType(name, ParquetSchemas.ENTRY, ParquetSchemas.ELEMENT).asGroupType();
    List<StoredColumn> members = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (Column member : column.type().elements()) {
      members.add(StoredColumn.of(name + ".", member, file));
      places.add(element.getFieldIndex(member.name()));
    }
    return new StoredList(
        column,
        element.getFieldCount(),
        members,
        places,
        file.getMaxDefinitionLevel(name),
        file.getMaxDefinitionLevel(name, ParquetSchemas.ENTRY, ParquetSchemas.ELEMENT));
  }

  @Override
  public String name() {
    return column.name();
  }

  @Override
  public void encode(List<ColumnReader> values, int first, RowEncoder into) {
    ColumnReader leading = values.get(first);
    if (leading.getCurrentDefinitionLevel() < listLevel) {
      encodeNull(into);
      next(values, first);
      return;
    }
    into.beginList();
    if (leading.getCurrentDefinitionLevel() < elementLevel) {
      next(values, first);
    } else {
      do {
        encodeElement(values, first, into);
        next(values, first);
      } while (leading.getCurrentRepetitionLevel() > 0);
    }
    into.endList();
  }

  private void encodeNull(RowEncoder into) {
    if (!column.nullable()) {
      throw new InvalidRecordException("a value of " + name() + " is null, and must not be");
    }
    into.putNull();
  }

  private void encodeElement(List<ColumnReader> values, int first, RowEncoder into) {
    into.beginElement();
    for (int i = 0; i < members.size(); i++) {
      members.get(i).encode(values.get(first + places.get(i)), into);
    }
    into.endElement();
  }

  private void next(List<ColumnReader> values, int first) {
    for (int i = first; i < first + width; i++) {
      ParquetColumns.next(values.get(i));
    }
  }
}
