package dev.assay.schemas;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An amount that a dataset or a table comes to: over its rows, the sum of the product of some
 * columns. The product of no columns is 1, so that their sum is the number of rows. If the columns
 * are those of a list's elements ({@code items.quantity}), it is over the elements of all rows.
 *
 * <p>A row or an element that lacks one of the columns adds nothing.
 *
 * @param factors columns, integers or decimals
 * @param where columns of texts, each with the one text that a row must have to count; empty if all
 *     rows do
 */
public record Measure(List<String> factors, Map<String, String> where) implements Serializable {

  /** Keeps the factors as they are given, and the conditions by name. */
  public Measure {
    factors = List.copyOf(factors);
    where = new TreeMap<>(where);
  }

  /**
   * The sum over all rows of an expression.
   *
   * @param expression a column, or several with {@code *} between them
   */
  public static Measure of(String expression) {
    return new Measure(List.of(expression.split("\\s*\\*\\s*")), Map.of());
  }

  /** The number of rows. */
  public static Measure rows() {
    return new Measure(List.of(), Map.of());
  }

  /** The same, of fewer rows. */
  public Measure where(Map<String, String> condition) {
    return new Measure(factors, condition);
  }

  /**
   * The list whose elements are measured; empty if rows are.
   *
   * @throws IllegalArgumentException if its columns are not all of one list, or all of none
   */
  public String list() {
    List<String> lists =
        columns()
            .map(column -> column.substring(0, Math.max(0, column.indexOf('.'))))
            .distinct()
            .toList();
    if (lists.size() > 1) {
      throw new IllegalArgumentException(this + " is not over the elements of one list");
    }
    return lists.isEmpty() ? "" : lists.get(0);
  }

  /** The columns that it looks at; one may come twice. */
  public Stream<String> columns() {
    return Stream.concat(factors.stream(), where.keySet().stream());
  }

  /**
   * As a person writes it: {@code quantity * unit_price}, {@code revenue where level = product}.
   */
  @Override
  public String toString() {
    return (factors.isEmpty() ? "rows" : String.join(" * ", factors)) + condition();
  }

  String condition() {
    return where.isEmpty()
        ? ""
        : where.entrySet().stream()
            .map(entry -> entry.getKey() + " = " + entry.getValue())
            .collect(Collectors.joining(" and ", " where ", ""));
  }
}
