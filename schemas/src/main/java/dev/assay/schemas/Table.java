package dev.assay.schemas;

import java.io.Serializable;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A table of the lake and the warehouse, as data: what a manifest must hold for the warehouse to be
 * filled from the log alone.
 *
 * @param name in snake_case
 * @param description the grain first: "One row per customer with an account"
 * @param columns its columns, in the order an analyst sees them
 * @param key columns that make a row unique; empty for a table that is replaced within its scope
 * @param partitionBy the date column it is partitioned by, or null
 * @param clusterBy columns it is clustered by, most selective first
 * @param sums columns that must add up to a column of a dataset
 */
public record Table(
    String name,
    String description,
    Columns columns,
    List<String> key,
    @Nullable String partitionBy,
    List<String> clusterBy,
    List<Sum> sums)
    implements Serializable {

  /**
   * A promise of a table: some of its columns, summed, and what could not be attributed to any of
   * its rows equal the sum of a dataset's field.
   *
   * @param columns of this table, to be added up
   * @param dataset the dataset they are computed from
   * @param field the field of that dataset
   */
  public record Sum(List<String> columns, String dataset, String field) implements Serializable {

    /** The sum's name: {@code deposits + withdrawals}. */
    public String name() {
      return String.join(" + ", columns);
    }
  }
}
