package dev.assay.schemas;

import java.io.Serializable;
import java.util.Set;

/**
 * A rule for the values of one field.
 *
 * @param id {@code <field>.<rule>}, such as {@code balance.minimum}
 * @param kind what is checked
 * @param bound the bound as the contract writes it (a number, a date, a length, a pattern); empty
 *     for kinds that have none
 * @param values the values allowed, for {@link Kind#VALID_VALUES}; empty otherwise
 * @param outcome what happens to a record that breaks it
 */
public record FieldRule(String id, Kind kind, String bound, Set<String> values, Outcome outcome)
    implements Serializable {

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
    VALID_VALUES("validValues");

    private final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }

    public String suffix() {
      return suffix;
    }
  }
}
