package dev.assay.schemas;

import java.util.List;
import java.util.Optional;

/**
 * The text that stands where a record has no value, from the custom property {@code default}. Only
 * texts have one: a number or a day that nobody delivered would be added up and compared as if
 * somebody had.
 */
final class DefaultBinder {
  private static final String KEY = "default";

  private DefaultBinder() {}

  static Optional<String> bind(Type type, boolean isRequired, List<FieldRule> rules, Part custom) {
    Optional<String> text = custom.text(KEY);
    if (text.isEmpty()) {
      return text;
    }
    if (type.kind() != Type.Kind.STRING) {
      custom.report(KEY, "default does not apply to " + type + ": only texts have one");
      return Optional.empty();
    }
    if (isRequired) {
      custom.report(
          KEY, "a record without a value is refused or given a default: leave out required");
    }
    if (text.get().isBlank()) {
      custom.report(KEY, "default must be a text that is not blank");
    }
    for (FieldRule rule : rules) {
      if (!keeps(rule, text.get())) {
        custom.report(KEY, "default " + text.get() + " breaks the rule " + rule.id());
      }
    }
    return text;
  }

  private static boolean keeps(FieldRule rule, String text) {
    int length = text.codePointCount(0, text.length());
    return switch (rule.kind()) {
      case MIN_LENGTH -> length >= Integer.parseInt(rule.bound());
      case MAX_LENGTH -> length <= Integer.parseInt(rule.bound());
      case PATTERN -> com.google.re2j.Pattern.compile(rule.bound()).matcher(text).find();
      case VALID_VALUES -> rule.values().contains(text);
      default -> true;
    };
  }
}
