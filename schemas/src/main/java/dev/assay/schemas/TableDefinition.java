package dev.assay.schemas;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.schemas.NoSuchSchemaException;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.SchemaRegistry;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A gold table: the class of its rows, and what the class cannot say: the grain, the key, which
 * instants are days, what its amounts add up to.
 *
 * <p>Decimals are {@code decimal(38,9)}, unless the table says that a column has the scale of a
 * field of the contract.
 *
 * @param <T> class of a row: AutoValue with a Beam schema. Days are Joda instants at midnight UTC,
 *     since Beam 2.71 has no other type for them that survives its coder
 */
@AutoValue
public abstract class TableDefinition<T> implements Serializable {
  private static final Type NUMERIC = Type.decimal(38, 9);

  TableDefinition() {}

  /** A table of rows of that class, named like it in snake_case. */
  public static <T> TableDefinition<T> of(Class<T> rowClass) {
    return new AutoValue_TableDefinition.Builder<T>()
        .setRowClass(rowClass)
        .setName(snakeCase(rowClass.getSimpleName()))
        .setDescription("")
        .setKey(List.of())
        .setDays(List.of())
        .setMicros(List.of())
        .setPartitionBy(null)
        .setIncremental(false)
        .setClusterBy(List.of())
        .setSums(List.of())
        .setScales(List.of())
        .build();
  }

  public abstract Class<T> rowClass();

  public abstract String name();

  abstract String description();

  abstract List<String> key();

  abstract List<String> days();

  abstract List<String> micros();

  abstract @Nullable String partitionBy();

  abstract boolean incremental();

  abstract List<String> clusterBy();

  abstract List<Table.Sum> sums();

  abstract List<Scale> scales();

  abstract Builder<T> toBuilder();

  /** Columns that have the scale of a product of fields. */
  record Scale(List<String> columns, String dataset, Measure product) implements Serializable {

    /** The scale of the product, unless the dataset lacks one of its fields. */
    Optional<Integer> of(Dataset contracted) {
      List<Field> factors =
          product.factors().stream().flatMap(name -> contracted.find(name).stream()).toList();
      return factors.size() == product.factors().size()
          ? Optional.of(factors.stream().mapToInt(field -> field.type().scale()).sum())
          : Optional.empty();
    }
  }

  /** Calls the table something else, such as the plural of what a row is. */
  public TableDefinition<T> named(String name) {
    return toBuilder().setName(name).build();
  }

  /** Says what a row is, the grain first: "One row per customer with an account". */
  public TableDefinition<T> describedAs(String description) {
    return toBuilder().setDescription(description).build();
  }

  /** Names the columns that make a row unique. */
  public TableDefinition<T> keyedBy(String... key) {
    return toBuilder().setKey(List.of(key)).build();
  }

  /** Names a column whose instants are days. */
  public TableDefinition<T> day(String column) {
    return toBuilder().setDays(and(days(), column)).build();
  }

  /**
   * Names a column whose numbers are times, in microseconds since 1970: an instant of Joda, the
   * only one that Beam 2.71 has for a class, is of milliseconds.
   */
  public TableDefinition<T> micros(String column) {
    return toBuilder().setMicros(and(micros(), column)).build();
  }

  /** Names the day or timestamp by which a warehouse that can do so cuts the table. */
  public TableDefinition<T> partitionedBy(String column) {
    return toBuilder().setPartitionBy(column).build();
  }

  /**
   * Says that the table is recomputed by the partitions that a batch touches, each of them whole.
   */
  public TableDefinition<T> byPartition() {
    return toBuilder().setIncremental(true).build();
  }

  /** Names the columns by which a warehouse that can do so orders the table. */
  public TableDefinition<T> clusteredBy(String... columns) {
    return toBuilder().setClusterBy(List.of(columns)).build();
  }

  /**
   * Promises that a column, or several together, with what no row could be given, add up to an
   * amount of a dataset; and gives them the scale of its fields.
   *
   * @param expression a field of the dataset, or several with {@code *} between them
   */
  public TableDefinition<T> sums(String dataset, String expression, String... columns) {
    return promise(List.of(columns), dataset, Measure.of(expression))
        .scaledLike(dataset, expression, columns);
  }

