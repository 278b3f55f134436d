package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearestTest {
  @Test
  void findsTheNameWithTheFewestEdits() {
    assertThat(Nearest.to("--ouput", List.of("--input", "--output")), is(Optional.of("--output")));
    assertThat(Nearest.to("lits", List.of("list", "demo")), is(Optional.of("list")));
  }

  @Test
  void findsNothingWhenNothingIsNear() {
    assertThat(Nearest.to("--frobnicate", List.of("--input", "--output")), is(Optional.empty()));
    assertThat(Nearest.to("x", List.of()), is(Optional.empty()));
  }

  @Test
  void countsASwapAsOneEdit() {
    assertThat(Nearest.edits("inptu", "input"), is(1));
    assertThat(Nearest.edits("", "abc"), is(3));
  }

  @Property(tries = 200)
  void countsTheSameInBothDirections(
      @ForAll @AlphaChars @StringLength(max = 8) String a,
      @ForAll @AlphaChars @StringLength(max = 8) String b) {
    assertThat(Nearest.edits(a, b), is(Nearest.edits(b, a)));
  }
}
