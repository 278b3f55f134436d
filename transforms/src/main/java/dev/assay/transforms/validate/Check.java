package dev.assay.transforms.validate;

import com.google.re2j.Pattern;
import dev.assay.schemas.Field;
import dev.assay.schemas.FieldRule;
import dev.assay.schemas.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Predicate;

/**
 * A rule about a value that fits its type.
 *
 * @param rule the rule
 * @param holds whether the value that a parser read last satisfies it
 * @param message what to tell a person otherwise
 */
record Check(FieldRule rule, Predicate<ValueParser> holds, String message) {
  private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal GREATEST = BigDecimal.valueOf(Long.MAX_VALUE);

  static Check of(Field field, FieldRule rule) {
    String bound = rule.bound();
    return switch (rule.kind()) {
      case MINIMUM -> compare(field, rule, "must be at least ");
      case EXCLUSIVE_MINIMUM -> compare(field, rule, "must be greater than ");
      case MAXIMUM -> compare(field, rule, "must be at most ");
      case EXCLUSIVE_MAXIMUM -> compare(field, rule, "must be less than ");
      case MIN_LENGTH -> {
        int length = Integer.parseInt(bound);
        yield new Check(
            rule, text -> length(text) >= length, "must have at least " + bound + " characters");
      }
      case MAX_LENGTH -> {
        int length = Integer.parseInt(bound);
        yield new Check(
            rule, text -> length(text) <= length, "must have at most " + bound + " characters");
      }
      case PATTERN -> {
        Pattern pattern = Pattern.compile(bound);
        yield new Check(
            rule, text -> pattern.matcher((String) text.value()).find(), "must match " + bound);
      }
      case VALID_VALUES ->
          new Check(
              rule,
              value -> rule.values().contains(value.value().toString()),
              "must be one of " + String.join(", ", rule.values()));
      case REQUIRED, TYPE, ENCODING, SUM_OF ->
          throw new IllegalArgumentException(rule.id() + " is not about a value by itself");
    };
  }

  /** Whether a rule is about a value that fits its type, whatever else its record holds. */
  static boolean isOfValue(FieldRule rule) {
    return rule.kind().compareTo(FieldRule.Kind.MINIMUM) >= 0
        && rule.kind() != FieldRule.Kind.SUM_OF;
  }

  private static int length(ValueParser text) {
    String value = (String) text.value();
    return value.codePointCount(0, value.length());
  }

  private static Check compare(Field field, FieldRule rule, String message) {
    Type type = field.type();
    Predicate<ValueParser> holds =
        type.kind() == Type.Kind.DECIMAL && !type.isCompactDecimal()
            ? compareDecimals(rule.kind(), new BigDecimal(rule.bound()))
            : compareNumbers(rule.kind(), bound(field, rule));
    return new Check(rule, holds, message + rule.bound());
  }

  private static Predicate<ValueParser> compareDecimals(FieldRule.Kind kind, BigDecimal bound) {
    return value -> {
      int order = ((BigDecimal) value.value()).compareTo(bound);
      return switch (kind) {
        case MINIMUM -> order >= 0;
        case EXCLUSIVE_MINIMUM -> order > 0;
        case MAXIMUM -> order <= 0;
        default -> order < 0;
      };
    };
  }

  private static Predicate<ValueParser> compareNumbers(FieldRule.Kind kind, long bound) {
    return switch (kind) {
      case MINIMUM -> value -> value.number() >= bound;
      case EXCLUSIVE_MINIMUM -> value -> value.number() > bound;
      case MAXIMUM -> value -> value.number() <= bound;
      default -> value -> value.number() < bound;
    };
  }

  /**
   * The bound as the number that stands for a value; one between two values moves to the outer, one
   * beyond all values to the last number.
   */
  private static long bound(Field field, FieldRule rule) {
    boolean up =
        rule.kind() == FieldRule.Kind.MINIMUM || rule.kind() == FieldRule.Kind.EXCLUSIVE_MAXIMUM;
    BigDecimal bound =
        exactBound(field.type(), rule.bound())
            .setScale(0, up ? RoundingMode.CEILING : RoundingMode.FLOOR);
    return bound.max(LEAST).min(GREATEST).longValueExact();
  }

  /** Contracts write bounds in ISO 8601, however the files write their values. */
  private static BigDecimal exactBound(Type type, String bound) {
    return switch (type.kind()) {
      case DATE -> BigDecimal.valueOf(LocalDate.parse(bound).toEpochDay());
      case TIMESTAMP -> {
        Instant instant = Instant.parse(bound);
        yield BigDecimal.valueOf(instant.getEpochSecond())
            .add(BigDecimal.valueOf(instant.getNano(), 9))
            .scaleByPowerOfTen(6);
      }
      default -> new BigDecimal(bound).scaleByPowerOfTen(type.scale());
    };
  }
}
