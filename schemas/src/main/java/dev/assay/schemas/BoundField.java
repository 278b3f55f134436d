package dev.assay.schemas;

import java.util.List;
import java.util.Optional;

/**
 * A property of a schema, bound as far as that goes without its neighbours.
 *
 * @param field the field; of type string where the document gives no type that can be
 * @param hasType whether the document does
 * @param part the property itself, for what is found out later
 */
record BoundField(Field field, boolean hasType, Part part) {

  /** The custom properties it may have. */
  static final String CUSTOM =
      TextBinder.KEYS
          + " formats default onViolation "
          + NotationBinder.KEYS
          + " "
          + SumBinder.KEYS;

  /**
   * Binds a property; none, and a problem, if it has no name to go by.
   *
   * @param list name of the list whose element has it, and a point; empty for a schema's own
   */
  static Optional<BoundField> bind(Part property, String list, boolean trims) {
    Optional<String> name =
        Identifiers.required(property, "name", "; the file's own header goes in physicalName");
    List<Field> elements = ListBinder.elements(property, name.orElse("?"), list, trims);
    Optional<Type> type = TypeBinder.bind(property, elements);
    Part options = property.part("logicalTypeOptions", RuleBinder.OPTIONS);
    Part custom = property.custom(CUSTOM);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Type bound = type.orElse(Type.STRING);
    if (bound.kind() == Type.Kind.LIST) {
      ListBinder.refuseReading(custom);
    }
    List<FieldRule> rules =
        type.map(t -> RuleBinder.bind(list + name.get(), t, property, options, custom))
            .orElse(List.of());
    boolean isRequired = property.flag("required", false);
    Reading reading =
        new TextBinder(bound, custom)
            .bind(trims)
            .formats(type.map(t -> Formats.bind(t, options, custom)).orElse(List.of()))
            .notation(type.map(t -> NotationBinder.bind(t, custom)).orElse(Notation.PLAIN))
            .otherwise(DefaultBinder.bind(bound, isRequired, rules, custom).orElse(null));
    if (!list.isEmpty()) {
      SumBinder.refuse(custom);
    }
    Field field =
        new Field(
            name.get(),
            property.text("physicalName").orElse(name.get()),
            property.text("description").orElse(""),
            bound,
            isRequired,
            reading,
            property.text("classification").orElse(""),
            rules,
            elements);
    return Optional.of(new BoundField(field, type.isPresent(), property));
  }

  String name() {
    return field.name();
  }

  boolean isKey() {
    return part.flag("primaryKey", false);
  }

  /** Its place in the key; where the document gives none, behind those that have one. */
  int keyPosition() {
    String written = part.number("primaryKeyPosition").orElse("-1");
    return written.matches("[1-9]\\d{0,3}") ? Integer.parseInt(written) : Integer.MAX_VALUE;
  }
}
