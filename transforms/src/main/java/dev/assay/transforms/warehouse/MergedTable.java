package dev.assay.transforms.warehouse;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Table;
import dev.assay.schemas.Type;
import java.util.ArrayList;
import java.util.List;

/** What merging into a table comes to, whatever the dialect. */
final class MergedTable {
  /** The column of every gold table that no definition holds: the merge sets it. */
  static final Column LAST_UPDATED =
      new Column(
          "last_updated", Type.TIMESTAMP, false, "When this row was inserted or last changed, UTC");

  private MergedTable() {}

  /** The columns of a gold table as it is in a warehouse. */
  static Columns columns(Table table) {
    if (table.columns().contains(LAST_UPDATED.name())) {
      throw new IllegalArgumentException(table.name() + " defines last_updated, which merges set");
    }
    return table.columns().plus(LAST_UPDATED);
  }

  /**
   * The columns that make a row unique among those of a table; none if none do. A table that is cut
   * by day has one row a key and day: what a day holds is its own affair.
   */
  static List<String> uniqueBy(Table table) {
    if (!table.incremental()
        || table.key().isEmpty()
        || table.key().contains(table.partitionBy())) {
      return table.key();
    }
    List<String> key = new ArrayList<>(table.key());
    key.add(table.partitionBy());
    return List.copyOf(key);
  }

  /** The columns that may differ between two rows of one key. */
  static List<String> others(Table table) {
    return table.columns().names().stream().filter(c -> !table.key().contains(c)).toList();
  }

  /** Whether the rows of a table are cut by instants and not by days. */
  static boolean isCutByTimestamp(Table table) {
    Columns columns = table.columns();
    return columns.get(columns.indexOf(table.partitionBy())).type().kind() == Type.Kind.TIMESTAMP;
  }

  /**
   * What an analyst reads of a table: what a row is, and the columns that make it unique. The key
   * is no constraint: merges assert it.
   */
  static String described(Table table) {
    if (table.key().isEmpty()) {
      return table.description();
    }
    String key = "Key: " + String.join(", ", table.key()) + ".";
    String description = table.description().strip().replaceAll("\\.$", "");
    return description.isEmpty() ? key : description + ". " + key;
  }
}
