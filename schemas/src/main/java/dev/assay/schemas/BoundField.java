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
      TextBinder.KEYS + " formats onViolation default " + NotationBinder.KEYS;

  /** Binds a property; none, and a problem, if it has no name to go by. */
  static Optional<BoundField> bind(Part property, boolean trims) {
    Optional<String> name =
        Identifiers.required(property, "name", "; the file's own header goes in physicalName");
    Optional<Type> type = TypeBinder.bind(property);
    Part options = property.part("logicalTypeOptions", RuleBinder.OPTIONS);
    Part custom = property.custom(CUSTOM);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    TextBinder texts = new TextBinder(type.orElse(Type.STRING), custom);
    LetterCase letterCase = texts.letterCase();
    Field field =
        new Field(
            name.get(),
            property.text("physicalName").orElse(name.get()),
            property.text("description").orElse(""),
            type.orElse(Type.STRING),
            property.flag("required", false),
            type.map(t -> Formats.bind(t, options, custom)).orElse(List.of()),
            type.map(t -> NotationBinder.bind(t, custom)).orElse(Notation.PLAIN),
            texts.trims(trims),
            texts.nullTexts(),
            letterCase,
            texts.mapping(letterCase),
            property.text("classification").orElse(""),
            type.map(t -> RuleBinder.bind(name.get(), t, property, options, custom))
                .orElse(List.of()),
            null);
    Field whole = field.otherwise(DefaultBinder.bind(field, custom).orElse(null));
    return Optional.of(new BoundField(whole, type.isPresent(), property));
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
