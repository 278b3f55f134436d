package dev.assay.transforms.gold;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.joda.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaysTest {

  @ParameterizedTest
  @CsvSource({
    "2024-02-29T23:59:59.999Z, 2024-02-29T00:00:00Z, 23",
    "2024-03-01T00:00:00.000Z, 2024-03-01T00:00:00Z, 0",
    "1969-12-31T23:00:00.000Z, 1969-12-31T00:00:00Z, 23",
    "0001-01-01T01:00:00.000Z, 0001-01-01T00:00:00Z, 1"
  })
  void anInstantIsInADayAndAnHour(String instant, String midnight, long hour) {
    assertThat(Days.midnight(Instant.parse(instant)), is(Instant.parse(midnight)));
    assertThat(Days.hour(Instant.parse(instant)), is(hour));
  }
}
