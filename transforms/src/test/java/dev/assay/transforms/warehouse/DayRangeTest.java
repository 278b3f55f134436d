package dev.assay.transforms.warehouse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DayRangeTest {
  private static final LocalDate MONDAY = LocalDate.of(2024, 12, 30);

  @Test
  void daysInARowAreOneRangeAcrossTheYear() {
    assertThat(
        DayRange.of(Set.of(MONDAY.plusDays(2), MONDAY, MONDAY.plusDays(1))),
        contains(new DayRange(MONDAY, MONDAY.plusDays(3))));
  }

  @Test
  void aHoleEndsARange() {
    assertThat(
        DayRange.of(Set.of(MONDAY, MONDAY.plusDays(2))),
        contains(
            new DayRange(MONDAY, MONDAY.plusDays(1)),
            new DayRange(MONDAY.plusDays(2), MONDAY.plusDays(3))));
  }

  @Test
  void noDaysAreNoRange() {
    assertThat(DayRange.of(Set.of()), empty());
  }
}
