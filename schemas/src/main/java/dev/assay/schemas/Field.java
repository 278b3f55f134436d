package dev.assay.schemas;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * One field of a dataset.
 *
 * @param name in snake_case; the name of the column
 * @param header what the column is called in the file ({@code physicalName}, by default the name);
 *     in JSON the path of a member, with a point between the names
 * @param description one sentence about its values
 * @param type the type of its values
 * @param required whether a record without it is refused
 * @param reading how a text of a file becomes a value
 * @param classification the contract's word for how sensitive the values are; empty if it has none
 * @param rules what a value must satisfy; {@code required} and {@code type} are among them
 * @param elements the fields of an element, for a list; empty otherwise. Their rules' ids begin
 *     with this field's name: {@code items.quantity.minimum}
 */
public record Field(
    String name,
    String header,
    String description,
    Type type,
    boolean required,
    Reading reading,
    String classification,
    List<FieldRule> rules,
    List<Field> elements)
    implements Serializable {

  /** A field of single values. */
  public Field(
      String name,
      String header,
      String description,
      Type type,
      boolean required,
      Reading reading,
      String classification,
      List<FieldRule> rules) {
    this(name, header, description, type, required, reading, classification, rules, List.of());
  }

  /** The columns of rows with these fields. */
  public static Columns columns(List<Field> fields) {
    return Columns.of(fields.stream().map(Field::column).toList());
  }

  /** Names of the objects to go through in JSON, and last that of the member itself. */
  public List<String> path() {
    return List.of(header.split("\\.", -1));
  }

  public Column column() {
    boolean isNullable = !required && reading.defaultText() == null;
    return new Column(name, type, isNullable, description);
  }

  /** Whether the contract says that values are not for everybody. */
  public boolean isClassified() {
    return !classification.isEmpty() && !classification.equalsIgnoreCase("public");
  }

  /**
   * Whether values may be shown outside silver and quarantine: those not classified, or public. Of
   * a list, whether those of all its elements may.
   */
  public boolean isPublic() {
    return !isClassified() && elements.stream().allMatch(Field::isPublic);
  }

  /** Its rules, and then those of its elements' fields. */
  public Stream<FieldRule> allRules() {
    return Stream.concat(rules.stream(), elements.stream().flatMap(Field::allRules));
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
