package dev.assay.schemas;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rule that a field is the sum over a list of its record, from the custom properties {@code
 * sumOf} and {@code tolerance}.
 */
final class SumBinder {
  static final String KEYS = "sumOf tolerance";

  private static final String SUM_OF = "sumOf";
  private static final String TOLERANCE = "tolerance";
  private static final Pattern PRODUCT =
      Pattern.compile("(\\w+)\\.\\w+(\\s*\\*\\s*\\1\\.\\w+){0,3}");
  private static final Pattern AMOUNT = Pattern.compile("\\d{1,18}(\\.\\d{1,9})?");

  private SumBinder() {}

  /** The sum that a field must be; none, and perhaps a problem, if there is none. */
  static Optional<Measure> bind(Type type, Part custom) {
    Optional<String> expression = custom.text(SUM_OF);
    if (expression.isEmpty()) {
      if (custom.has(TOLERANCE)) {
        custom.report(TOLERANCE, "tolerance is of sumOf, which is not there");
      }
      return Optional.empty();
    }
    if (type.kind() != Type.Kind.DECIMAL) {
      custom.report(SUM_OF, "sumOf does not apply to " + type + ", but to decimals");
      return Optional.empty();
    }
    if (!PRODUCT.matcher(expression.get()).matches()) {
      custom.report(
          SUM_OF,
          "sumOf must be a product of at most four properties of one list, such as"
              + " items.quantity * items.unit_price");
      return Optional.empty();
    }
    return expression.map(Measure::of);
  }

  /** How much the field may differ from the sum. */
  static String tolerance(Part custom) {
    String tolerance = custom.number(TOLERANCE).orElse("0");
    if (!AMOUNT.matcher(tolerance).matches()) {
      custom.report(TOLERANCE, "tolerance must be a number from 0 in plain digits, such as 0.01");
      return "0";
    }
    return tolerance;
  }

  /** Refuses the rule where it cannot be: within a list. */
  static void refuse(Part custom) {
    Arrays.stream(KEYS.split(" "))
        .filter(custom::has)
        .forEach(key -> custom.report(key, key + " is of a property of the schema"));
  }

  /** Reports sums over what is no list of the schema, or no number in it. */
  static void check(List<BoundField> fields) {
    for (BoundField field : fields) {
      field.field().rules().stream()
          .filter(rule -> rule.kind() == FieldRule.Kind.SUM_OF)
          .forEach(rule -> check(rule.sum(), field.part(), fields));
    }
  }

  private static void check(Measure sum, Part property, List<BoundField> fields) {
    Map<String, Field> lists = new LinkedHashMap<>();
    fields.stream()
        .map(BoundField::field)
        .filter(field -> field.type().kind() == Type.Kind.LIST)
        .forEach(field -> lists.put(field.name(), field));
    if (lists.isEmpty()) {
      property.report("sumOf: the schema has no list");
    } else if (!lists.containsKey(sum.list())) {
      property.report("sumOf: " + Part.unknown("list", sum.list(), lists.keySet()));
    } else {
      Field list = lists.get(sum.list());
      sum.columns()
          .forEach(name -> checkFactor(name.substring(list.name().length() + 1), list, property));
    }
  }

  private static void checkFactor(String factor, Field list, Part property) {
    Columns elements = list.type().elements();
    if (!elements.contains(factor)) {
      String what = "property of " + list.name();
      property.report("sumOf: " + Part.unknown(what, factor, elements.names()));
      return;
    }
    Type type = elements.get(elements.indexOf(factor)).type();
    if (type.kind() != Type.Kind.INTEGER && type.kind() != Type.Kind.DECIMAL) {
      property.report(
          "sumOf: " + list.name() + "." + factor + " is " + type + ", which is no number");
    }
  }
}
