package dev.assay.schemas;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CelRuleTest {
  private static final List<Field> FIELDS =
      List.of(
          field("name", Type.STRING),
          field("count", Type.INTEGER),
          field("amount", Type.decimal(18, 2)),
          field("paid", Type.decimal(18, 2)),
          field("total", Type.decimal(18, 2)),
          field("open", Type.BOOLEAN),
          field("due_on", Type.DATE),
          field("paid_on", Type.DATE),
          field("seen_at", Type.TIMESTAMP),
          field("type", Type.STRING));

  @Test
  void addsDecimalsExactly() {
    Map<String, Object> row =
        row("amount", new BigDecimal("0.10"), "paid", new BigDecimal("0.2"), "total", d("0.3"));

    assertThat(holds("amount + paid == total", row), is(true));
    assertThat(holds("amount + paid == 0.3", row), is(true));
    assertThat(holds("amount + paid != 0.30", row), is(false));
    assertThat(holds("0.1 + 0.2 == 0.3", row), is(true));
    assertThat(holds("total in [0.1, 0.3]", row), is(true));
  }

  @Test
  void keepsEveryDigitOfALiteral() {
    Map<String, Object> row = row("amount", d("1234567890123456.79"));

    assertThat(holds("amount == 1234567890123456.79", row), is(true));
    assertThat(holds("amount == 1234567890123456.78", row), is(false));
    assertThat(holds("-amount == -1234567890123456.79", row), is(true));
    assertThat(holds("amount > 1234567890123456.789999999999999999", row), is(true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amount > 5",
        "amount >= 5.5",
        "5 < amount",
        "amount == 5.50",
        "amount != 5",
        "6 - amount == 0.5",
        "amount * 2 == 11",
        "amount + count == 12.5",
        "count < amount + 2",
        "count == 7 && open",
        "name.startsWith('F') && size(name) == 6",
        "name in ['Fatima', 'Ali']",
        "name.matches('^[A-Z][a-z]+$')",
        "[1, 2, 7].exists(n, n == count)",
        "due_on < date('2024-03-01') && due_on > date('2024-02-28')",
        "due_on == date('2024-02-29')",
        "seen_at < timestamp('2024-01-01T00:00:01Z') && seen_at.getFullYear() == 2024",
        "type == 'x'",
        "decimal('5.5') == amount && decimal(count) == count"
      })
  void comparesValuesOfEveryType(String expression) {
    Map<String, Object> row =
        row(
            "name",
            "Fatima",
            "count",
            7L,
            "amount",
            d("5.50"),
            "open",
            true,
            "due_on",
            LocalDate.parse("2024-02-29"),
            "seen_at",
            Instant.parse("2024-01-01T00:00:00Z"),
            "type",
            "x");

    assertThat(holds(expression, row), is(true));
    assertThat(holds("!(" + expression + ")", row), is(false));
  }

  @ParameterizedTest
  @CsvSource({
    "amount > 5, true",
    "amount == paid, true",
    "amount != 5.5, true",
    "amount + 1 > 5, true",
    "amount > 5 && count > 100, false",
    "count > 100 && amount > 5, false",
    "amount > 5 || count > 100, true",
    "amount > 5 || count == 7, true",
    "amount == null, true",
    "null == amount, true",
    "amount != null, false",
    "amount == null || amount > 5, true",
    "amount != null && amount > 5, false",
    "count == null, false",
    "count != null, true",
    "name == null || count == 7, true",
    "name == 'x' || count == 8, true"
  })
  void treatsNullAsACheckInSqlDoes(String expression, boolean holds) {
    assertThat(holds(expression, row("count", 7L)), is(holds));
  }

  @Test
  void isBrokenByValuesThatPassWhatCanBeComputed() {
    assertThat(holds("count + 1 > 0", row("count", Long.MAX_VALUE)), is(false));
    assertThat(holds("count / 0 == 1", row("count", 1L)), is(false));
    assertThat(holds("decimal(name) > 1", row("name", "1e999999999")), is(false));
    assertThat(holds("date(name) > date('2024-01-01')", row("name", "2024-02-31")), is(false));
  }

  @Test
  void failsWhereTheCallerGivesAValueOfAnotherType() {
    assertThrows(
        IllegalStateException.class, () -> holds("amount > 5", row("amount", "not a number")));
  }

  @Test
  void listsTheFieldsItReadsOnce() {
    RowRule rule = rule("amount > paid && [count].all(n, n > 0) && amount != null");

    assertThat(CelRule.compile(rule, FIELDS).fields(), contains("amount", "paid", "count"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "amuont > 0 | unknown field \"amuont\"; did you mean \"amount\"?",
        "amount > | mismatched input '<EOF>'",
        "amount + 1 | expected type 'bool' but found 'decimal'",
        "amount > 'x' | found no matching overload for '_>_' applied to '(decimal, string)'",
        "amount / 3 > 1 | found no matching overload for '_/_' applied to '(decimal, int)'",
        "amount > 1e5 | numbers with an exponent are not exact: write them out",
        "amount > 1.5e5 | numbers with an exponent are not exact: write them out",
        "(amount + 1) == null | null can only be compared with a field, by == or !=",
        "amount in [1, 2.5] | expected type 'int' but found 'decimal'",
        "double(name) > count | undeclared reference to 'double'",
      })
  void refusesAnExpressionThatCannotBeAsked(String expression, String message) {
    RequestException refused =
        assertThrows(RequestException.class, () -> CelRule.compile(rule(expression), FIELDS));

    assertThat(refused.getMessage(), containsString(message));
  }

  @Property(tries = 200)
  void agreesWithBigDecimal(@ForAll BigDecimal a, @ForAll BigDecimal b, @ForAll int c) {
    Map<String, Object> row = row("amount", a, "paid", b, "total", a.add(b), "count", (long) c);

    assertThat(holds("amount + paid == total && total - paid == amount", row), is(true));
    assertThat(holds("amount < paid", row), is(a.compareTo(b) < 0));
    assertThat(holds("amount >= count", row), is(a.compareTo(BigDecimal.valueOf(c)) >= 0));
    assertThat(holds("amount == count", row), is(a.compareTo(BigDecimal.valueOf(c)) == 0));
  }

  private static boolean holds(String expression, Map<String, Object> row) {
    return CelRule.compile(rule(expression), FIELDS).holds(row::get);
  }

  private static RowRule rule(String expression) {
    return new RowRule("t.rule", expression, List.of(), "", Outcome.QUARANTINE);
  }

  private static Field field(String name, Type type) {
    return new Field(name, name, "", type, false, List.of(), false, Map.of(), "", List.of());
  }

  private static BigDecimal d(String text) {
    return new BigDecimal(text);
  }

  private static Map<String, Object> row(Object... namesAndValues) {
    Map<String, Object> row = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return row;
  }
}
