package dev.assay.transforms.validate;

import dev.assay.schemas.Field;
import dev.assay.schemas.FieldRule;
import dev.assay.schemas.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What was found wrong with one record. Of a rule that many elements of one list break, the first
 * are listed and the others counted: a record of a mebibyte may hold some 300,000 elements.
 */
final class Findings {
  /** Elements of a list that are listed for one rule. */
  static final int LISTED = 100;

  private final List<Violation> violations = new ArrayList<>();
  private @Nullable Outcome worst;
  private boolean isWhole = true;

  /** The list whose elements are looked at, or null. */
  private @Nullable Field list;

  private int element;

  /** How many elements of the list break each rule. */
  private final Map<String, Integer> broken = new LinkedHashMap<>();

  void clear() {
    violations.clear();
    worst = null;
    isWhole = true;
  }

  /** Goes on to an element of a list, by its number from 1: what is added is found in there. */
  void enter(Field inList, int number) {
    list = inList;
    element = number;
  }

  /** Leaves the list, and says of how many elements nothing was said. */
  void leave() {
    broken.forEach(
        (rule, count) -> {
          if (count > LISTED) {
            violations.add(
                Violation.of(
                    rule,
                    list.name(),
                    "is broken by " + (count - LISTED) + " more elements",
                    null));
          }
        });
    broken.clear();
    list = null;
  }

  /** A field that breaks one of its rules; {@code text} is the field as it was read. */
  void add(Field field, FieldRule rule, String message, @Nullable String text) {
    isWhole &= rule.kind().compareTo(FieldRule.Kind.ENCODING) > 0;
    if (list != null) {
      addOfElement(field, rule, message, text);
    } else {
      String value = text == null || field.isPublic() ? text : Violation.MASK;
      add(Violation.of(rule.id(), field.name(), message, value), rule.outcome());
    }
  }

  private void addOfElement(Field field, FieldRule rule, String message, @Nullable String text) {
    raise(rule.outcome());
    if (broken.merge(rule.id(), 1, Integer::sum) > LISTED) {
      return;
    }
    boolean isShown = text == null || field.isPublic() && !list.isClassified();
    violations.add(
        Violation.of(
            rule.id(),
            field == list ? list.name() : list.name() + "." + field.name(),
            "element " + element + " " + message,
            isShown ? text : Violation.MASK));
  }

  /** What is wrong with the record's shape. */
  void addShape(String rule, String message, Outcome outcome) {
    add(Violation.of(rule, null, message, null), outcome);
    isWhole &= outcome == Outcome.WARN;
  }

  void add(Violation violation, Outcome outcome) {
    violations.add(violation);
    raise(outcome);
  }

  private void raise(Outcome outcome) {
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
