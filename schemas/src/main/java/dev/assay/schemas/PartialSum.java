package dev.assay.schemas;

import java.util.Iterator;

/**
 * A row that stands for the sum over some rows, and can be added to another such row. Adding must
 * not depend on order or grouping: decimals and counts do not, and neither does the earlier of two
 * times.
 *
 * @param <T> class of the row itself
 */
public interface PartialSum<T extends PartialSum<T>> {

  /** What it is a sum of: equal for those rows that may be added to each other. */
  Object key();

  /** This row and another with an equal key, together. */
  T plus(T other);

  /**
   * All parts of a sum, together.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  static <T extends PartialSum<T>> T of(Iterable<T> parts) {
    Iterator<T> more = parts.iterator();
    T sum = more.next();
    while (more.hasNext()) {
      sum = sum.plus(more.next());
    }
    return sum;
  }
}