  /**
   * Promises that a column, or several together, with what no row could be given, add up to the
   * number of rows of a dataset. Without a column: that the table has as many rows.
   */
  public TableDefinition<T> counts(String dataset, String... columns) {
    return promise(List.of(columns), dataset, Measure.rows());
  }

  /** Says that the last promise holds for the rows alone whose column has that text. */
  public TableDefinition<T> where(String column, String text) {
    List<Table.Sum> promises = new ArrayList<>(sums());
    Table.Sum last = promises.remove(promises.size() - 1);
    Map<String, String> where = new TreeMap<>(last.where());
    where.put(column, text);
    promises.add(new Table.Sum(last.columns(), where, last.dataset(), last.owed()));
    return toBuilder().setSums(List.copyOf(promises)).build();
  }

  private TableDefinition<T> promise(List<String> columns, String dataset, Measure owed) {
    return toBuilder()
        .setSums(and(sums(), new Table.Sum(columns, Map.of(), dataset, owed)))
        .build();
  }

  /**
   * Gives decimal columns the scale of a field of the contract, or that of a product of fields. A
   * column that is given several has the greatest.
   *
   * @param expression a field of the dataset, or several with {@code *} between them
   */
  public TableDefinition<T> scaledLike(String dataset, String expression, String... columns) {
    return toBuilder()
        .setScales(and(scales(), new Scale(List.of(columns), dataset, Measure.of(expression))))
        .build();
  }

  private static <E> List<E> and(List<E> list, E more) {
    return Stream.concat(list.stream(), Stream.of(more)).toList();
  }

  private static String snakeCase(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  /** The columns, with every decimal as decimal(38,9). */
  public Columns columns() {
    return columns(null);
  }

  /** The table as it is when its datasets follow that contract. */
  public Table bind(Contract contract) {
    return new Table(
        name(),
        description(),
        columns(contract),
        key(),
        partitionBy(),
        incremental(),
        clusterBy(),
        sums());
  }

  private Columns columns(@Nullable Contract contract) {
    List<Column> columns = new ArrayList<>();
    for (Schema.Field field : schema().getFields()) {
      columns.add(
          new Column(
              field.getName(),
              type(field, contract),
              field.getType().getNullable(),
              field.getDescription()));
    }
    return Columns.of(columns);
  }

  private Schema schema() {
    try {
      return SchemaRegistry.createDefault().getSchema(rowClass());
    } catch (NoSuchSchemaException e) {
      throw new IllegalStateException(rowClass() + " has no Beam schema", e);
    }
  }

  private Type type(Schema.Field field, @Nullable Contract contract) {
    return switch (field.getType().getTypeName()) {
      case STRING -> Type.STRING;
      case INT64 -> micros().contains(field.getName()) ? Type.TIMESTAMP : Type.INTEGER;
      case BOOLEAN -> Type.BOOLEAN;
      case DATETIME -> days().contains(field.getName()) ? Type.DATE : Type.TIMESTAMP;
      case DECIMAL -> decimal(field.getName(), contract);
      default ->
          throw new IllegalStateException(
              rowClass().getSimpleName()
                  + "."
                  + field.getName()
                  + ": no column type for "
                  + field.getType().getTypeName());
    };
  }

  private Type decimal(String column, @Nullable Contract contract) {
    if (contract == null) {
      return NUMERIC;
    }
    return scales().stream()
        .filter(scale -> scale.columns().contains(column))
        .flatMap(scale -> contract.find(scale.dataset()).flatMap(scale::of).stream())
        .max(Comparator.naturalOrder())
        .map(scale -> Type.decimal(Type.MAX_PRECISION, scale))
        .orElse(NUMERIC);
  }

  @AutoValue.Builder
  abstract static class Builder<T> {
    abstract Builder<T> setRowClass(Class<T> rowClass);

    abstract Builder<T> setName(String name);

    abstract Builder<T> setDescription(String description);

    abstract Builder<T> setKey(List<String> key);

    abstract Builder<T> setDays(List<String> days);

    abstract Builder<T> setMicros(List<String> micros);

    abstract Builder<T> setPartitionBy(@Nullable String partitionBy);

    abstract Builder<T> setIncremental(boolean incremental);

    abstract Builder<T> setClusterBy(List<String> clusterBy);

    abstract Builder<T> setSums(List<Table.Sum> sums);

    abstract Builder<T> setScales(List<Scale> scales);

    abstract TableDefinition<T> build();
  }
}
