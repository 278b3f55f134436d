package dev.assay.transforms.rows;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How the rows of a dataset are encoded: the key's fields first, then the others, each in the
 * contract's order.
 *
 * @param columns the fields in that order
 * @param keySize how many of them are the key; 0 for a dataset without one
 */
public record RowLayout(Columns columns, int keySize) implements Serializable {

  public static RowLayout of(Dataset dataset) {
    Columns own = dataset.columns();
    List<Column> columns = new ArrayList<>(own.select(dataset.key()).asList());
    own.forEach(
        column -> {
          if (!dataset.key().contains(column.name())) {
            columns.add(column);
          }
        });
    return new RowLayout(Columns.of(columns), dataset.key().size());
  }

  /** The columns that rows are grouped by: the key, or everything where there is none. */
  public Columns groupedBy() {
    return keySize == 0 ? columns : columns.select(columns.names().subList(0, keySize));
  }
}
