package dev.assay.schemas;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One field of a dataset. A text of a file becomes a value in this order: blanks are taken off, a
 * null text ends it there, letters change case, the text is mapped, and what then stands there is
 * read as the type and held against the rules.
 *
 * @param name in snake_case; the name of the column
 * @param header what the column is called in the file ({@code physicalName}, by default the name)
 * @param description one sentence about its values
 * @param type the type of its values
 * @param required whether a record without it is refused
 * @param formats for dates and timestamps: patterns of {@link java.time.format.DateTimeFormatter},
 *     in English and resolved strictly (years are {@code u}), of which the first that fits is
 *     taken; empty means ISO 8601
 * @param notation how numbers are written
 * @param trim whether blanks around a value are taken off before anything else
 * @param nullTexts unquoted texts that mean "no value" in this field, besides those of its file's
 *     format
 * @param letterCase what becomes of its letters
 * @param mapping texts as they come, in that case, to texts as they are kept; what it lacks stays
 *     as it is
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
    Set<String> nullTexts,
    LetterCase letterCase,
    Map<String, String> mapping,
    String classification,
    List<FieldRule> rules,
    @Nullable String defaultText)
    implements Serializable {

  /** A field without null texts or a default, whose letters and numbers are plain. */
  public Field(
      String name,
      String header,
      String description,
      Type type,
      boolean required,
      List<String> formats,
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
        Notation.PLAIN,
        trim,
        Set.of(),
        LetterCase.AS_IS,
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
        nullTexts,
        letterCase,
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

  /** Whether a text of the file is anything but what is read: mapped, or in another case. */
  public boolean rewrites() {
    return !mapping.isEmpty() || letterCase != LetterCase.AS_IS;
  }

  /** The text that is read for one of the file. */
  public String rewrite(String text) {
    String folded = letterCase.fold(text);
    return mapping.getOrDefault(folded, folded);
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
