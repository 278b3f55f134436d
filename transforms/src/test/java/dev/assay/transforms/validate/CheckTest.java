package dev.assay.transforms.validate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.schemas.Field;
import dev.assay.schemas.FieldRule;
import dev.assay.schemas.FieldRule.Kind;
import dev.assay.schemas.Type;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CheckTest {
  private static final Type MONEY = Type.decimal(18, 2);
  private static final Type WIDE = Type.decimal(38, 9);

  @ParameterizedTest
  @CsvSource({
    "MINIMUM, 0, 0, true",
    "MINIMUM, 0, -0.01, false",
    "EXCLUSIVE_MINIMUM, 0, 0, false",
    "EXCLUSIVE_MINIMUM, 0, 0.01, true",
    "MAXIMUM, 10.5, 10.50, true",
    "MAXIMUM, 10.5, 10.51, false",
    "EXCLUSIVE_MAXIMUM, 10.5, 10.49, true",
    "EXCLUSIVE_MAXIMUM, 10.5, 10.5, false",
    "MINIMUM, 0.001, 0, false",
    "MINIMUM, 0.001, 0.01, true",
    "EXCLUSIVE_MINIMUM, 0.001, 0, false",
    "EXCLUSIVE_MINIMUM, 0.001, 0.01, true",
    "MAXIMUM, 0.019, 0.01, true",
    "MAXIMUM, 0.019, 0.02, false",
    "EXCLUSIVE_MAXIMUM, 0.011, 0.01, true",
    "EXCLUSIVE_MAXIMUM, 0.011, 0.02, false",
    "MINIMUM, -0.019, -0.02, false",
    "MINIMUM, -0.019, -0.01, true",
    "MAXIMUM, -0.011, -0.02, true",
    "MAXIMUM, -0.011, -0.01, false",
    "MAXIMUM, 99999999999999999999999, 9999999999999999.99, true",
    "EXCLUSIVE_MINIMUM, -99999999999999999999999, -9999999999999999.99, true",
    "MINIMUM, 99999999999999999999999, 9999999999999999.99, false",
  })
  void comparesDecimalsExactlyWithBoundsOfAnyScale(
      Kind kind, String bound, String value, boolean holds) {
    for (Type type : List.of(MONEY, WIDE)) {
      assertThat(type.toString(), holds(type, kind, bound, value), is(holds));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MINIMUM, 9223372036854775807, 9223372036854775806, false",
    "MINIMUM, 9223372036854775807, 9223372036854775807, true",
    "MAXIMUM, -9223372036854775808, -9223372036854775808, true",
    "EXCLUSIVE_MINIMUM, 5, 5, false",
    "EXCLUSIVE_MAXIMUM, 5, 4, true",
  })
  void comparesWholeNumbersUpTo64Bits(Kind kind, String bound, String value, boolean holds) {
    assertThat(holds(Type.INTEGER, kind, bound, value), is(holds));
  }

  @ParameterizedTest
  @CsvSource({
    "MINIMUM, 2024-02-29, 28/02/2024, false",
    "MINIMUM, 2024-02-29, 29/02/2024, true",
    "EXCLUSIVE_MAXIMUM, 1970-01-01, 31/12/1969, true",
    "EXCLUSIVE_MAXIMUM, 1970-01-01, 01/01/1970, false",
  })
  void boundsOfDaysAreIsoWhateverTheFormatOfTheField(
      Kind kind, String bound, String value, boolean holds) {
    FieldRule rule = TestFields.rule("f", kind, bound);
    Field field = TestFields.formatted("f", Type.DATE, List.of("dd/MM/uuuu"), rule);
    assertThat(holds(field, rule, value), is(holds));
  }

  @ParameterizedTest
  @CsvSource({
    "MINIMUM, 2024-02-29T13:00:00Z, 2024-02-29 14:00:00+01:00, true",
    "MINIMUM, 2024-02-29T13:00:00Z, 2024-02-29 13:59:59.999999+01:00, false",
    "MINIMUM, 2024-02-29T13:00:00.0000001Z, 2024-02-29 13:00:00, false",
    "MINIMUM, 2024-02-29T13:00:00.0000001Z, 2024-02-29 13:00:00.000001, true",
    "MAXIMUM, 1969-12-31T23:59:59.9999999Z, 1969-12-31 23:59:59.999999, true",
    "MAXIMUM, 1969-12-31T23:59:59.9999999Z, 1970-01-01 00:00:00, false",
  })
  void comparesInstants(Kind kind, String bound, String value, boolean holds) {
    assertThat(holds(Type.TIMESTAMP, kind, bound, value), is(holds));
  }

  @ParameterizedTest
  @CsvSource({
    "MIN_LENGTH, 2, a, false",
    "MIN_LENGTH, 2, 😀, false",
    "MIN_LENGTH, 2, ab, true",
    "MAX_LENGTH, 2, 😀é, true",
    "MAX_LENGTH, 2, abc, false",
    "MAX_LENGTH, 0, '', true",
  })
  void countsCharactersNotBytes(Kind kind, String bound, String value, boolean holds) {
    assertThat(holds(Type.STRING, kind, bound, value), is(holds));
  }

  @ParameterizedTest
  @CsvSource({
    "[0-9]+, a1b, true",
    "[0-9]+, ab, false",
    "^[A-Z]{2}$, DE, true",
    "^[A-Z]{2}$, DEU, false",
    "^[A-Z]{2}$, 'DE\n', false",
    "^$, '', true",
    "^.$, ä, true",
    "^\\p{Greek}+$, αβγ, true",
    "(?i)^visa$, VISA, true",
    "^\\d$, ١, false",
  })
  void patternsAreFoundAnywhereUnlessTheyAreAnchored(String pattern, String value, boolean holds) {
    assertThat(holds(Type.STRING, Kind.PATTERN, pattern, value.replace("\\n", "\n")), is(holds));
  }

  @Test
  void aPatternTakesLinearTime() {
    long start = System.nanoTime();
    assertThat(holds(Type.STRING, Kind.PATTERN, "^(a|aa)+$", "a".repeat(20_000) + "b"), is(false));
    assertThat((System.nanoTime() - start) / 1_000_000_000, is(lessThan(10L)));
  }

  @Test
  void knowsTheValidTextsAndWholeNumbers() {
    FieldRule rule = TestFields.oneOf("f", "1", "-2", "x");
    for (Type type : List.of(Type.STRING, Type.INTEGER)) {
      Field field = TestFields.field("f", type, rule);
      assertThat(holds(field, rule, "1"), is(true));
      assertThat(holds(field, rule, "-2"), is(true));
      assertThat(holds(field, rule, "3"), is(false));
    }
    assertThat(holds(TestFields.field("f", Type.INTEGER, rule), rule, "+01"), is(true));
    assertThat(holds(TestFields.field("f", Type.STRING, rule), rule, "X"), is(false));
  }

  @Test
  void saysWhatIsDemanded() {
    Field field = TestFields.field("f", MONEY);
    assertThat(
        Check.of(field, TestFields.rule("f", Kind.MINIMUM, "0.001")).message(),
        is("must be at least 0.001"));
  }

  @ParameterizedTest
  @EnumSource(names = {"REQUIRED", "TYPE", "ENCODING"})
  void isNotForRulesThatAreCheckedWhileReading(Kind kind) {
    Field field = TestFields.field("f", MONEY);
    FieldRule rule = TestFields.rule("f", kind, "");
    assertThrows(IllegalArgumentException.class, () -> Check.of(field, rule));
  }

  private static boolean holds(Type type, Kind kind, String bound, String value) {
    FieldRule rule = TestFields.rule("f", kind, bound);
    return holds(TestFields.field("f", type, rule), rule, value);
  }

  private static boolean holds(Field field, FieldRule rule, String value) {
    ValueParser parser = ValueParser.of(field, UTF_8);
    byte[] text = value.getBytes(UTF_8);
    assertThat(parser.parse(text, 0, text.length), is(nullValue()));
    return Check.of(field, rule).holds().test(parser);
  }
}
