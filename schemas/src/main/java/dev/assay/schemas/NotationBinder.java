package dev.assay.schemas;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How numbers are written, from custom properties of a property. */
final class NotationBinder {
  static final String KEYS = "currency groupSeparator decimalSeparator";

  /** What can be told from digits, signs and separators, and has no blank at its ends. */
  private static final Pattern CURRENCY =
      Pattern.compile("[\\p{L}\\p{Sc}](?:[\\p{L}\\p{Sc}. ]{0,6}[\\p{L}\\p{Sc}])?");

  private static final List<String> GROUP_SEPARATORS = List.of(",", ".", "'", " ", "_");
  private static final List<String> DECIMAL_SEPARATORS = List.of(".", ",");

  private NotationBinder() {}

  /** The notation that the properties describe; plain if there is none, or a problem with it. */
  static Notation bind(Type type, Part custom) {
    boolean isWhole = type.kind() == Type.Kind.INTEGER;
    if (type.kind() != Type.Kind.DECIMAL && !isWhole) {
      refuse(KEYS, type, custom);
      return Notation.PLAIN;
    }
    if (isWhole) {
      refuse("decimalSeparator", type, custom);
    }
    Optional<String> group = separator("groupSeparator", GROUP_SEPARATORS, custom);
    // Who groups digits by points writes a comma before the decimals.
    String usual = group.equals(Optional.of(".")) ? "," : ".";
    String point = separator("decimalSeparator", DECIMAL_SEPARATORS, custom).orElse(usual);
    if (group.equals(Optional.of(point))) {
      custom.report("groupSeparator", "groupSeparator is the decimalSeparator too");
    }
    return new Notation(currency(custom), group.orElse(""), point);
  }

  private static void refuse(String keys, Type type, Part custom) {
    for (String key : keys.split(" ")) {
      if (custom.has(key)) {
        custom.report(key, key + " does not apply to " + type);
      }
    }
  }

  private static Optional<String> separator(String key, List<String> separators, Part custom) {
    Optional<String> separator = custom.text(key);
    if (separator.isEmpty() || separators.contains(separator.get())) {
      return separator;
    }
    custom.report(key, key + " must be one of \"" + String.join("\", \"", separators) + '"');
    return Optional.empty();
  }

  private static String currency(Part custom) {
    Optional<String> currency = custom.text("currency");
    if (currency.isPresent() && !CURRENCY.matcher(currency.get()).matches()) {
      custom.report(
          "currency", "currency must be a sign or a word of at most 8 letters, such as $ or EUR");
      return "";
    }
    return currency.orElse("");
  }
}
