package dev.assay.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A difference between what tables look like now and what they would look like under another
 * contract.
 *
 * @param kind what changes
 * @param dataset where
 * @param column of what; null if it is the dataset
 * @param was what it is now; null for what is new
 * @param becomes what it would be; null for what goes
 * @param breaks whether somebody who reads the tables, or delivers the files, would have to change
 */
public record ContractChange(
    Kind kind,
    String dataset,
    @Nullable String column,
    @Nullable String was,
    @Nullable String becomes,
    boolean breaks) {

  /** What can change. */
  public enum Kind {
    DATASET_GONE,
    DATASET_ADDED,
    COLUMN_GONE,
    COLUMN_ADDED,
    TYPE_NARROWED,
    TYPE_WIDENED,
    TYPE_CHANGED,
    REQUIRED_ADDED,
    REQUIRED_DROPPED,
    KEY_CHANGED,
    PARTITION_CHANGED
  }

  /**
   * What a dataset looks like to whoever reads it.
   *
   * @param name its name
   * @param columns its own columns
   * @param key names of the columns that make a row unique
   * @param partitionBy the column it is cut by; null for a snapshot
   */
  public record Shape(
      String name, Columns columns, List<String> key, @Nullable String partitionBy) {
    /** As a contract has it. */
    public static Shape of(Dataset dataset) {
      return new Shape(dataset.name(), dataset.columns(), dataset.key(), dataset.partitionBy());
    }

    /** As a table of silver has it: without the columns that say where a row comes from. */
    public static Shape of(Table silver) {
      return new Shape(
          silver.name(),
          Columns.of(
              silver.columns().asList().stream().filter(c -> !c.name().startsWith("_")).toList()),
          silver.key(),
          silver.partitionBy());
    }

    private Optional<Column> column(String name) {
      return columns.asList().stream().filter(column -> column.name().equals(name)).findFirst();
    }
  }

  /** All differences: first what goes, dataset by dataset, then what comes. */
  public static List<ContractChange> between(List<Shape> now, List<Shape> then) {
    List<ContractChange> changes = new ArrayList<>();
    for (Shape shape : now) {
      Optional<Shape> next = then.stream().filter(s -> s.name().equals(shape.name())).findFirst();
      if (next.isPresent()) {
        compare(shape, next.get(), changes);
      } else {
        changes.add(
            new ContractChange(Kind.DATASET_GONE, shape.name(), null, shape.name(), null, true));
      }
    }
    for (Shape shape : then) {
      if (now.stream().noneMatch(s -> s.name().equals(shape.name()))) {
        // Whoever delivers has one more file to bring.
        changes.add(
            new ContractChange(Kind.DATASET_ADDED, shape.name(), null, null, shape.name(), true));
      }
    }
    return List.copyOf(changes);
  }

  private static void compare(Shape now, Shape then, List<ContractChange> changes) {
    for (Column column : now.columns().asList()) {
      Optional<Column> next = then.column(column.name());
      if (next.isEmpty()) {
        changes.add(of(Kind.COLUMN_GONE, now, column.name(), column.type().toString(), null, true));
      } else {
        compare(now, column, next.get(), changes);
      }
    }
    for (Column column : then.columns().asList()) {
      if (now.column(column.name()).isEmpty()) {
        // Files without it are refused, and so is a lake whose rows accumulate.
        changes.add(
            of(Kind.COLUMN_ADDED, now, column.name(), null, column.type().toString(), true));
      }
    }
    if (!now.key().equals(then.key())) {
      changes.add(
          of(Kind.KEY_CHANGED, now, null, now.key().toString(), then.key().toString(), true));
    }
    if (!String.valueOf(now.partitionBy()).equals(String.valueOf(then.partitionBy()))) {
      changes.add(
          of(Kind.PARTITION_CHANGED, now, null, now.partitionBy(), then.partitionBy(), true));
    }
  }

  private static void compare(Shape shape, Column now, Column then, List<ContractChange> changes) {
    if (!now.type().equals(then.type())) {
      Kind kind = kind(now.type(), then.type());
      changes.add(
          of(
              kind,
              shape,
              now.name(),
              now.type().toString(),
              then.type().toString(),
              kind != Kind.TYPE_WIDENED));
    }
    if (now.nullable() && !then.nullable()) {
      changes.add(of(Kind.REQUIRED_ADDED, shape, now.name(), "optional", "required", true));
    } else if (!now.nullable() && then.nullable()) {
      changes.add(of(Kind.REQUIRED_DROPPED, shape, now.name(), "required", "optional", true));
    }
  }

  private static Kind kind(Type now, Type then) {
    if (now.kind() == Type.Kind.INTEGER && then.kind() == Type.Kind.DECIMAL) {
      return then.precision() - then.scale() >= LONGEST_INTEGER
          ? Kind.TYPE_WIDENED
          : Kind.TYPE_NARROWED;
    }
    if (now.kind() != Type.Kind.DECIMAL || then.kind() != Type.Kind.DECIMAL) {
      return Kind.TYPE_CHANGED;
    }
    boolean holdsAll =
        then.scale() >= now.scale()
            && then.precision() - then.scale() >= now.precision() - now.scale();
    return holdsAll ? Kind.TYPE_WIDENED : Kind.TYPE_NARROWED;
  }

  /** Digits of the longest whole number of 64 bits. */
  private static final int LONGEST_INTEGER = 19;

  private static ContractChange of(
      Kind kind,
      Shape shape,
      @Nullable String column,
      @Nullable String was,
      @Nullable String becomes,
      boolean breaks) {
    return new ContractChange(kind, shape.name(), column, was, becomes, breaks);
  }
}
