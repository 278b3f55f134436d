package dev.assay.pipelines.generate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

  @Property
  void staysBelowItsBound(@ForAll long seed, @ForAll @IntRange(min = 1) int bound) {
    assertThat(
        RandomStream.of(seed, "any").below(bound), allOf(greaterThanOrEqualTo(0), lessThan(bound)));
  }

  @Test
  void hitsAShareAboutThatOften() {
    RandomStream random = RandomStream.of(1, "share");
    long hits = IntStream.range(0, 100_000).filter(i -> random.chance(0.02)).count();
    assertThat((double) hits, closeTo(2_000, 200));
  }

  @Test
  void neverAndAlwaysAreExact() {
    RandomStream random = RandomStream.of(1, "ends");
    assertThat(IntStream.range(0, 1_000).anyMatch(i -> random.chance(0)), equalTo(false));
    assertThat(IntStream.range(0, 1_000).allMatch(i -> random.chance(1)), equalTo(true));
  }

  @Test
  void differsBySeedAndByName() {
    assertThat(first(1, "a"), equalTo(first(1, "a")));
    assertThat(first(1, "a"), not(equalTo(first(2, "a"))));
    assertThat(first(1, "a"), not(equalTo(first(1, "b"))));
  }

  private static int first(long seed, String name) {
    return RandomStream.of(seed, name).below(Integer.MAX_VALUE);
  }
}
