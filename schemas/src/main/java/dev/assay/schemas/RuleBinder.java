package dev.assay.schemas;

import com.google.re2j.PatternSyntaxException;
import dev.assay.schemas.FieldRule.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules of a field, from a property's {@code logicalTypeOptions} and {@code quality}. */
final class RuleBinder {
  static final Keys OPTIONS =
      Keys.of(
          "minimum maximum exclusiveMinimum exclusiveMaximum minLength maxLength pattern format"
              + " multipleOf timezone defaultTimezone");

  private static final List<Kind> RANGE =
      List.of(Kind.MINIMUM, Kind.EXCLUSIVE_MINIMUM, Kind.MAXIMUM, Kind.EXCLUSIVE_MAXIMUM);
  private static final List<Kind> LENGTH = List.of(Kind.MIN_LENGTH, Kind.MAX_LENGTH);
  private static final Pattern PLAIN_NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?");

  private final String field;
  private final Type type;
  private final Part options;
  private final Map<Kind, String> bounds = new EnumMap<>(Kind.class);
  private final Set<String> validValues = new LinkedHashSet<>();
  private Optional<Measure> sum = Optional.empty();

  private RuleBinder(String field, Type type, Part options) {
    this.field = field;
    this.type = type;
    this.options = options;
  }

  static List<FieldRule> bind(String field, Type type, Part property, Part options, Part custom) {
    RuleBinder binder = new RuleBinder(field, type, options);
    if (property.flag("required", false)) {
      binder.bounds.put(Kind.REQUIRED, "");
    }
    binder.bounds.put(Kind.TYPE, "");
    binder.bounds.put(Kind.ENCODING, "");
    options.keys().forEach(binder::bindOption);
    binder.requireRoom(Kind.MINIMUM, Kind.MAXIMUM);
    binder.requireRoom(Kind.MIN_LENGTH, Kind.MAX_LENGTH);
    property.parts("quality", "quality", Keys.QUALITY).forEach(binder::bindQuality);
    binder.sum = SumBinder.bind(type, custom);
    binder.sum.ifPresent(sum -> binder.bounds.put(Kind.SUM_OF, SumBinder.tolerance(custom)));
    return binder.rules(OnViolation.of(custom), custom);
  }

  private List<FieldRule> rules(OnViolation outcomes, Part custom) {
    outcomes.requireOnly(bounds.keySet(), custom);
    Set<String> allowed = Collections.unmodifiableSet(validValues);
    return bounds.entrySet().stream()
        .map(
            rule -> {
              Kind kind = rule.getKey();
              Set<String> values = kind == Kind.VALID_VALUES ? allowed : Set.of();
              String id = field + "." + kind.suffix();
              Measure sumOf = kind == Kind.SUM_OF ? sum.orElseThrow() : null;
              return new FieldRule(id, kind, rule.getValue(), values, sumOf, outcomes.of(kind));
            })
        .toList();
  }

  private void bindOption(String key) {
    Optional<Kind> kind =
        List.of(Kind.values()).stream().filter(k -> k.suffix().equals(key)).findFirst();
    boolean isTime = type.kind() == Type.Kind.DATE || type.kind() == Type.Kind.TIMESTAMP;
    if (kind.isPresent() && applies(kind.get())) {
      bound(kind.get()).ifPresent(bound -> bounds.put(kind.get(), bound));
    } else if (kind.isPresent() || isTime && key.equals("multipleOf")) {
      options.report(key, key + " does not apply to " + type);
    } else if (key.equals("defaultTimezone") && isTime) {
      options
          .text(key)
          .filter(zone -> !Set.of("UTC", "Etc/UTC").contains(zone))
          .ifPresent(zone -> options.report(key, "defaultTimezone " + zone + " must be UTC"));
    } else if (!isTime) {
      options.report(key, key + " of a " + type + " is not checked by Assay: leave it out");
    }
  }

  private boolean applies(Kind kind) {
    return switch (type.kind()) {
      case STRING -> LENGTH.contains(kind) || kind == Kind.PATTERN;
      case BOOLEAN, LIST -> false;
      default -> RANGE.contains(kind);
    };
  }

  /** The bound of a rule as it is written, if it is one. */
  private Optional<String> bound(Kind kind) {
    String key = kind.suffix();
    boolean isNumber = LENGTH.contains(kind) || isNumeric();
    Optional<String> bound = isNumber ? options.number(key) : options.text(key);
    if (kind == Kind.PATTERN) {
      return bound.filter(this::isPattern);
    }
    if (bound.isPresent() && parse(kind, bound.get()).isEmpty()) {
      options.report(key, key + " " + bound.get() + " is not " + expected(kind));
      return Optional.empty();
    }
    return bound;
  }

