package dev.assay.transforms.validate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.assay.schemas.Notation;
import dev.assay.schemas.Type;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotationParserTest {
  private static final Notation DOLLARS = new Notation("$", ",", ".");
  private static final Notation EUROS = new Notation("€", ".", ",");
  private static final Type CENTS = Type.decimal(18, 2);

  @ParameterizedTest
  @CsvSource({
    "'$1,234.50', 1234.50",
    "'-$1,234.50', -1234.50",
    "'$-1,234.50', -1234.50",
    "'+$5', 5.00",
    "'$ 7.5', 7.50",
    "'7.5 $', 7.50",
    "'7.5$', 7.50",
    "'1,234,567', 1234567.00",
    "'12,345.6', 12345.60",
    "1234567.89, 1234567.89",
    "$1234.5, 1234.50",
    "-.5, -0.50",
    "$-0.00, 0.00",
    "'9,999,999,999,999,999.99', 9999999999999999.99",
    "'10,000,000,000,000,000', has more than 16 digits before the point",
    "'$1,234.505', has more than 2 decimals",
    "'1,5', 'is not a number such as $1,234.50'",
    "'1,23.50', 'is not a number such as $1,234.50'",
    "'1234,567', 'is not a number such as $1,234.50'",
    "'1,2345', 'is not a number such as $1,234.50'",
    "'0,123', 'is not a number such as $1,234.50'",
    "'-$0,250', 'is not a number such as $1,234.50'",
    "'00,123', 'is not a number such as $1,234.50'",
    "',123', 'is not a number such as $1,234.50'",
    "'1,,234', 'is not a number such as $1,234.50'",
    "'1,234,', 'is not a number such as $1,234.50'",
    "'1.234,50', 'is not a number such as $1,234.50'",
    "'1.2.3', 'is not a number such as $1,234.50'",
    "'$$5', 'is not a number such as $1,234.50'",
    "'$5$', 'is not a number such as $1,234.50'",
    "'-$-5', 'is not a number such as $1,234.50'",
    "'$  5', 'is not a number such as $1,234.50'",
    "'5  $', 'is not a number such as $1,234.50'",
    "'€5', 'is not a number such as $1,234.50'",
    "(5.00), 'is not a number such as $1,234.50'",
    "1e5, 'is not a number such as $1,234.50'",
    "NaN, 'is not a number such as $1,234.50'",
    "$, is not a decimal number",
    "-$, is not a decimal number",
    "'', is not a decimal number",
    "., is not a decimal number",
  })
  void readsDollars(String text, String expected) {
    assertThat(text, parse(CENTS, DOLLARS, text), is(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "'1.234,50 €', 1234.50",
    "'€1.234,50', 1234.50",
    "'-1234,5', -1234.50",
    "'1.234', 1234.00",
    "'1234.50', 'is not a number such as €1.234,50'",
  })
  void readsEuros(String text, String expected) {
    assertThat(text, parse(CENTS, EUROS, text), is(expected));
  }

  @Test
  void readsWholeNumbersInGroups() {
    Notation points = new Notation("", ".", ",");
    assertThat(parse(Type.INTEGER, points, "1.234.567"), is("1234567"));
    assertThat(parse(Type.INTEGER, points, "12.34"), is("is not a number such as 1.234"));
    assertThat(parse(Type.INTEGER, points, "12,0"), is("has decimals"));
  }

  @Test
  void knowsTheCurrencyInTheFilesOwnCharacterSet() {
    Notation pounds = new Notation("£", ",", ".");
    var field = TestFields.noted("f", CENTS, pounds);
    assertThat(ValueParserTest.parse(field, "£1,000.10", ISO_8859_1), is("1000.10"));
    assertThat(ValueParserTest.parse(field, "1,000.10 £", UTF_8), is("1000.10"));
  }

  @Test
  void looksAtNoNumberOfMoreThan100Characters() {
    assertThat(parse(CENTS, DOLLARS, "$" + "0".repeat(99)), is("0.00"));
    assertThat(parse(CENTS, DOLLARS, "$" + "0".repeat(100)), is("is longer than 100 characters"));
  }

  @Property(tries = 500)
  void readsWhatJavaFormats(
      @ForAll @BigRange(min = "-9999999999999999", max = "9999999999999999") @Scale(2)
          BigDecimal value) {
    DecimalFormat format =
        new DecimalFormat("$#,##0.00", DecimalFormatSymbols.getInstance(Locale.US));
    for (Type type : List.of(CENTS, Type.decimal(38, 9))) {
      assertThat(
          parse(type, DOLLARS, format.format(value)),
          is(value.setScale(type.scale()).toPlainString()));
    }
  }

  private static String parse(Type type, Notation notation, String text) {
    return ValueParserTest.parse(TestFields.noted("f", type, notation), text, UTF_8);
  }
}
