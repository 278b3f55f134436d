package dev.assay.schemas;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.logicaltypes.MicrosInstant;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;

/** An ordered list of columns with distinct names: the shape of a row. */
public final class Columns implements Iterable<Column>, Serializable {
  private final List<Column> columns;
  private final Map<String, Integer> positions = new LinkedHashMap<>();

  private Columns(List<Column> columns) {
    this.columns = List.copyOf(columns);
    for (Column column : columns) {
      if (positions.put(column.name(), positions.size()) != null) {
        throw new IllegalArgumentException("two columns are named " + column.name());
      }
    }
  }

  @JsonCreator
  public static Columns of(List<Column> columns) {
    return new Columns(columns);
  }

  /** These columns, followed by {@code more}. */
  public Columns plus(Column... more) {
    List<Column> all = new ArrayList<>(columns);
    all.addAll(List.of(more));
    return new Columns(all);
  }

  /** The columns with these names, in the order of the names. */
  public Columns select(List<String> names) {
    return new Columns(names.stream().map(name -> get(indexOf(name))).toList());
  }

  public int size() {
    return columns.size();
  }

  public Column get(int index) {
    return columns.get(index);
  }

  public boolean contains(String name) {
    return positions.containsKey(name);
  }

  /**
   * The position of a column.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public int indexOf(String name) {
    Integer position = positions.get(name);
    if (position == null) {
      throw new IllegalArgumentException("no column " + name + " among " + names());
    }
    return position;
  }

  public List<String> names() {
    return List.copyOf(positions.keySet());
  }

  @JsonValue
  public List<Column> asList() {
    return columns;
  }

  @Override
  public Iterator<Column> iterator() {
    return columns.iterator();
  }

  /** The Beam schema of rows with these columns; a list is an array of rows. */
  public Schema toSchema() {
    Schema.Builder schema = Schema.builder();
    for (Column column : columns) {
      Schema.FieldType type = fieldType(column.type()).withNullable(column.nullable());
      schema.addField(Schema.Field.of(column.name(), type).withDescription(column.description()));
    }
    return schema.build();
  }

  private static Schema.FieldType fieldType(Type type) {
    return switch (type.kind()) {
      case STRING -> Schema.FieldType.STRING;
      case INTEGER -> Schema.FieldType.INT64;
      case DECIMAL -> Schema.FieldType.DECIMAL;
      case BOOLEAN -> Schema.FieldType.BOOLEAN;
      case DATE -> Schema.FieldType.logicalType(SqlTypes.DATE);
      case TIMESTAMP -> Schema.FieldType.logicalType(new MicrosInstant());
      case LIST -> Schema.FieldType.array(Schema.FieldType.row(type.elements().toSchema()));
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Columns that && columns.equals(that.columns);
  }

  @Override
  public int hashCode() {
    return columns.hashCode();
  }

  @Override
  public String toString() {
    return columns.toString();
  }
}
