package dev.assay.transforms.validate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Field;
import dev.assay.schemas.Type;
import dev.assay.transforms.rows.RowCursor;
import dev.assay.transforms.rows.RowEncoder;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All parsers: what they read comes back from the row as the value, or is refused with a reason.
 */
class ValueParserTest {

  @ParameterizedTest
  @CsvSource({
    "'decimal(18,2)', 0, 0.00",
    "'decimal(18,2)', -0, 0.00",
    "'decimal(18,2)', -0.00, 0.00",
    "'decimal(18,2)', 12.3, 12.30",
    "'decimal(18,2)', +12.34, 12.34",
    "'decimal(18,2)', -.5, -0.50",
    "'decimal(18,2)', 5., 5.00",
    "'decimal(18,2)', 0000000000000000000000000007.10, 7.10",
    "'decimal(18,2)', 9999999999999999.99, 9999999999999999.99",
    "'decimal(18,2)', -9999999999999999.99, -9999999999999999.99",
    "'decimal(18,2)', 99999999999999999, has more than 16 digits before the point",
    "'decimal(18,2)', 99999999999999999.99, has more than 16 digits before the point",
    "'decimal(18,2)', 1.001, has more than 2 decimals",
    "'decimal(18,2)', 1.000, has more than 2 decimals",
    "'decimal(18,2)', 0.00000000000000000001, has more than 2 decimals",
    "'decimal(18,2)', 1e5, is not a decimal number",
    "'decimal(18,2)', 1E-2, is not a decimal number",
    "'decimal(18,2)', NaN, is not a decimal number",
    "'decimal(18,2)', Infinity, is not a decimal number",
    "'decimal(18,2)', '', is not a decimal number",
    "'decimal(18,2)', '.', is not a decimal number",
    "'decimal(18,2)', '-', is not a decimal number",
    "'decimal(18,2)', '--1', is not a decimal number",
    "'decimal(18,2)', 1.2.3, is not a decimal number",
    "'decimal(18,2)', '1,5', is not a decimal number",
    "'decimal(18,2)', '1 000', is not a decimal number",
    "'decimal(18,2)', ' 1', is not a decimal number",
    "'decimal(18,2)', 0x10, is not a decimal number",
    "'decimal(18,2)', ١, is not a decimal number",
    "'decimal(18,2)', 1234567890123456789x, is not a decimal number",
    "'decimal(2,2)', 0.05, 0.05",
    "'decimal(2,2)', 1, has more than 0 digits before the point",
    "'decimal(5,0)', 12345, 12345",
    "'decimal(5,0)', 123456, has more than 5 digits before the point",
    "'decimal(5,0)', 1234567890123456789, has more than 5 digits before the point",
    "'decimal(18,0)', 1234567890123456789, has more than 18 digits before the point",
    "'decimal(5,0)', 1.5, has decimals",
    "'decimal(18,18)', 0.123456789012345678, 0.123456789012345678",
    "'decimal(38,9)', 1.5, 1.500000000",
    "'decimal(38,9)', +.5, 0.500000000",
    "'decimal(38,9)', -0.0, 0.000000000",
    "'decimal(38,9)', 99999999999999999999999999999.999999999, 99999999999999999999999999999.999999999",
    "'decimal(38,9)', -99999999999999999999999999999.999999999, -99999999999999999999999999999.999999999",
    "'decimal(38,9)', 100000000000000000000000000000, has more than 29 digits before the point",
    "'decimal(38,9)', 1.0000000000, has more than 9 decimals",
    "'decimal(38,9)', 1e5, is not a decimal number",
    "'decimal(38,9)', NaN, is not a decimal number",
    "'decimal(38,9)', '', is not a decimal number",
    "'decimal(38,38)', 0.5, 0.50000000000000000000000000000000000000",
    "integer, 0, 0",
    "integer, -0, 0",
    "integer, +7, 7",
    "integer, 007, 7",
    "integer, 1000000000000000000, 1000000000000000000",
    "integer, 9223372036854775807, 9223372036854775807",
    "integer, +9223372036854775807, 9223372036854775807",
    "integer, -9223372036854775808, -9223372036854775808",
    "integer, 9223372036854775808, is outside the whole numbers of 64 bits",
    "integer, -9223372036854775809, is outside the whole numbers of 64 bits",
    "integer, 12345678901234567890, is outside the whole numbers of 64 bits",
    "integer, 1.0, has decimals",
    "integer, 1234567890123456789.5, has decimals",
    "integer, 1e3, is not a whole number",
    "integer, abc, is not a whole number",
    "boolean, true, true",
    "boolean, FALSE, false",
    "boolean, True, true",
    "boolean, 1, is neither true nor false",
    "boolean, yes, is neither true nor false",
    "boolean, '', is neither true nor false",
    "boolean, falsehood, is neither true nor false",
  })
  void readsNumbersAndBooleans(String type, String text, String expected) {
    assertThat(text, parse(TestFields.field("f", type(type)), text, UTF_8), is(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"decimal(18,2)", "decimal(38,9)", "integer"})
  void looksAtNoNumberOfMoreThan100Characters(String type) {
    for (String text : List.of("9".repeat(400), "0".repeat(101), "-" + "0".repeat(99) + "1")) {
      assertThat(
          parse(TestFields.field("f", type(type)), text, UTF_8),
          is("is longer than 100 characters"));
    }
    assertThat(parse(TestFields.field("f", Type.INTEGER), "0".repeat(99) + "1", UTF_8), is("1"));
  }

  @Property(tries = 500)
  void readsADecimalAsBigDecimalDoes(
      @ForAll @BigRange(min = "-9999999999999999", max = "9999999999999999") @Scale(2)
          BigDecimal value) {
    String text = value.toPlainString();
    for (Type type : List.of(Type.decimal(18, 2), Type.decimal(38, 9))) {
      String expected = value.setScale(type.scale()).toPlainString();
      assertThat(parse(TestFields.field("f", type), text, UTF_8), is(expected));
    }
  }

  @Property(tries = 500)
  void readsAnyWholeNumber(@ForAll long number) {
    String text = Long.toString(number);
    assertThat(parse(TestFields.field("f", Type.INTEGER), text, UTF_8), is(text));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-02-29, 2024-02-29",
    "1969-12-31, 1969-12-31",
    "2000-02-29, 2000-02-29",
    "0001-01-01, 0001-01-01",
    "9999-12-31, 9999-12-31",
    "2023-02-29, ''",
    "1900-02-29, ''",
    "2024-02-31, ''",
    "2024-04-31, ''",
    "2024-13-01, ''",
    "2024-00-10, ''",
    "2024-01-00, ''",
    "2024-1-1, ''",
    "24-01-01, ''",
    "0000-01-01, ''",
    "-0001-01-01, ''",
    "+12024-01-01, ''",
    "2024-01-01T00:00:00, ''",
    "2024/01/01, ''",
    "20240101, ''",
    "' 2024-01-01', ''",
    "2024-01-0a, ''",
  })
  void readsIsoDaysThatThereAre(String text, String expected) {
    String complaint = "is not a date of the form yyyy-MM-dd";
    for (Field field :
        List.of(
            TestFields.field("f", Type.DATE),
            TestFields.formatted("f", Type.DATE, List.of("uuuu-MM-dd")))) {
      assertThat(
          text,
          parse(field, text, UTF_8).replace("uuuu", "yyyy"),
          is(expected.isEmpty() ? complaint : expected));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "29/02/2024, 2024-02-29",
    "31/12/1999, 1999-12-31",
    "1-Mar-2024, 2024-03-01",
    "1-MAR-2024, 2024-03-01",
    "1-mar-2024, 2024-03-01",
    "29/02/2023, ''",
    "31/04/2024, ''",
    "12/31/1999, ''",
    "2024-03-01, ''",
    "31/12/99, ''",
    "01/01/0000, ''",
  })
  void triesTheFormatsOfTheField(String text, String expected) {
    Field field = TestFields.formatted("f", Type.DATE, List.of("dd/MM/uuuu", "d-MMM-uuuu"));
    assertThat(
        parse(field, text, UTF_8),
        is(expected.isEmpty() ? "is not a date of the form dd/MM/uuuu or d-MMM-uuuu" : expected));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-02-29T13:14:15, 2024-02-29T13:14:15Z",
    "2024-02-29 13:14:15, 2024-02-29T13:14:15Z",
    "2024-02-29T13:14, 2024-02-29T13:14:00Z",
    "2024-02-29T13:14:15.5, 2024-02-29T13:14:15.500Z",
    "2024-02-29T13:14:15.123456, 2024-02-29T13:14:15.123456Z",
    "2024-02-29T13:14:15.123456000, 2024-02-29T13:14:15.123456Z",
    "2024-02-29T13:14:15Z, 2024-02-29T13:14:15Z",
    "2024-02-29 13:14:15Z, 2024-02-29T13:14:15Z",
    "2024-02-29T13:14:15+01:00, 2024-02-29T12:14:15Z",
    "2024-02-29 13:14:15.25-05:30, 2024-02-29T18:44:15.250Z",
    "2024-02-29T13:14:15+0100, 2024-02-29T12:14:15Z",
    "2024-02-29 13:14:15+01, 2024-02-29T12:14:15Z",
    "1969-12-31T23:59:59.999999, 1969-12-31T23:59:59.999999Z",
    "0001-01-01T00:00:00, 0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999, 9999-12-31T23:59:59.999999Z",
    "2024-02-29T13:14:15.1234567, ''",
    "2024-02-29T24:00:00, ''",
    "2024-12-31T23:59:60Z, ''",
    "2024-02-29T13:60:00, ''",
    "2024-02-30T13:14:15, ''",
    "2024-02-29, ''",
    "2024-02-29T13, ''",
    "2024-02-29T, ''",
    "2024-02-2913:14:15, ''",
    "2024-02-29 T13:14:15, ''",
    "2024-02-29T 13:14:15, ''",
    "2024-02-29T13:14:15ZZ, ''",
    "2024-02-29T13:14:15+01:00+01, ''",
    "2024-02-29T13:14:15+25:00, ''",
    "2024-02-29T13:14:15 UTC, ''",
    "9999-12-31T23:59:59-01:00, ''",
    "0000-12-31T00:00:00, ''",
    "+10000-01-01T00:00:00, ''",
  })
  void readsIsoInstantsInUtc(String text, String expected) {
    String complaint = "is not a time of the form yyyy-MM-ddTHH:mm:ss[.ffffff][Z]";
    assertThat(
        text,
        parse(TestFields.field("f", Type.TIMESTAMP), text, UTF_8),
        is(expected.isEmpty() ? complaint : expected));
  }

  @ParameterizedTest
  @CsvSource({
    "uuuu-MM-dd HH:mm:ss, 2024-02-29 13:14:15, 2024-02-29T13:14:15Z",
    "M/d/uuuu H:mm, 2/9/2011 8:26, 2011-02-09T08:26:00Z",
    "d/M/uuuu h:mm a, 9/2/2011 8:26 pm, 2011-02-09T20:26:00Z",
    "uuuu-MM-dd HH:mm:ss VV, 2024-07-01 12:00:00 Europe/Paris, 2024-07-01T10:00:00Z",
    "uuuu-MM-dd HH:mmXXX, 2024-07-01 12:00+02:00, 2024-07-01T10:00:00Z",
  })
  void readsInstantsInTheFormatOfTheField(String format, String text, String expected) {
    Field field = TestFields.formatted("f", Type.TIMESTAMP, List.of(format));
    assertThat(parse(field, text, UTF_8), is(expected));
  }

  @Test
  void triesNoFormatOnTextThatIsTooLongToBeATime() {
    Field field = TestFields.field("f", Type.TIMESTAMP);
    assertThat(parse(field, "2024-02-29T13:14:15." + "0".repeat(60), UTF_8), notNullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "ä€😀", "line\nbreak", "\u0000", "\uFFFD"})
  void keepsTextAsItIs(String text) {
    assertThat(parse(TestFields.field("f", Type.STRING), text, UTF_8), is(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "c3", "c328", "e282", "61ff62", "eda080", "c0af", "f4908080", "80"})
  void refusesBytesThatAreNoUtf8(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThat(
        parse(TestFields.field("f", Type.STRING), bytes, UTF_8),
        is("holds bytes that are no text in UTF-8"));
  }

  @Test
  void textInLatin1BecomesUtf8() {
    byte[] pound = {(byte) 0xA3, '5'};
    assertThat(parse(TestFields.field("f", Type.STRING), pound, ISO_8859_1), is("£5"));
  }

  @Test
  void refusesBytesThatAnotherCharacterSetHasNoTextFor() {
    Charset windows = Charset.forName("windows-1252");
    Field field = TestFields.field("f", Type.STRING);
    assertThat(parse(field, new byte[] {(byte) 0x80}, windows), is("€"));
    assertThat(
        parse(field, new byte[] {(byte) 0x81}, windows),
        is("holds bytes that are no text in windows-1252"));
  }

  @Test
  void textOneAfterTheOtherDoesNotMix() {
    ValueParser parser = ValueParser.of(TestFields.field("f", Type.STRING), UTF_8);
    for (String text : List.of("é", "plain", "ö", "")) {
      byte[] bytes = text.getBytes(UTF_8);
      assertThat(parser.parse(bytes, 0, bytes.length), is(nullValue()));
      assertThat(parser.value(), is(text));
    }
  }

  private static Type type(String name) {
    if (name.startsWith("decimal")) {
      String[] digits = name.substring(8, name.length() - 1).split(",");
      return Type.decimal(Integer.parseInt(digits[0]), Integer.parseInt(digits[1]));
    }
    return name.equals("integer") ? Type.INTEGER : Type.BOOLEAN;
  }

  static String parse(Field field, String text, Charset charset) {
    return parse(field, text.getBytes(charset), charset);
  }

  /** The value as it comes back from a row, or the complaint. */
  private static String parse(Field field, byte[] text, Charset charset) {
    byte[] around = new byte[text.length + 2];
    Arrays.fill(around, (byte) '7');
    System.arraycopy(text, 0, around, 1, text.length);
    ValueParser parser = ValueParser.of(field, charset);
    String complaint = parser.parse(around, 1, text.length + 1);
    if (complaint != null) {
      return complaint;
    }
    RowEncoder row = new RowEncoder();
    row.begin(1);
    parser.write(row);
    row.end();
    RowCursor cursor = new RowCursor(Columns.of(List.of(field.column())));
    cursor.moveTo(row.bytes(), 0);
    Object value = cursor.valueAt(0);
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
  }
}
