package dev.assay.transforms.rows;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.TableDefinition;
import dev.assay.schemas.Type;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.schemas.NoSuchSchemaException;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.SchemaRegistry;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.ReadableInstant;

/**
 * How values of a class become encoded rows, and back: Beam rows of given columns, or AutoValue
 * rows of a table.
 *
 * @param <T> {@link Row}, or the class of a table's rows
 */
public final class RowType<T> implements Serializable {
  private final Columns columns;
  private final Schema schema;
  private final TypeDescriptor<T> descriptor;
  private final SerializableFunction<T, Row> toRow;
  private final SerializableFunction<Row, T> fromRow;
  private transient @Nullable Fields fields;

  private RowType(
      Columns columns,
      Schema schema,
      TypeDescriptor<T> descriptor,
      SerializableFunction<T, Row> toRow,
      SerializableFunction<Row, T> fromRow) {
    this.columns = columns;
    this.schema = schema;
    this.descriptor = descriptor;
    this.toRow = toRow;
    this.fromRow = fromRow;
  }

  /** Beam rows with these columns. */
  public static RowType<Row> of(Columns columns) {
    return new RowType<>(
        columns, columns.toSchema(), TypeDescriptors.rows(), row -> row, row -> row);
  }

  /** Rows of a table. */
  public static <T> RowType<T> of(TableDefinition<T> table) {
    try {
      SchemaRegistry registry = SchemaRegistry.createDefault();
      return new RowType<>(
          table.columns(),
          registry.getSchema(table.rowClass()),
          TypeDescriptor.of(table.rowClass()),
          registry.getToRowFunction(table.rowClass()),
          registry.getFromRowFunction(table.rowClass()));
    } catch (NoSuchSchemaException e) {
      throw new IllegalStateException(table.rowClass() + " has no Beam schema", e);
    }
  }

  public Columns columns() {
    return columns;
  }

  TypeDescriptor<T> descriptor() {
    return descriptor;
  }

  /** The coder of plain elements of this type. */
  Coder<T> coder() {
    if (descriptor.equals(TypeDescriptors.rows())) {
      @SuppressWarnings("unchecked")
      Coder<T> rows = (Coder<T>) RowCoder.of(schema);
      return rows;
    }
    return org.apache.beam.sdk.schemas.SchemaCoder.of(schema, descriptor, toRow, fromRow);
  }

  void encode(T value, long line, RowEncoder into) {
    Row row = toRow.apply(value);
    into.begin(line);
    int[] fields = fields(row.getSchema());
    for (int i = 0; i < fields.length; i++) {
      encode(columns.get(i), row.getValue(fields[i]), into);
    }
    into.end();
  }

  /** Where the columns are in rows of that schema: it is the same for one row after the other. */
  private int[] fields(Schema of) {
    Fields known = fields;
    if (known == null || known.schema != of) {
      known = new Fields(of, columns.names().stream().mapToInt(of::indexOf).toArray());
      fields = known;
    }
    return known.positions;
  }

  /**
   * The schema of rows that are read. Made anew of the columns: whoever asks a row for a field by a
   * literal finds its name without comparing letters, as long as both are the same object. Such
   * comparisons were 2 % of a run's time.
   */
  private Schema readSchema() {
    return descriptor.equals(TypeDescriptors.rows()) ? columns.toSchema() : schema;
  }

  private record Fields(Schema schema, int[] positions) {}

  private static void encode(Column column, @Nullable Object value, RowEncoder into) {
    if (value == null) {
      putNull(column, into);
      return;
    }
    Type type = column.type();
    switch (type.kind()) {
      case STRING -> into.putString((String) value);
      case INTEGER -> into.putLong((Long) value);
      case BOOLEAN -> into.putLong((Boolean) value ? 1 : 0);
      case DATE -> into.putLong(epochDay(value));
      case TIMESTAMP -> into.putLong(epochMicros(value));
      case DECIMAL -> into.putDecimal(exact(column, (BigDecimal) value));
      case LIST -> encodeList(column, (Iterable<?>) value, into);
    }
  }

  private static void encodeList(Column list, Iterable<?> rows, RowEncoder into) {
    into.beginList();
    for (Object element : rows) {
      if (element == null) {
        throw new IllegalArgumentException(list.name() + " has an element that is null");
      }
      into.beginElement();
      for (Column column : list.type().elements()) {
        encode(column, ((Row) element).getValue(column.name()), into);
      }
      into.endElement();
    }
    into.endList();
  }

