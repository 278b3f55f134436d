package dev.assay.transforms.validate;

import dev.assay.schemas.Field;
import dev.assay.schemas.FieldRule;
import dev.assay.schemas.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What was found wrong with one record. */
final class Findings {
  private final List<Violation> violations = new ArrayList<>();
  private @Nullable Outcome worst;
  private boolean isWhole = true;

  void clear() {
    violations.clear();
    worst = null;
    isWhole = true;
  }

  /** A field that breaks one of its rules; {@code text} is the field as it was read. */
  void add(Field field, FieldRule rule, String message, @Nullable String text) {
    String value = text == null || field.isPublic() ? text : Violation.MASK;
    add(Violation.of(rule.id(), field.name(), message, value), rule.outcome());
    isWhole &= rule.kind().compareTo(FieldRule.Kind.ENCODING) > 0;
  }

  /** What is wrong with the record's shape. */
  void addShape(String rule, String message, Outcome outcome) {
    add(Violation.of(rule, null, message, null), outcome);
    isWhole &= outcome == Outcome.WARN;
  }

  void add(Violation violation, Outcome outcome) {
    violations.add(violation);
    if (worst == null || outcome.compareTo(worst) > 0) {
      worst = outcome;
    }
  }

  List<Violation> violations() {
    return violations;
  }

  boolean isEmpty() {
    return violations.isEmpty();
  }

  /** Whether every field has a value of its type, or none where none is required. */
  boolean isWhole() {
    return isWhole;
  }

  /** Whether the record is refused. */
  boolean reject() {
    return worst != null && worst != Outcome.WARN;
  }
}
