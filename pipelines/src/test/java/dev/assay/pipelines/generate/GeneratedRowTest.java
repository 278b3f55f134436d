package dev.assay.pipelines.generate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;

class GeneratedRowTest {

  @Test
  void comparesNumbersByValueAndNotAsText() {
    assertSmaller(row("A1", new BigDecimal("999.99")), row("A1", new BigDecimal("1000.00")));
    assertSmaller(row("L1", 12), row("L1", 108));
  }

  @Test
  void putsNullFirst() {
    assertSmaller(row("T1", null), row("T1", LocalDate.of(2023, 1, 1)));
  }

  @Test
  void comparesTextByItsBytes() {
    // As UTF-16, the second would come first: it is written with surrogates.
    assertSmaller(row("C1", "\uFF5E"), row("C1", "\uD83D\uDE00"));
    assertSmaller(row("C1", "Zoe"), row("C1", "Émile"));
  }

  @Test
  void letsTheFirstColumnThatDiffersDecide() {
    assertSmaller(row("C1", "a", "z"), row("C1", "b", "a"));
  }

  @Test
  void staysItselfAmongEquals() {
    GeneratedRow row = row("A1", new BigDecimal("1.0"));
    assertThat(row.smaller(row("A1", new BigDecimal("1.00"))), sameInstance(row));
  }

  @Test
  void countsMoneyInCents() {
    assertThat(row("A1", new BigDecimal("12.5")).units(1, 2), is(1250L));
  }

  private static void assertSmaller(GeneratedRow smaller, GeneratedRow greater) {
    assertThat(smaller.smaller(greater), sameInstance(smaller));
    assertThat(greater.smaller(smaller), sameInstance(smaller));
  }

  private static GeneratedRow row(@Nullable Object... values) {
    return new GeneratedRow(0, GeneratedRow.NONE, values);
  }
}
