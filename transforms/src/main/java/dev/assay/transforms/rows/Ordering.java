package dev.assay.transforms.rows;

import dev.assay.schemas.Columns;
import java.io.Serializable;
import java.util.List;

/**
 * How some rows are stored and ordered: what a worker needs to make their {@link OrderKey}s.
 *
 * @param stored the columns that the blocks hold
 * @param columns the columns that a reader of the rows sees
 * @param order columns among these, the first one first
 */
record Ordering(Columns stored, Columns columns, List<Order> order) implements Serializable {

  static Ordering of(Rows<?> rows, List<Order> order) {
    return new Ordering(rows.stored(), rows.columns(), order);
  }

  OrderKey newKey() {
    return OrderKey.of(stored, columns, order);
  }
}
