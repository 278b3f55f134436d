package dev.assay.schemas;

import dev.assay.schemas.FieldRule.Kind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * The custom property {@code onViolation}: one outcome for every rule of a field, or a mapping of
 * rules to outcomes. A record that lacks a required value, or whose value is not of the field's
 * type, cannot go on to silver: {@code warn} is refused for those rules, and passes them over when
 * it is given for all.
 */
final class OnViolation {
  static final String KEY = "onViolation";

  private static final Set<Kind> NEVER_WARN = EnumSet.of(Kind.REQUIRED, Kind.TYPE, Kind.ENCODING);
  private static final List<String> OUTCOMES = List.of("warn", "quarantine", "fail");

  private final Outcome all;
  private final Map<Kind, Outcome> each = new EnumMap<>(Kind.class);

  private OnViolation(Outcome all) {
    this.all = all;
  }

  static OnViolation of(Part custom) {
    if (!(custom.node(KEY).orElse(null) instanceof MappingNode)) {
      return new OnViolation(one(custom, Outcome.QUARANTINE));
    }
    OnViolation mapped = new OnViolation(Outcome.QUARANTINE);
    custom.textMap(KEY).forEach((rule, outcome) -> mapped.put(custom, rule, outcome));
    return mapped;
  }

  /** The property of something that has one rule only. */
  static Outcome one(Part custom, Outcome otherwise) {
    return custom.word(KEY, OUTCOMES).map(OnViolation::outcome).orElse(otherwise);
  }

  /** A severity is of a whole dataset's check; beside a rule for records it would say nothing. */
  static void refuseSeverity(Part quality) {
    if (quality.has("severity")) {
      quality.report("severity", "severity is for thresholds; a rule for records has onViolation");
    }
  }

  private void put(Part custom, String rule, String word) {
    List<String> rules = Arrays.stream(Kind.values()).map(Kind::suffix).toList();
    Optional<Kind> kind =
        Arrays.stream(Kind.values()).filter(k -> k.suffix().equals(rule)).findFirst();
    if (kind.isEmpty()) {
      custom.report(KEY, KEY + ": " + Part.unknown("rule", rule, rules));
    } else if (!OUTCOMES.contains(word)) {
      custom.report(KEY, KEY + ": " + Part.unknown("outcome", word, OUTCOMES));
    } else if (outcome(word) == Outcome.WARN && NEVER_WARN.contains(kind.get())) {
      custom.report(
          KEY, KEY + ": " + rule + " cannot be warn, since silver has no place for such a value");
    } else {
      each.put(kind.get(), outcome(word));
    }
  }

  private static Outcome outcome(String word) {
    return Outcome.valueOf(word.toUpperCase(Locale.ROOT));
  }

  Outcome of(Kind kind) {
    boolean passedOver = all == Outcome.WARN && NEVER_WARN.contains(kind);
    return each.getOrDefault(kind, passedOver ? Outcome.QUARANTINE : all);
  }

  /** Reports outcomes for rules that the field does not have. */
  void requireOnly(Set<Kind> kinds, Part custom) {
    for (Kind kind : each.keySet()) {
      if (!kinds.contains(kind)) {
        custom.report(KEY, KEY + ": the property has no rule " + kind.suffix());
      }
    }
  }
}
