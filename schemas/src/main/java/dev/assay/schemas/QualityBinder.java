package dev.assay.schemas;

import dev.assay.schemas.Threshold.Comparison;
import dev.assay.schemas.Threshold.Metric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Thresholds and row rules, from the {@code quality} of a schema. */
final class QualityBinder {
  private static final Map<String, Metric> LIBRARY =
      Map.of("rowCount", Metric.ROW_COUNT, "duplicateValues", Metric.DUPLICATES);
  private static final Map<String, Metric> ASSAY =
      Map.of(
          "rowCount", Metric.ROW_COUNT,
          "quarantined", Metric.QUARANTINED,
          "duplicates", Metric.DUPLICATES,
          "orphans", Metric.ORPHANS,
          "shrinkage", Metric.SHRINKAGE);
  private static final Map<String, Comparison> OPERATORS = operators();
  private static final Keys IMPLEMENTATION =
      Keys.of("metric mustBeBetween mustNotBeBetween " + String.join(" ", OPERATORS.keySet()));
  private static final List<String> DIMENSIONS =
      List.of(
          "accuracy",
          "completeness",
          "conformity",
          "consistency",
          "coverage",
          "timeliness",
          "uniqueness");

  private final String dataset;
  private final List<Field> fields;
  private final boolean knowsEveryField;
  private final List<Threshold> thresholds = new ArrayList<>();
  private final List<RowRule> rules = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  /**
   * Binds the quality of a schema.
   *
   * @param knowsEveryField whether all of its properties could be bound; a rule that does not
   *     compile for want of one would be reported for somebody else's fault
   */
  QualityBinder(String dataset, List<Field> fields, boolean knowsEveryField) {
    this.dataset = dataset;
    this.fields = fields;
    this.knowsEveryField = knowsEveryField;
  }

  private static Map<String, Comparison> operators() {
    Map<String, Comparison> operators = new LinkedHashMap<>();
    operators.put("mustBe", Comparison.EQUAL);
    operators.put("mustNotBe", Comparison.NOT_EQUAL);
    operators.put("mustBeLessThan", Comparison.LESS_THAN);
    operators.put("mustBeLessOrEqualTo", Comparison.LESS_OR_EQUAL);
    operators.put("mustBeGreaterThan", Comparison.GREATER_THAN);
    operators.put("mustBeGreaterOrEqualTo", Comparison.GREATER_OR_EQUAL);
    return operators;
  }

  List<Threshold> thresholds() {
    return List.copyOf(thresholds);
  }

  List<RowRule> rules() {
    return List.copyOf(rules);
  }

  void bind(Part quality) {
    String type = quality.text("type").orElse("library");
    switch (type) {
      case "text" -> {}
      case "library" -> bindLibrary(quality);
      case "custom" -> bindCustom(quality);
      default ->
          quality.report(
              "type", "type " + type + " is not run by Assay: use library, custom or text");
    }
  }

  private void bindLibrary(Part quality) {
    quality.custom("");
    if (quality.has("arguments")) {
      quality.report("arguments", "arguments are not taken: duplicates are those of the key");
    }
    bindThreshold(quality, quality, LIBRARY);
  }

  private void bindCustom(Part quality) {
    Optional<String> engine = quality.requiredText("engine");
    if (engine.isEmpty() || quality.word("engine", List.of("assay", "cel")).isEmpty()) {
      return;
    }
    if (!quality.has("implementation")) {
      quality.report("required key \"implementation\" is missing");
    } else if (engine.get().equals("cel")) {
      bindRule(quality);
    } else {
      quality.custom("");
      bindThreshold(quality, quality.part("implementation", IMPLEMENTATION), ASSAY);
    }
  }

  private void bindThreshold(Part quality, Part check, Map<String, Metric> metrics) {
    Optional<String> written = check.requiredText("metric");
    Optional<Metric> metric =
        written.isEmpty()
            ? Optional.empty()
            : check.word("metric", metrics.keySet().stream().sorted().toList()).map(metrics::get);
    Optional<Map.Entry<Comparison, BigDecimal>> condition = condition(check);
    boolean percent = quality.word("unit", List.of("rows", "percent")).orElse("").equals("percent");
    if (percent && metric.equals(Optional.of(Metric.ROW_COUNT))) {
      quality.report("unit", "rowCount is counted in rows, not in percent");
    }
    Optional<String> id = id(quality, written.orElse("?"));
    String dimension = quality.word("dimension", DIMENSIONS).orElse("");
    boolean isError =
        quality.word("severity", List.of("error", "warning")).orElse("error").equals("error");
    if (metric.isPresent() && condition.isPresent() && id.isPresent()) {
      Comparison comparison = condition.get().getKey();
      BigDecimal bound = condition.get().getValue();
      thresholds.add(
          new Threshold(id.get(), metric.get(), comparison, bound, percent, dimension, isError));
    }
  }

  private static Optional<Map.Entry<Comparison, BigDecimal>> condition(Part check) {
    List<String> given = check.keys().stream().filter(key -> key.startsWith("must")).toList();
    if (given.size() != 1 || !OPERATORS.containsKey(given.get(0))) {
      check.report("needs one of " + String.join(", ", OPERATORS.keySet()));
      return Optional.empty();
    }
    String operator = given.get(0);
    Optional<String> bound = check.number(operator);
    if (bound.isPresent() && !bound.get().matches("\\d{1,18}(\\.\\d{1,9})?")) {
      check.report(operator, operator + " must be a number from 0 in plain digits");
      return Optional.empty();
    }
    return bound.map(text -> Map.entry(OPERATORS.get(operator), new BigDecimal(text)));
  }

  /** The check's name, or else what it counts, behind the dataset's. */
  private Optional<String> id(Part quality, String metric) {
    String name = quality.text("name").orElse(metric);
    if (!name.matches("[A-Za-z][A-Za-z0-9_]{0,62}")) {
      quality.report("name", "name \"" + name + "\" is not an identifier: letters, digits and _");
      return Optional.empty();
    }
    String id = dataset + "." + name;
    if (!ids.add(id)) {
      quality.report("another check is called " + id + ": give each a name of its own");
      return Optional.empty();
    }
    return Optional.of(id);
  }

  private void bindRule(Part quality) {
    OnViolation.refuseSeverity(quality);
    Outcome outcome = OnViolation.one(quality.custom(OnViolation.KEY), Outcome.QUARANTINE);
    Optional<String> name = quality.requiredText("name");
    Optional<String> id = name.isEmpty() ? name : id(quality, name.get());
    Optional<String> expression = quality.text("implementation");
    if (id.isEmpty() || expression.isEmpty()) {
      return;
    }
    String message = quality.text("description").orElse(expression.get());
    RowRule rule = new RowRule(id.get(), expression.get(), List.of(), message, outcome);
    try {
      List<String> read = CelRule.compile(rule, fields).fields();
      rules.add(new RowRule(id.get(), expression.get(), read, message, outcome));
    } catch (RequestException e) {
      if (knowsEveryField) {
        e.problems().forEach(problem -> quality.report("implementation", "CEL: " + problem));
      }
    }
  }
}
