package dev.assay.pipelines.generate;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A column of a generated file, and the ways in which its values can be wrong.
 *
 * @param name its header
 * @param required whether a row without it is refused
 * @param breaks what may stand there instead of a sound value, each with the rule it breaks
 * @param variation a sound value other than the one given, for rows that contradict each other
 */
record GeneratedColumn(String name, boolean required, List<Break> breaks, Variation variation) {

  /** A value that breaks exactly one rule of its column; null is the empty text. */
  record Break(String rule, @Nullable String text) {}

  /** Another sound value for the same cell. */
  @FunctionalInterface
  interface Variation {
    Object vary(RandomStream random, @Nullable Object value);
  }

  static GeneratedColumn text(String name) {
    return new GeneratedColumn(
        name, false, List.of(), (random, value) -> (value == null ? "" : value + " ") + "bis");
  }

  /** Words of which one contradicts another; others are varied like any text. */
  static GeneratedColumn words(String name, Map<String, String> opposites) {
    Variation asText = text(name).variation;
    return new GeneratedColumn(
        name,
        false,
        List.of(),
        (random, value) -> {
          String opposite = value == null ? null : opposites.get((String) value);
          return opposite == null ? asText.vary(random, value) : opposite;
        });
  }

  static GeneratedColumn requiredText(String name) {
    return text(name).mandatory();
  }

  /** Money of two decimals that is at least zero. */
  static GeneratedColumn balance(String name) {
    return amount(name)
        .breaking("minimum", "-0.01", "-5.00", "-120.75", "-99999999999999.99")
        .mandatory();
  }

  /** Money of two decimals above zero. */
  static GeneratedColumn positiveAmount(String name) {
    return amount(name).breaking("exclusiveMinimum", "0", "0.00", "-0.01", "-42.50").mandatory();
  }

  /** A rate of at most four decimals above zero. */
  static GeneratedColumn positiveRate(String name) {
    return amount(name).breaking("exclusiveMinimum", "0", "0.0000", "-1.5").mandatory();
  }

  static GeneratedColumn wholeNumber(String name) {
    return new GeneratedColumn(
            name,
            false,
            List.of(),
            (random, value) -> (value == null ? 12 : (int) value) + random.between(1, 12))
        .breaking("type", "three years", "36.5", "1e2");
  }

  static GeneratedColumn date(String name) {
    return new GeneratedColumn(
            name, false, List.of(), (random, value) -> Period.other(random, (LocalDate) value))
        .breaking("type", "2023-02-31", "2023-02-29", "2024-13-01", "31/12/2023", "soon");
  }

  /** Every column can lack its value; only where it is required does that break a rule. */
  GeneratedColumn mandatory() {
    GeneratedColumn whole = breaking("required", (String) null);
    return new GeneratedColumn(name, true, whole.breaks, variation);
  }

  String requiredRule() {
    return name + ".required";
  }

  private static GeneratedColumn amount(String name) {
    return new GeneratedColumn(
            name,
            false,
            List.of(),
            (random, value) ->
                ((BigDecimal) value).add(BigDecimal.valueOf(random.between(1, 9_999), 2)))
        .breaking(
            "type", "n/a", "12.34567", "1.2E+3", "1,234.50", "12\n50", "NaN", "12345678901234567");
  }

  private GeneratedColumn breaking(String rule, @Nullable String... texts) {
    List<Break> more = new ArrayList<>(breaks);
    for (String text : texts) {
      more.add(new Break(name + "." + rule, text));
    }
    return new GeneratedColumn(name, required, List.copyOf(more), variation);
  }
}
