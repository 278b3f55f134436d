package dev.assay.schemas;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One field of a dataset.
 *
 * @param name in snake_case; the name of the column
 * @param header what the column is called in the file ({@code physicalName}, by default the name)
 * @param description one sentence about its values
 * @param type the type of its values
 * @param required whether a record without it is refused
 * @param formats for dates and timestamps: patterns of {@link java.time.format.DateTimeFormatter},
 *     tried in their order, in English and resolved strictly (years are {@code u}); empty means ISO
 *     8601
 * @param notation how numbers are written
 * @param trim whether blanks around a value are taken off before anything else
 * @param mapping texts as they come to texts as they are kept; what it lacks stays as it is
 * @param classification the contract's word for how sensitive the values are; empty if it has none
 * @param rules what a value must satisfy; {@code required} and {@code type} are among them
 * @param defaultText what a record without a value has instead, in fields of texts; null if it has
 *     none
 */
public record Field(
    String name,
    String header,
    String description,
    Type type,
    boolean required,
    List<String> formats,
    Notation notation,
    boolean trim,
    Map<String, String> mapping,
    String classification,
    List<FieldRule> rules,
    @Nullable String defaultText)
    implements Serializable {

  /** A field that is null where a record has no value. */
  public Field(
      String name,
      String header,
      String description,
      Type type,
      boolean required,
      List<String> formats,
      Notation notation,
      boolean trim,
      Map<String, String> mapping,
      String classification,
      List<FieldRule> rules) {
    this(
        name,
        header,
        description,
        type,
        required,
        formats,
        notation,
        trim,
        mapping,
        classification,
        rules,
        null);
  }

  /** The same field, with that text where a record has no value. */
  public Field otherwise(@Nullable String text) {
    return new Field(
        name,
        header,
        description,
        type,
        required,
        formats,
        notation,
        trim,
        mapping,
        classification,
        rules,
        text);
  }

  /** Whether every row has a value. */
  private boolean isNeverNull() {
    return required || defaultText != null;
  }

  public Column column() {
    return new Column(name, type, !isNeverNull(), description);
  }

  /** Whether values may be shown outside silver and quarantine: those not classified, or public. */
  public boolean isPublic() {
    return classification.isEmpty() || classification.equalsIgnoreCase("public");
  }

  /** What happens to a record that breaks the rule of that kind. */
  public Outcome outcome(FieldRule.Kind kind) {
    return rules.stream()
        .filter(rule -> rule.kind() == kind)
        .map(FieldRule::outcome)
        .findFirst()
        .orElse(Outcome.QUARANTINE);
  }
}
