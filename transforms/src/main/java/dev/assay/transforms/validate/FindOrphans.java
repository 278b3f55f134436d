package dev.assay.transforms.validate;

import dev.assay.transforms.rows.Rows;
import dev.assay.transforms.rows.WithoutMatch;
import java.util.List;
import org.apache.beam.sdk.values.Row;

/**
 * Finds the rows that refer to a row that is not there: all columns of each. A row with a null
 * among the fields that refer refers to nothing, and is no orphan.
 *
 * <pre>{@code
 * Rows<Row> orphans = FindOrphans.among(accounts, "customer_id").without(customers, "customer_id");
 * }</pre>
 */
public final class FindOrphans {
  private final Rows<Row> referring;
  private final List<String> fields;

  private FindOrphans(Rows<Row> referring, List<String> fields) {
    this.referring = referring;
    this.fields = fields;
  }

  /** Looks among rows that refer to others by these fields. */
  public static FindOrphans among(Rows<Row> referring, String... fields) {
    return new FindOrphans(referring, List.of(fields));
  }

  /**
   * The rows for whose fields there is none in {@code targets}.
   *
   * @param columns of the targets, in the order of the fields that refer to them
   */
  public Rows<Row> without(Rows<Row> targets, String... columns) {
    return WithoutMatch.of(
        referring, fields, Rows.select(targets, List.of(columns)), List.of(columns));
  }
}
