package dev.assay.transforms.read;

import java.io.Serializable;

/**
 * What is wrong with the shape of a record.
 *
 * @param rule {@code record.tooLong}, {@code record.malformedQuote}, …
 * @param message for a person; tells nothing of the record's values
 */
public record Problem(String rule, String message) implements Serializable {

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
        "record.unclosedQuote",
        "the quote that opens field " + field + " is never closed; close or double it");
  }

  static Problem json(String message) {
    return new Problem("record.json", message);
  }
}
