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
   * A row of an input that belongs to no row of the result.
   *
   * @param column column of the result whose sum lacks it
   * @param reason why, for a person; one of a few fixed sentences
   * @param amount what the column lacks for it
   */
  void unattributed(String column, String reason, BigDecimal amount);
}
