package dev.assay.pipelines.generate;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One sound row before it is written.
 *
 * @param index its number within its file's entities, from 0
 * @param parent the index of the entity it refers to; {@link #NONE} if it refers to nothing, or to
 *     something that was never delivered
 * @param values typed values in the order of the file's columns: String, BigDecimal, Integer,
 *     LocalDate or null
 */
public record GeneratedRow(int index, int parent, @Nullable Object[] values) {

  public static final int NONE = -1;

  public GeneratedRow with(int column, @Nullable Object value) {
    @Nullable Object[] changed = values.clone();
    changed[column] = value;
    return new GeneratedRow(index, parent, changed);
  }

  public GeneratedRow withParent(int newParent) {
    return new GeneratedRow(index, newParent, values);
  }

  /** The one that stays of two rows with one key; {@code this} if they are equal. */
  public GeneratedRow smaller(GeneratedRow other) {
    for (int column = 0; column < values.length; column++) {
      int order = compare(values[column], other.values[column]);
      if (order != 0) {
        return order < 0 ? this : other;
      }
    }
    return this;
  }

  public @Nullable String text(int column) {
    return (String) values[column];
  }

  public @Nullable Integer number(int column) {
    return (Integer) values[column];
  }

  /** A number that must be there. */
  public int key(int column) {
    return (Integer) present(column);
  }

  /** A decimal as a whole number of units of that many decimals: 2 gives cents. */
  public long units(int column, int decimals) {
    return ((BigDecimal) present(column)).movePointRight(decimals).longValueExact();
  }

  public @Nullable LocalDate date(int column) {
    return (LocalDate) values[column];
  }

  private Object present(int column) {
    Object value = values[column];
    if (value == null) {
      throw new IllegalStateException("row " + index + " has no value in column " + column);
    }
    return value;
  }

  private static int compare(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return Boolean.compare(left != null, right != null);
    }
    if (left instanceof String text) {
      return Arrays.compareUnsigned(
          text.getBytes(StandardCharsets.UTF_8), ((String) right).getBytes(StandardCharsets.UTF_8));
    }
    if (left instanceof BigDecimal amount) {
      return amount.compareTo((BigDecimal) right);
    }
    if (left instanceof LocalDate date) {
      return date.compareTo((LocalDate) right);
    }
    return ((Integer) left).compareTo((Integer) right);
  }
}
