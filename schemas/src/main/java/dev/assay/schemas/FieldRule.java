package dev.assay.schemas;

import java.io.Serializable;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A rule for the values of one field.
 *
 * @param id {@code <field>.<rule>}, such as {@code balance.minimum}
 * @param kind what is checked
 * @param bound the bound as the contract writes it (a number, a date, a length, a pattern; of
 *     {@link Kind#SUM_OF} the greatest difference); empty for kinds that have none
 * @param values the values allowed, for {@link Kind#VALID_VALUES}; empty otherwise
 * @param sum over the elements of a list of the same record, for {@link Kind#SUM_OF}; null
 *     otherwise
 * @param outcome what happens to a record that breaks it
 */
public record FieldRule(
    String id, Kind kind, String bound, Set<String> values, @Nullable Measure sum, Outcome outcome)
    implements Serializable {

  /** A rule that looks at the field alone. */
  public FieldRule(String id, Kind kind, String bound, Set<String> values, Outcome outcome) {
    this(id, kind, bound, values, null, outcome);
  }

  /** What a rule checks; {@link #suffix} is the second half of its id. */
  public enum Kind {
    REQUIRED("required"),
    TYPE("type"),
    ENCODING("encoding"),
    MINIMUM("minimum"),
    EXCLUSIVE_MINIMUM("exclusiveMinimum"),
    MAXIMUM("maximum"),
    EXCLUSIVE_MAXIMUM("exclusiveMaximum"),
    MIN_LENGTH("minLength"),
    MAX_LENGTH("maxLength"),
    PATTERN("pattern"),
    VALID_VALUES("validValues"),
    /** That the value is the sum over a list of its record, rounded half up to its scale. */
    SUM_OF("sumOf");

    private final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }

    public String suffix() {
      return suffix;
    }
  }
}
