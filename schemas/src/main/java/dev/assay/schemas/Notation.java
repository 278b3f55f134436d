package dev.assay.schemas;

import java.io.Serializable;

/**
 * How the numbers of a field are written in files, besides digits and a sign. A number may always
 * be written without its currency and without groups.
 *
 * @param currency what may stand before a number, or behind it, with at most one blank between
 *     them: {@code $}, {@code EUR}; empty if nothing may
 * @param groupSeparator between groups of three digits: {@code ,} in 1,234.50; empty if digits are
 *     not grouped
 * @param decimalSeparator before the decimals
 */
public record Notation(String currency, String groupSeparator, String decimalSeparator)
    implements Serializable {

  /** Digits, and a point before the decimals. */
  public static final Notation PLAIN = new Notation("", "", ".");

  public boolean isPlain() {
    return equals(PLAIN);
  }

  /** How a number may look, for a person: {@code $1,234.50}. */
  public String example(Type type) {
    String whole = currency + 1 + groupSeparator + 234;
    return type.scale() == 0 ? whole : whole + decimalSeparator + "50";
  }
}
