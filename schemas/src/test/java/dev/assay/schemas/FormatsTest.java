package dev.assay.schemas;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {

  @ParameterizedTest
  @CsvSource({
    "uuuu-MM-dd, 2024-02-29",
    "d MMM uuuu, 29 Feb 2024",
    "d MMM uuuu, 29 FEB 2024",
    "EEEE d MMMM uuuu, thursday 29 february 2024",
  })
  void readsDaysInEnglishInAnyCase(String pattern, String text) {
    assertThat(LocalDate.parse(text, Formats.formatter(pattern)), is(LocalDate.of(2024, 2, 29)));
  }

  @Test
  void readsNoDayThatThereIsNot() {
    assertThrows(
        DateTimeException.class,
        () -> LocalDate.parse("2023-02-29", Formats.formatter("uuuu-MM-dd")));
  }
}
