package dev.assay.transforms.read;

import java.io.Serializable;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * What is wrong with the shape of a record.
 *
 * @param rule {@code record.tooLong}, {@code record.malformedQuote}, …
 * @param message for a person; tells nothing of the record's values
 */
public record Problem(String rule, String message) implements Serializable {
  /** A member of a JSON object that the contract has no field for. */
  static final String UNKNOWN_FIELD = "record.unknownField";

  private static final String UNCLOSED_QUOTE = "record.unclosedQuote";

  private static final int NAMES_SHOWN = 5;
  private static final int NAME_SHOWN = 64;

  static Problem recordTooLong(Limits limits) {
    return new Problem(
        "record.tooLong", "the record is longer than " + limits.recordBytes() + " bytes");
  }

  static Problem fieldTooLong(Limits limits) {
    return new Problem("field.tooLong", "a field is longer than " + limits.fieldBytes() + " bytes");
  }

  static Problem tooManyFields(Limits limits) {
    return new Problem(
        "record.tooManyFields", "the record has more than " + limits.columns() + " fields");
  }

  static Problem malformedQuote(int field) {
    return new Problem(
        "record.malformedQuote",
        "text follows a closing quote in field " + field + "; double the quotes within a field");
  }

  static Problem unclosedQuote(int field) {
    return new Problem(
        UNCLOSED_QUOTE,
        "the quote that opens field " + field + " is never closed; close or double it");
  }

  /** Whether what follows in the file is taken for a part of the record. */
  public boolean isOpen() {
    return rule.equals(UNCLOSED_QUOTE);
  }

  static Problem loneSurrogate() {
    return json("a text holds half of a surrogate pair (\\uD800 to \\uDFFF)");
  }

  /** Members that should be objects, by the paths to them. */
  static Problem notAnObject(Collection<String> paths) {
    return new Problem("record.notAnObject", shown(paths) + " must be an object, or absent");
  }

  static Problem unknownField(Collection<String> paths) {
    return new Problem(UNKNOWN_FIELD, "the contract has no field for " + shown(paths));
  }

  private static String shown(Collection<String> names) {
    String first =
        names.stream()
            .limit(NAMES_SHOWN)
            .map(n -> n.length() > NAME_SHOWN ? n.substring(0, NAME_SHOWN) + "…" : n)
            .collect(Collectors.joining(", "));
    int more = names.size() - NAMES_SHOWN;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  static Problem json(String message) {
    return new Problem("record.json", message);
  }
}
