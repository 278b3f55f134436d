package dev.assay.schemas;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
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
public final class TableDefinition<T> implements Serializable {
  private static final Type NUMERIC = Type.decimal(38, 9);

  private final Class<T> rowClass;
  private final String description;
  private final List<String> key;
  private final Set<String> days;
  private final List<Table.Sum> sums;
  private final List<Table.Sum> scales;

  private TableDefinition(
      Class<T> rowClass,
      String description,
      List<String> key,
      Set<String> days,
      List<Table.Sum> sums,
      List<Table.Sum> scales) {
    this.rowClass = rowClass;
    this.description = description;
    this.key = key;
    this.days = days;
    this.sums = sums;
    this.scales = scales;
  }

  /** A table of rows of that class, named like it in snake_case. */
  public static <T> TableDefinition<T> of(Class<T> rowClass) {
    return new TableDefinition<>(rowClass, "", List.of(), Set.of(), List.of(), List.of());
  }

  /** Says what a row is, the grain first: "One row per customer with an account". */
  public TableDefinition<T> describedAs(String newDescription) {
    return new TableDefinition<>(rowClass, newDescription, key, days, sums, scales);
  }

  /** Names the columns that make a row unique. */
  public TableDefinition<T> keyedBy(String... newKey) {
    return new TableDefinition<>(rowClass, description, List.of(newKey), days, sums, scales);
  }

  /** Names a column whose instants are days. */
  public TableDefinition<T> day(String column) {
    Set<String> newDays = new TreeSet<>(days);
    newDays.add(column);
    return new TableDefinition<>(rowClass, description, key, newDays, sums, scales);
  }

  /**
   * Promises that a column, or several together, with what no row could be given, add up to a field
   * of the contract; and gives them that field's scale.
   */
  public TableDefinition<T> sums(String dataset, String field, String... columns) {
    List<Table.Sum> newSums = new ArrayList<>(sums);
    newSums.add(new Table.Sum(List.of(columns), dataset, field));
    return new TableDefinition<>(rowClass, description, key, days, newSums, scales)
        .scaledLike(dataset, field, columns);
  }

  /** Gives decimal columns the scale of a field of the contract. */
  public TableDefinition<T> scaledLike(String dataset, String field, String... columns) {
    List<Table.Sum> newScales = new ArrayList<>(scales);
    newScales.add(new Table.Sum(List.of(columns), dataset, field));
    return new TableDefinition<>(rowClass, description, key, days, sums, newScales);
  }

  public Class<T> rowClass() {
    return rowClass;
  }

  public String name() {
    return rowClass
        .getSimpleName()
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
        .toLowerCase(Locale.ROOT);
  }

  /** The columns, with every decimal as decimal(38,9). */
  public Columns columns() {
    return columns(null);
  }

  /** The table as it is when its datasets follow that contract. */
  public Table bind(Contract contract) {
    return new Table(name(), description, columns(contract), key, null, List.of(), sums);
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
      return SchemaRegistry.createDefault().getSchema(rowClass);
    } catch (NoSuchSchemaException e) {
      throw new IllegalStateException(rowClass + " has no Beam schema", e);
    }
  }

  private Type type(Schema.Field field, @Nullable Contract contract) {
    return switch (field.getType().getTypeName()) {
      case STRING -> Type.STRING;
      case INT64 -> Type.INTEGER;
      case BOOLEAN -> Type.BOOLEAN;
      case DATETIME -> days.contains(field.getName()) ? Type.DATE : Type.TIMESTAMP;
      case DECIMAL -> decimal(field.getName(), contract);
      default ->
          throw new IllegalStateException(
              rowClass.getSimpleName()
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
    return scales.stream()
        .filter(scale -> scale.columns().contains(column))
        .flatMap(
            scale -> contract.find(scale.dataset()).flatMap(d -> d.find(scale.field())).stream())
        .findFirst()
        .map(field -> Type.decimal(Type.MAX_PRECISION, field.type().scale()))
        .orElse(NUMERIC);
  }
}