  private boolean isNumeric() {
    return type.kind() == Type.Kind.INTEGER || type.kind() == Type.Kind.DECIMAL;
  }

  private String expected(Kind kind) {
    if (LENGTH.contains(kind)) {
      return "a length: a whole number from 0 to " + Integer.MAX_VALUE;
    }
    return switch (type.kind()) {
      case DATE -> "a date such as \"2024-02-29\"";
      case TIMESTAMP -> "an instant such as \"2024-02-29T13:00:00Z\"";
      case INTEGER -> "a whole number of 64 bits in plain digits";
      default -> "a number in plain digits";
    };
  }

  /** The bound as a value, to be compared with bounds of the same field. */
  private Optional<Comparable<?>> parse(Kind kind, String bound) {
    try {
      if (LENGTH.contains(kind)) {
        return PLAIN_NUMBER.matcher(bound).matches() && Integer.parseInt(bound) >= 0
            ? Optional.of(new BigDecimal(bound))
            : Optional.empty();
      }
      return switch (type.kind()) {
        case DATE -> Optional.of(LocalDate.parse(bound));
        case TIMESTAMP -> Optional.of(Instant.parse(bound));
        default -> number(bound);
      };
    } catch (DateTimeParseException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private Optional<Comparable<?>> number(String bound) {
    if (!PLAIN_NUMBER.matcher(bound).matches()) {
      return Optional.empty();
    }
    if (type.kind() == Type.Kind.INTEGER) {
      return Optional.of(BigDecimal.valueOf(Long.parseLong(bound)));
    }
    return Optional.of(new BigDecimal(bound));
  }

  /** RE2's syntax has no look-around or back-reference, and matches in linear time. */
  private boolean isPattern(String pattern) {
    try {
      com.google.re2j.Pattern.compile(pattern);
      return true;
    } catch (PatternSyntaxException e) {
      String reason = e.getMessage().lines().findFirst().orElse("");
      options.report("pattern", "\"" + pattern + "\" is not a pattern that RE2 reads: " + reason);
      return false;
    }
  }

  @SuppressWarnings("unchecked") // Bounds of one field are of one type.
  private void requireRoom(Kind least, Kind most) {
    if (bounds.containsKey(least) && bounds.containsKey(most)) {
      Comparable<Object> low = (Comparable<Object>) parse(least, bounds.get(least)).orElseThrow();
      if (low.compareTo(parse(most, bounds.get(most)).orElseThrow()) > 0) {
        options.report(least.suffix(), least.suffix() + " is greater than " + most.suffix());
      }
    }
  }

  private void bindQuality(Part quality) {
    String kind = quality.text("type").orElse("library");
    if (kind.equals("text")) {
      return;
    }
    if (!kind.equals("library") || !quality.text("metric").orElse("").equals("invalidValues")) {
      quality.report(
          "a property's quality is library invalidValues with validValues; write other rules as "
              + "logicalTypeOptions, or in CEL on the schema");
      return;
    }
    OnViolation.refuseSeverity(quality);
    quality.custom("");
    if (!quality.number("mustBe").orElse("").equals("0")) {
      quality.report("invalidValues needs mustBe: 0; what happens to a record says onViolation");
    }
    bindValidValues(quality, quality.part("arguments", Keys.of("validValues")));
  }

  private void bindValidValues(Part quality, Part arguments) {
    List<String> values = arguments.texts("validValues");
    if (type.kind() != Type.Kind.STRING && type.kind() != Type.Kind.INTEGER) {
      quality.report("validValues does not apply to " + type);
    } else if (values.isEmpty()) {
      arguments.report("invalidValues needs arguments with validValues");
    } else if (bounds.put(Kind.VALID_VALUES, "") != null) {
      quality.report("validValues is given twice");
    } else {
      validValues.addAll(values);
      requireWholeNumbers(arguments);
    }
  }

  private void requireWholeNumbers(Part arguments) {
    if (type.kind() == Type.Kind.INTEGER) {
      validValues.stream()
          .filter(value -> parse(Kind.MINIMUM, value).isEmpty())
          .forEach(
              value ->
                  arguments.report(
                      "validValues", "valid value " + value + " is not " + expected(Kind.MINIMUM)));
    }
  }
}
