package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class TextTest {
  @Test
  void showsAmountsWithTwoDecimalsOrAsManyAsTheyHave() {
    assertThat(Text.amount(new BigDecimal("291231")), is("291,231.00"));
    assertThat(Text.amount(new BigDecimal("-0.500000000")), is("-0.50"));
    assertThat(Text.amount(new BigDecimal("1E+3")), is("1,000.00"));
    assertThat(Text.amount(new BigDecimal("0.123456789")), is("0.123456789"));
  }

  @Test
  void showsBytesInTheirUnit() {
    assertThat(Text.bytes(999), is("999 B"));
    assertThat(Text.bytes(999_949), is("999.9 kB"));
    assertThat(Text.bytes(999_950), is("1.0 MB"));
    assertThat(Text.bytes(Long.MAX_VALUE), is("9.2 EB"));
  }

  @Test
  void quotesAPathForTheShell() {
    assertThat(Text.quoted("lake/warehouse.duckdb"), is("lake/warehouse.duckdb"));
    assertThat(Text.quoted("it's $(here)"), is("'it'\\''s $(here)'"));
    assertThat(Text.quoted(""), is("''"));
  }
}
