package dev.assay.transforms.rows;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import java.io.Serializable;

/**
 * How the rows of a dataset are encoded: the key's fields first, then the others, each in the
 * contract's order.
 *
 * @param columns the fields in that order
 * @param keySize how many of them are the key; 0 for a dataset without one
 */
public record RowLayout(Columns columns, int keySize) implements Serializable {

  public static RowLayout of(Dataset dataset) {
    return new RowLayout(KeyRows.keyed(dataset.columns(), dataset.key()), dataset.key().size());
  }

  /** The columns that rows are grouped by: the key, or everything where there is none. */
  public Columns groupedBy() {
    return keySize == 0 ? columns : columns.select(columns.names().subList(0, keySize));
  }
}
