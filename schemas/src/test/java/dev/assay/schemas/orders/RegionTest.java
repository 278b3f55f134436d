package dev.assay.schemas.orders;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasToString;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionTest {

  @ParameterizedTest
  @CsvSource({
    "CA,West",
    "OR,West",
    "WA,West",
    "NY,East",
    "NJ,East",
    "PA,East",
    "TX,South",
    "AZ,South",
    "NM,South",
    "IL,Other",
    "ca,Other",
    "California,Other",
    "'',Other",
    ",Other"
  })
  void knowsNineStatesAsTwoCapitals(String state, String region) {
    assertThat(Region.of(state), hasToString(region));
  }
}
