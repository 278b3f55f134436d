package dev.assay.transforms.ledger;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;

/**
 * The account of one amount: what a table holds and what no row of it could be given make up what
 * silver holds.
 *
 * @param column column of the table
 * @param source {@code dataset.field} it must add up to
 * @param silver sum of that field over silver
 * @param table sum of the column over the table as written
 * @param unattributed what no row of the table could be given, by reason
 */
public record SumBalance(
    String column,
    String source,
    BigDecimal silver,
    BigDecimal table,
    List<Unattributed> unattributed)
    implements Serializable {

  /**
   * Rows that belong to no row of a table.
   *
   * @param reason why, for a person: "customer not in customers"
   * @param rows how many rows of silver
   * @param amount what they add up to
   */
  public record Unattributed(String reason, long rows, BigDecimal amount) implements Serializable {}

  public BigDecimal unattributedAmount() {
    return unattributed.stream().map(Unattributed::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What is missing in the table or too much; zero if the amount's books balance. */
  public BigDecimal difference() {
    return silver.subtract(table).subtract(unattributedAmount());
  }
}
