package dev.assay.schemas;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * What a dataset as a whole must satisfy: {@code quarantined <= 5 percent}.
 *
 * @param id {@code <dataset>.<metric>}
 * @param metric what is counted
 * @param comparison how the count is compared with the bound
 * @param bound the bound, in the unit
 * @param percent whether count and bound are percentages of {@link Metric}'s whole, or rows
 * @param dimension the contract's word for the kind of quality ({@code completeness}, …)
 * @param isError whether a batch that fails it is refused, or only says so
 */
public record Threshold(
    String id,
    Metric metric,
    Comparison comparison,
    BigDecimal bound,
    boolean percent,
    String dimension,
    boolean isError)
    implements Serializable {

  /** What a threshold counts. */
  public enum Metric {
    /** Records read; the whole is itself. */
    ROW_COUNT,
    /** Records quarantined, of the records read. */
    QUARANTINED,
    /** Duplicates, of the records read. */
    DUPLICATES,
    /** Rows with a reference to nowhere, of the rows accepted. */
    ORPHANS,
    /** Rows fewer than in the last published batch, of the rows it had; never below zero. */
    SHRINKAGE
  }

  /** How a count is compared with the bound. */
  public enum Comparison {
    LESS_THAN("<"),
    LESS_OR_EQUAL("<="),
    GREATER_THAN(">"),
    GREATER_OR_EQUAL(">="),
    EQUAL("="),
    NOT_EQUAL("!=");

    private final String symbol;

    Comparison(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }

    public boolean holds(BigDecimal value, BigDecimal bound) {
      int order = value.compareTo(bound);
      return switch (this) {
        case LESS_THAN -> order < 0;
        case LESS_OR_EQUAL -> order <= 0;
        case GREATER_THAN -> order > 0;
        case GREATER_OR_EQUAL -> order >= 0;
        case EQUAL -> order == 0;
        case NOT_EQUAL -> order != 0;
      };
    }
  }
}
