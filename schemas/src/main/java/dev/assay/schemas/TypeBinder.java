package dev.assay.schemas;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The type of a property, from its {@code logicalType} and {@code physicalType}. */
final class TypeBinder {
  private static final Pattern DECIMAL =
      Pattern.compile("(?:decimal|numeric)\\s*\\(\\s*(\\d{1,3})\\s*,\\s*(\\d{1,3})\\s*\\)");
  private static final List<String> SUPPORTED =
      List.of("string", "integer", "number", "boolean", "date", "timestamp", "array");

  private TypeBinder() {}

  /**
   * The type; none, and a problem, if there is none that Assay knows.
   *
   * @param elements the fields of an element, if the property is an array
   */
  static Optional<Type> bind(Part property, List<Field> elements) {
    Optional<String> logical = property.requiredText("logicalType");
    if (logical.isEmpty()) {
      return Optional.empty();
    }
    return switch (logical.get()) {
      case "string" -> Optional.of(Type.STRING);
      case "integer" -> Optional.of(Type.INTEGER);
      case "number" -> decimal(property);
      case "boolean" -> Optional.of(Type.BOOLEAN);
      case "date" -> Optional.of(Type.DATE);
      case "timestamp" -> Optional.of(Type.TIMESTAMP);
      case "array" ->
          elements.isEmpty() ? Optional.empty() : Optional.of(Type.list(Field.columns(elements)));
      default -> none(property, logical.get());
    };
  }

  private static Optional<Type> none(Part property, String logical) {
    String supported = String.join(", ", SUPPORTED);
    property.report(
        "logicalType",
        switch (logical) {
          case "object" ->
              "logicalType object is not supported: make each of its members a property, with the"
                  + " path as its physicalName, such as shipping_address.city";
          case "time" -> "logicalType time is not supported: use one of " + supported;
          default -> Part.unknown("logicalType", logical, SUPPORTED);
        });
    return Optional.empty();
  }

  private static Optional<Type> decimal(Part property) {
    String written = property.text("physicalType").orElse("");
    Matcher decimal = DECIMAL.matcher(written.strip().toLowerCase(Locale.ROOT));
    String problem = "logicalType number needs a physicalType decimal(p,s), such as decimal(18,2)";
    if (!decimal.matches()) {
      String instead = written.isEmpty() ? "" : ", not " + written;
      property.report(written.isEmpty() ? "logicalType" : "physicalType", problem + instead);
      return Optional.empty();
    }
    int precision = Integer.parseInt(decimal.group(1));
    int scale = Integer.parseInt(decimal.group(2));
    if (precision < 1 || precision > Type.MAX_PRECISION || scale > precision) {
      property.report(
          "physicalType", written + " cannot be: at most 38 digits, and no more after the point");
      return Optional.empty();
    }
    if (scale > Type.MAX_SCALE) {
      property.report(
          "physicalType",
          written
              + " has more than "
              + Type.MAX_SCALE
              + " decimals, which no warehouse's NUMERIC holds");
      return Optional.empty();
    }
    return Optional.of(Type.decimal(precision, scale));
  }
}
