package dev.assay.pipelines.generate;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A column of a generated file, and the ways in which its values can be wrong.
 *
 * @param name what rules call it
 * @param header what the file calls it
 * @param required whether a row without it is refused
 * @param breaks what may stand there instead of a sound value, each with the rule it breaks
 * @param variation a sound value other than the one given, for rows that contradict each other
 * @param rewriting another way to write the value given
 */
public record GeneratedColumn(
    String name,
    String header,
    boolean required,
    List<Break> breaks,
    Variation variation,
    Variation rewriting) {

  /** A value that breaks exactly one rule of its column; null is the empty text. */
  public record Break(String rule, @Nullable String text) {}

  /** Another sound value, or another text, for the same cell. */
  @FunctionalInterface
  public interface Variation {
    @Nullable Object vary(RandomStream random, @Nullable Object value);
  }

  /** A column that is called the same in the file, may lack a value, and breaks no rule yet. */
  private static GeneratedColumn of(String name, Variation variation) {
    return new GeneratedColumn(name, name, false, List.of(), variation, GeneratedColumn::padded);
  }

  private static @Nullable Object padded(RandomStream random, @Nullable Object value) {
    return value == null
        ? random.pick(null, " ")
        : random.pick("", " ", "\t ") + value + random.pick("", " ", "  ");
  }

  public static GeneratedColumn text(String name) {
    return of(name, (random, value) -> (value == null ? "" : value + " ") + "bis");
  }

  /** Words of which one contradicts another; others are varied like any text. */
  public static GeneratedColumn words(String name, Map<String, String> opposites) {
    Variation asText = text(name).variation;
    return of(
        name,
        (random, value) -> {
          String opposite = value == null ? null : opposites.get((String) value);
          return opposite == null ? asText.vary(random, value) : opposite;
        });
  }

  public static GeneratedColumn requiredText(String name) {
    return text(name).mandatory();
  }

  /** Money of two decimals that is at least zero. */
  public static GeneratedColumn balance(String name) {
    return amount(name)
        .breaking("minimum", "-0.01", "-5.00", "-120.75", "-99999999999999.99")
        .mandatory();
  }

  /** Money of two decimals above zero. */
  public static GeneratedColumn positiveAmount(String name) {
    return amount(name).breaking("exclusiveMinimum", "0", "0.00", "-0.01", "-42.50").mandatory();
  }

  /** A rate of at most four decimals above zero. */
  public static GeneratedColumn positiveRate(String name) {
    return amount(name).breaking("exclusiveMinimum", "0", "0.0000", "-1.5").mandatory();
  }

  public static GeneratedColumn wholeNumber(String name) {
    return of(name, (random, value) -> (value == null ? 12 : (int) value) + random.between(1, 12))
        .breaking("type", "three years", "36.5", "1e2");
  }

  /** A number that names something, in digits. */
  public static GeneratedColumn key(String name) {
    return of(name, (random, value) -> value)
        .breaking("type", "seven", "1.5", "1e2", "0x7")
        .mandatory();
  }

  /** Money of two decimals, in dollars, which may be written so. */
  public static GeneratedColumn dollars(String name) {
    GeneratedColumn dollars =
        amount(name)
            .withBreaks(List.of())
            .breaking(
                "type", "n/a", "12.345", "1.2E+3", "1,23.50", "12,34", "$", "€5.00", "5\n0", "NaN")
            .mandatory();
    return new GeneratedColumn(
        name, name, true, dollars.breaks, dollars.variation, GeneratedColumn::inDollars);
  }

  /** With a dollar sign, commas, or both. */
  private static Object inDollars(RandomStream random, @Nullable Object value) {
    return random.pick("$", "$", "", "$ ") + String.format(Locale.ROOT, "%,.2f", value);
  }

  /** A time to the second. */
  public static GeneratedColumn time(String name) {
    return of(name, (random, value) -> Period.time(random))
        .breaking(
            "type",
            "2023-02-31 10:00:00",
            "2024-01-01T10:00:00",
            "2024-01-01",
            "2024-01-01 24:00:00",
            "01/02/2024 10:00",
            "soon");
  }

  public static GeneratedColumn date(String name) {
    return of(name, (random, value) -> Period.other(random, (LocalDate) value))
        .breaking("type", "2023-02-31", "2023-02-29", "2024-13-01", "31/12/2023", "soon");
  }

  /** Every column can lack its value; only where it is required does that break a rule. */
  public GeneratedColumn mandatory() {
    GeneratedColumn whole = breaking("required", (String) null);
    return new GeneratedColumn(name, header, true, whole.breaks, variation, rewriting);
  }

  String requiredRule() {
    return name + ".required";
  }

  private static GeneratedColumn amount(String name) {
    return of(
            name,
            (random, value) ->
                ((BigDecimal) value).add(BigDecimal.valueOf(random.between(1, 9_999), 2)))
        .breaking(
            "type", "n/a", "12.34567", "1.2E+3", "1,234.50", "12\n50", "NaN", "12345678901234567");
  }

  /** The same column, called something else in the file. */
  public GeneratedColumn headed(String newHeader) {
    return new GeneratedColumn(name, newHeader, required, breaks, variation, rewriting);
  }

  private GeneratedColumn withBreaks(List<Break> newBreaks) {
    return new GeneratedColumn(name, header, required, newBreaks, variation, rewriting);
  }

  private GeneratedColumn breaking(String rule, @Nullable String... texts) {
    List<Break> more = new ArrayList<>(breaks);
    for (String text : texts) {
      more.add(new Break(name + "." + rule, text));
    }
    return new GeneratedColumn(name, header, required, List.copyOf(more), variation, rewriting);
  }
}
