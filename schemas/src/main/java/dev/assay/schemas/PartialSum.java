package dev.assay.schemas;

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
}