  private static void putNull(Column column, RowEncoder into) {
    if (!column.nullable()) {
      throw new IllegalArgumentException(column.name() + " is null, which it must not be");
    }
    into.putNull();
  }

  /** At the scale of the column, so that equal values have equal bytes; never rounded. */
  private static BigDecimal exact(Column column, BigDecimal value) {
    Type type = column.type();
    boolean hasScale =
        value.scale() <= type.scale() || value.stripTrailingZeros().scale() <= type.scale();
    if (!hasScale || value.precision() - value.scale() > type.precision() - type.scale()) {
      throw new ArithmeticException(column.name() + ": a value does not fit " + type);
    }
    return value.setScale(type.scale());
  }

  private static long epochDay(Object day) {
    return day instanceof LocalDate date
        ? date.toEpochDay()
        : Math.floorDiv(((ReadableInstant) day).getMillis(), 86_400_000L);
  }

  private static long epochMicros(Object instant) {
    if (instant instanceof Long micros) {
      return micros;
    }
    return instant instanceof Instant javaInstant
        ? RowEncoder.micros(javaInstant)
        : Math.multiplyExact(((ReadableInstant) instant).getMillis(), 1000L);
  }

  /** Decodes rows that have these columns among theirs, in whatever order. */
  public Decoder<T> decoder(Columns encoded) {
    return new Decoder<>(this, new RowCursor(encoded));
  }

  /**
   * Decodes rows one after the other.
   *
   * @param <T> class of a row
   */
  public static final class Decoder<T> {
    private final RowType<T> type;
    private final Schema schema;
    private final RowCursor cursor;
    private final int[] positions;
    private final boolean[] joda;
    private final boolean[] micros;
    private final boolean[] text;
    private final String[] texts;
    private final byte[][] encodedTexts;

    private Decoder(RowType<T> type, RowCursor cursor) {
      this.type = type;
      this.schema = type.readSchema();
      this.cursor = cursor;
      this.positions = new int[type.columns.size()];
      this.joda = new boolean[type.columns.size()];
      this.micros = new boolean[type.columns.size()];
      this.text = new boolean[type.columns.size()];
      this.texts = new String[type.columns.size()];
      this.encodedTexts = new byte[type.columns.size()][];
      for (int i = 0; i < positions.length; i++) {
        positions[i] = cursor.columns().indexOf(type.columns.get(i).name());
        Type.Kind kind = type.columns.get(i).type().kind();
        Schema.TypeName field = type.schema.getField(i).getType().getTypeName();
        text[i] = kind == Type.Kind.STRING;
        joda[i] = field == Schema.TypeName.DATETIME;
        micros[i] = field == Schema.TypeName.INT64 && kind == Type.Kind.TIMESTAMP;
      }
    }

    /** The cursor to move to the row that is to be decoded. */
    public RowCursor cursor() {
      return cursor;
    }

    /** The row that the cursor stands at. */
    public T decode() {
      List<@Nullable Object> values = new ArrayList<>(positions.length);
      for (int i = 0; i < positions.length; i++) {
        values.add(cursor.isNull(positions[i]) ? null : valueOf(i));
      }
      return type.fromRow.apply(Row.withSchema(schema).attachValues(values));
    }

    private @Nullable Object valueOf(int field) {
      if (text[field]) {
        return textOf(field);
      }
      if (micros[field]) {
        return cursor.longAt(positions[field]);
      }
      Object value = cursor.valueAt(positions[field]);
      return joda[field] && value != null ? joda(value) : value;
    }

    /** A text; the same object as in the row before, if it is the same text, as in one group. */
    private String textOf(int field) {
      byte[] bytes = cursor.bytes();
      int start = cursor.start(positions[field]);
      int end = cursor.end(positions[field]);
      byte[] known = encodedTexts[field];
      if (known == null || !Arrays.equals(known, 0, known.length, bytes, start, end)) {
        encodedTexts[field] = Arrays.copyOfRange(bytes, start, end);
        texts[field] = new String(encodedTexts[field], StandardCharsets.UTF_8);
      }
      return texts[field];
    }

    private static Object joda(Object value) {
      Instant instant =
          value instanceof LocalDate day
              ? day.atStartOfDay(ZoneOffset.UTC).toInstant()
              : (Instant) value;
      return org.joda.time.Instant.ofEpochMilli(instant.toEpochMilli());
    }
  }
}
