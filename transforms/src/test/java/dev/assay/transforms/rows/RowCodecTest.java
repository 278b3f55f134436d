package dev.assay.transforms.rows;

import static dev.assay.transforms.rows.TestRows.EVERY_TYPE;
import static dev.assay.transforms.rows.TestRows.block;
import static dev.assay.transforms.rows.TestRows.columns;
import static dev.assay.transforms.rows.TestRows.encoded;
import static dev.assay.transforms.rows.TestRows.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link RowEncoder}, {@link RowCursor} and {@link RowType}, which are each other's inverse. */
class RowCodecTest {

  @Provide
  Arbitrary<Row> rows() {
    return TestRows.rows();
  }

  @Provide
  Arbitrary<List<Row>> someRows() {
    return TestRows.rows().list().ofMaxSize(20);
  }

  @Property(tries = 300)
  void aBlockGivesBackTheRowsThatWentIn(@ForAll("someRows") List<Row> rows) {
    Block block = block(EVERY_TYPE, 0, "f.csv", rows);
    RowType.Decoder<Row> decoder = RowType.of(EVERY_TYPE).decoder(EVERY_TYPE);
    RowCursor cursor = new RowCursor(EVERY_TYPE).over(block);
    List<Row> read = new ArrayList<>();
    while (cursor.next()) {
      assertThat(cursor.line(), is(read.size() + 1L));
      decoder.cursor().moveTo(cursor.bytes(), cursor.rowStart());
      read.add(decoder.decode());
    }
    assertThat(block.count(), is(rows.size()));
    assertThat(read, equalTo(rows));
  }

  @Property(tries = 300)
  void equalRowsHaveEqualBytesAndOthersDoNot(@ForAll("rows") Row a, @ForAll("rows") Row b) {
    byte[] bytes = block(EVERY_TYPE, 0, "", List.of(a)).bytes();
    Row copy = row(EVERY_TYPE, a.getValues().toArray());
    assertThat(block(EVERY_TYPE, 0, "", List.of(copy)).bytes(), equalTo(bytes));
    assertThat(Arrays.equals(block(EVERY_TYPE, 0, "", List.of(b)).bytes(), bytes), is(a.equals(b)));
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        -1,
        127,
        128,
        -128,
        -129,
        32767,
        32768,
        -32769,
        1L << 31,
        1L << 55,
        -(1L << 55) - 1,
        Long.MAX_VALUE,
        Long.MIN_VALUE
      })
  void wholeNumbersComeBackAtEveryWidth(long number) {
    Columns columns = columns("n", Type.INTEGER);
    assertThat(encoded(columns, row(columns, number)).longAt(0), is(number));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 128, 16_384, Integer.MAX_VALUE + 1L, Long.MAX_VALUE})
  void aRowKeepsItsLine(long line) {
    RowEncoder encoder = new RowEncoder();
    encoder.begin(line);
    encoder.putString("x");
    encoder.end();
    RowCursor cursor = new RowCursor(columns("t", Type.STRING));
    cursor.moveTo(encoder.bytes(), 0);
    assertThat(cursor.line(), is(line));
    assertThat(cursor.stringAt(0), is("x"));
    assertThat(cursor.rowEnd(), is(encoder.length()));
  }

  @Test
  void tellsTheEmptyTextFromNull() {
    Columns columns = columns("a", Type.STRING, "b", Type.STRING);
    RowCursor cursor = encoded(columns, row(columns, "", null));
    assertThat(cursor.isNull(0), is(false));
    assertThat(cursor.valueAt(0), is(""));
    assertThat(cursor.isNull(1), is(true));
    assertThat(cursor.valueAt(1), is(nullValue()));
  }

  @Test
  void keepsTextLongerThanTheFirstBuffer() {
    Columns columns = columns("a", Type.STRING, "b", Type.STRING);
    String text = "ä€😀".repeat(50_000);
    RowCursor cursor = encoded(columns, row(columns, text, "end"));
    assertThat(cursor.stringAt(0).equals(text), is(true));
    assertThat(cursor.stringAt(1), is("end"));
  }

  @ParameterizedTest
  @ValueSource(ints = {18, 38})
  void decimalsOfOneValueAndSeveralScalesHaveEqualBytes(int precision) {
    Columns columns = columns("d", Type.decimal(precision, 2));
    byte[] bytes = block(columns, 0, "", List.of(row(columns, new BigDecimal("1.50")))).bytes();
    for (String text : List.of("1.5", "1.500", "15E-1")) {
      Row other = row(columns, new BigDecimal(text));
      assertThat(text, block(columns, 0, "", List.of(other)).bytes(), equalTo(bytes));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.001", "12345678901234567.00", "1E+40"})
  void refusesADecimalThatItsColumnCannotHold(String text) {
    Columns columns = columns("d", Type.decimal(18, 2));
    Row row = row(columns, new BigDecimal(text));
    ArithmeticException e =
        assertThrows(ArithmeticException.class, () -> block(columns, 0, "", List.of(row)));
    assertThat(e.getMessage(), is("d: a value does not fit decimal(18,2)"));
  }

  @Test
  void refusesNullWhereTheColumnHasNone() {
    Columns columns = Columns.of(List.of(new Column("id", Type.STRING, false, "")));
    Row row = row(columns, new Object[] {null});
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> block(columns, 0, "", List.of(row)));
    assertThat(e.getMessage(), containsString("id is null"));
  }

  @Test
  void takesDaysAndInstantsOfJodaTime() {
    Columns columns = columns("day", Type.DATE, "at", Type.TIMESTAMP);
    org.joda.time.Instant instant = org.joda.time.Instant.parse("1969-12-31T23:59:59.999Z");
    RowCursor cursor = encoded(columns, row(columns, instant, instant));
    assertThat(cursor.valueAt(0), is(java.time.LocalDate.of(1969, 12, 31)));
    assertThat(cursor.valueAt(1), is(java.time.Instant.parse("1969-12-31T23:59:59.999Z")));
  }
}
