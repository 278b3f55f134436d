package dev.assay.transforms.orders;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;

class PeriodsTest {
  private static final Columns COLUMNS =
      Columns.of(
          List.of(
              TestShop.optional("tier", Type.STRING), TestShop.optional("stock", Type.INTEGER)));

  /** Snapshots of the thing, as day of January 2024, tier, stock; what they lead to, as lines. */
  private static List<String> periods(Object[]... snapshots) {
    TreeMap<LocalDate, Row> byDay = new TreeMap<>();
    for (Object[] snapshot : snapshots) {
      byDay.put(
          LocalDate.of(2024, 1, (int) snapshot[0]),
          TestShop.values(COLUMNS, snapshot[1], snapshot[2]));
    }
    return Periods.of(byDay, row -> Arrays.asList(row.getString("tier"))).stream()
        .map(
            period ->
                period.from()
                    + " to "
                    + period.to()
                    + ": "
                    + period.last().getString("tier")
                    + " "
                    + period.last().getInt64("stock"))
        .toList();
  }

  private static Object[] on(int day, String tier, Long stock) {
    return new Object[] {day, tier, stock};
  }

  @Test
  void theFirstVersionIsValidFromTheBeginning() {
    assertThat(periods(on(5, "gold", 1L)), contains("0001-01-01 to null: gold 1"));
  }

  @Test
  void aChangeClosesOneVersionAndOpensAnother() {
    assertThat(
        periods(on(5, "gold", 1L), on(6, "silver", 1L), on(9, "gold", 1L)),
        contains(
            "0001-01-01 to 2024-01-06: gold 1",
            "2024-01-06 to 2024-01-09: silver 1",
            "2024-01-09 to null: gold 1"));
  }

  @Test
  void whatDoesNotCountOpensNoVersionAndIsAsLastSeenInIt() {
    assertThat(
        periods(on(5, "gold", 1L), on(6, "gold", null), on(7, "silver", 3L), on(8, "silver", 4L)),
        contains("0001-01-01 to 2024-01-07: gold null", "2024-01-07 to null: silver 4"));
  }

  /** It is not told from one that stayed: between day 5 and day 9 nobody said anything else. */
  @Test
  void anIdThatComesBackAsItWasHasOneVersion() {
    assertThat(
        periods(on(5, "gold", 1L), on(9, "gold", 2L)), contains("0001-01-01 to null: gold 2"));
  }

  @Test
  void anIdThatComesBackOtherwiseIsAsLastSeenUntilThen() {
    assertThat(
        periods(on(5, "gold", 1L), on(9, null, 2L), on(10, null, 2L)),
        contains("0001-01-01 to 2024-01-09: gold 1", "2024-01-09 to null: null 2"));
  }
}
