package dev.assay.transforms.rows;

import java.math.BigDecimal;

/**
 * Takes what a computation makes of one key.
 *
 * @param <T> class of a result
 */
public interface Results<T> {

  /** A row of the result. */
  void output(T row);

  /**
   * Rows of an input that belong to no row of the result.
   *
   * @param column column of the result whose sum lacks them, or the name of that promise of its
   *     table: {@code revenue where level = product}
   * @param reason why, for a person; one of a few fixed sentences
   * @param rows how many
   * @param amount what the column lacks for them
   */
  void unattributed(String column, String reason, long rows, BigDecimal amount);
}
