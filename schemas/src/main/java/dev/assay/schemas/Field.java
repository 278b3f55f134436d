package dev.assay.schemas;

import java.io.Serializable;
import java.util.List;

/**
 * One field of a dataset.
 *
 * @param name in snake_case; the name of the column
 * @param header what the column is called in the file ({@code physicalName}, by default the name)
 * @param description one sentence about its values
 * @param type the type of its values
 * @param required whether a record without it is refused
 * @param reading how a text of a file becomes a value
 * @param classification the contract's word for how sensitive the values are; empty if it has none
 * @param rules what a value must satisfy; {@code required} and {@code type} are among them
 */
public record Field(
    String name,
    String header,
    String description,
    Type type,
    boolean required,
    Reading reading,
    String classification,
    List<FieldRule> rules)
    implements Serializable {

  public Column column() {
    boolean isNullable = !required && reading.defaultText() == null;
    return new Column(name, type, isNullable, description);
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
