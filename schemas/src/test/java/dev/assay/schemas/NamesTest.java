package dev.assay.schemas;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
  private static final List<String> COLUMNS =
      List.of("account_id", "customer_id", "account_type", "balance", "zip");

  @ParameterizedTest
  @CsvSource({
    "balnace, balance",
    "blance, balance",
    "balancee, balance",
    "Balance, balance",
    "Account ID, account_id",
    "accountType, account_type",
    "custmer_id, customer_id",
    "zp, zip",
  })
  void findsTheNameThatWasMeant(String typed, String meant) {
    assertThat(Names.nearest(typed, COLUMNS), is(Optional.of(meant)));
  }

  @ParameterizedTest
  @CsvSource({"interest_rate", "xy", "''", "balances_of_all_accounts"})
  void findsNothingWhereNothingIsNear(String typed) {
    assertThat(Names.nearest(typed, COLUMNS), is(Optional.empty()));
  }

  @Test
  void takesTheNearestAndAmongEqualsTheFirst() {
    assertThat(Names.nearest("abcx", List.of("abzz", "abcd", "abce")), is(Optional.of("abcd")));
    assertThat(Names.nearest("a", List.of()), is(Optional.empty()));
  }

  @Test
  void answersForANameOfAnyLength() {
    String long1 = "a".repeat(1_000_000);

    assertThat(Names.nearest(long1, List.of("a", long1 + "b")), is(Optional.of(long1 + "b")));
  }

  @Property(tries = 100)
  void findsANameThatLostOneCharacter(
      @ForAll @AlphaChars @StringLength(min = 4, max = 40) String name) {
    String typed = name.substring(0, 2) + name.substring(3);

    assertThat(Names.nearest(typed, List.of("0000", name)), is(Optional.of(name)));
  }
}
