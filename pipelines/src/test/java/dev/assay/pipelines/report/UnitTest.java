package dev.assay.pipelines.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "COUNT | 1234567 | 1,234,567",
        "COUNT | -1 | -1",
        "COUNT | 2.000000000 | 2",
        "AMOUNT | 1234567.5 | 1,234,567.50",
        "AMOUNT | -0.005 | -0.01",
        "AMOUNT | 12345678901234567890.12 | 12,345,678,901,234,567,890.12",
        "SHARE | 0.986 | 98.6%",
        "SHARE | 1 | 100.0%",
        "DAYS | 32.25 | 32.3",
        "HOUR | 8 | 08:00",
        "WEEKDAY | 1 | Mon",
        "WEEKDAY | 7 | Sun"
      })
  void writesNumbersForPeople(Unit unit, BigDecimal value, String text) {
    assertThat(unit.text(value), is(text));
  }

  @Test
  void writesDaysAndMoments() {
    LocalDate day = LocalDate.of(2023, 9, 1);
    assertThat(Unit.DAY.text(day), is("2023-09-01"));
    assertThat(Unit.MONTH.text(day), is("Sep 2023"));
    assertThat(Unit.TIME.text(Instant.parse("2023-09-01T23:59:59.9Z")), is("2023-09-01 23:59 UTC"));
    assertThat(Cell.of(Unit.MONTH, day).exact(), is("2023-09"));
  }

  @Test
  void keepsAllDigitsForPrograms() {
    Cell cell = Cell.of(Unit.AMOUNT, new BigDecimal("1234567890123456789.123456789"));
    assertThat(cell.text(), is("1,234,567,890,123,456,789.12"));
    assertThat(cell.exact(), is("1234567890123456789.123456789"));
    assertThat(Cell.of(Unit.COUNT, new BigDecimal("100")).exact(), is("100"));
    assertThat(Cell.of(Unit.AMOUNT, new BigDecimal("0E-9")).exact(), is("0"));
  }

  @Test
  void tellsNothingFromZero() {
    assertThat(Cell.of(Unit.AMOUNT, null), is(new Cell("–", "")));
  }
}
