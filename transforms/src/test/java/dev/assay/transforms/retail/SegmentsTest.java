package dev.assay.transforms.retail;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentsTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "5, 5, 5, Champions",
        "4, 4, 4, Champions",
        "3, 4, 4, Loyal Customers",
        "5, 3, 3, Loyal Customers",
        "4, 2, 2, Potential Loyalists",
        "5, 2, 5, Potential Loyalists",
        "4, 1, 1, New Customers",
        "4, 1, 2, Promising",
        "3, 2, 2, Promising",
        "3, 1, 1, Promising",
        "2, 4, 4, Can't Lose Them",
        "1, 5, 5, Can't Lose Them",
        "2, 3, 5, At Risk",
        "1, 3, 3, At Risk",
        "2, 2, 2, Hibernating",
        "1, 1, 1, Hibernating",
        "5, 1, 3, Other",
        "1, 2, 3, Other",
        "3, 2, 3, Other"
      })
  void theFirstRuleThatHoldsTellsTheSegment(long r, long f, long m, String segment) {
    assertThat(Segments.of(r, f, m), is(segment));
  }
}
