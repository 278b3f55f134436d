package dev.assay.schemas;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
 * @param incremental whether a batch recomputes the partitions that it touches and no others; it
 *     needs a column to be partitioned by. Absent in older manifests, which have no such table
 * @param clusterBy columns it is clustered by, most selective first
 * @param sums columns that must add up to a column of a dataset
 */
public record Table(
    String name,
    String description,
    Columns columns,
    List<String> key,
    @Nullable String partitionBy,
    boolean incremental,
    List<String> clusterBy,
    List<Sum> sums)
    implements Serializable {

  /** Makes sure that what is recomputed by its partitions has some. */
  public Table {
    if (incremental && partitionBy == null) {
      throw new IllegalArgumentException(name + " is recomputed by partition, and has none");
    }
  }

  /**
   * A promise of a table: some of its columns, added up, and what could not be attributed to any of
   * its rows equal an amount of a dataset.
   *
   * @param columns of this table, to be added up; none for the number of its rows
   * @param where which of its rows count, by column; empty if all do
   * @param dataset the dataset they are computed from
   * @param owed the amount of that dataset
   */
  public record Sum(List<String> columns, Map<String, String> where, String dataset, Measure owed)
      implements Serializable {

    /** What is to be added up over the table. */
    public List<Measure> held() {
      return columns.isEmpty()
          ? List.of(Measure.rows().where(where))
          : columns.stream().map(column -> Measure.of(column).where(where)).toList();
    }

    /** The sum's name: {@code deposits + withdrawals}, {@code revenue where level = product}. */
    public String name() {
      return (columns.isEmpty() ? "rows" : String.join(" + ", columns))
          + Measure.rows().where(where).condition();
    }

    /** What it must add up to: {@code accounts.balance}, {@code rows of customers}. */
    public String source() {
      return owed.factors().isEmpty()
          ? owed + " of " + dataset
          : owed.factors().stream()
              .map(factor -> dataset + "." + factor)
              .collect(Collectors.joining(" * "));
    }

    /**
     * Whether rows that a computation could not attribute are missing in this sum.
     *
     * @param told the sum's name or, for one over all rows, one of its columns
     */
    public boolean lacks(String told) {
      return told.equals(name()) || where.isEmpty() && columns.contains(told);
    }
  }
}
