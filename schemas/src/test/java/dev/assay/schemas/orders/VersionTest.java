package dev.assay.schemas.orders;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class VersionTest {
  private static final Version CLOSED = version("2024-01-05", Instant.parse("2024-01-07"));

  private static Version version(String from, Instant to) {
    return ChangedPeriod.of("id", Instant.parse(from), to);
  }

  @Test
  void isValidFromItsFirstDayUntilTheOneBeforeItsEnd() {
    assertThat(CLOSED.isValidOn(Instant.parse("2024-01-04")), is(false));
    assertThat(CLOSED.isValidOn(Instant.parse("2024-01-05")), is(true));
    assertThat(CLOSED.isValidOn(Instant.parse("2024-01-06")), is(true));
    assertThat(CLOSED.isValidOn(Instant.parse("2024-01-07")), is(false));
  }

  @Test
  void isValidEverAfterIfItHasNoEnd() {
    assertThat(version("0001-01-01", null).isValidOn(Instant.parse("1969-07-20")), is(true));
    assertThat(version("0001-01-01", null).isValidOn(Instant.parse("9999-12-31")), is(true));
  }
}
