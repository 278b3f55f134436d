package dev.assay.transforms.ledger;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;

/**
 * One check of one batch and its result.
 *
 * @param table dataset or gold table checked
 * @param check id of the rule, reference, threshold or balance checked
 * @param dimension kind of quality: completeness, validity, uniqueness, consistency …
 * @param isError whether failing it refuses the batch, or only says so
 * @param checked rows checked
 * @param failed rows that failed
 * @param share failed of checked, between 0 and 1; 0 if nothing was checked
 * @param threshold what was demanded, as text: {@code <= 5 percent}
 * @param passed whether it was met
 * @param sample up to five of the rows that failed, as {@code file:line}
 */
public record QualityCheck(
    String table,
    String check,
    String dimension,
    boolean isError,
    long checked,
    long failed,
    BigDecimal share,
    String threshold,
    boolean passed,
    List<String> sample)
    implements Serializable {

  /** Whether this check keeps the batch from being published. */
  public boolean refuses() {
    return isError && !passed;
  }
}
