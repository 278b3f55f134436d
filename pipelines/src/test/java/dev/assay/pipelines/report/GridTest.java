package dev.assay.pipelines.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;

class GridTest {
  private static final LocalDate DAY = LocalDate.of(2024, 1, 1);

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  private static List<List<String>> exact(Grid grid) {
    return grid.rows().stream().map(row -> row.stream().map(Cell::exact).toList()).toList();
  }

  @Test
  void dividesExactly() {
    Chart chart =
        Chart.of(Mark.BARS, "x", "X")
            .column("Tier", Unit.TEXT)
            .quotient("Average", Unit.AMOUNT, 2, 1)
            .column("Orders", Unit.COUNT)
            .column("Revenue", Unit.AMOUNT);
    Grid grid =
        Grid.of(
            chart,
            List.of(
                row("gold", new BigDecimal("3"), new BigDecimal("100.00")),
                row("none", BigDecimal.ZERO, BigDecimal.ZERO)));
    assertThat(
        exact(grid),
        contains(List.of("gold", "33.333333333", "3", "100"), List.of("none", "", "0", "0")));
  }

  @Test
  void makesAColumnOfEachSeriesTheGreatestFirst() {
    Grid grid =
        Grid.of(
            pivoted(),
            List.of(
                row(DAY, "small", BigDecimal.ONE),
                row(DAY, "great", BigDecimal.TEN),
                row(DAY.plusDays(1), "great", BigDecimal.ONE)));
    assertThat(labels(grid), contains("Day", "great", "small"));
    assertThat(
        exact(grid), contains(List.of("2024-01-01", "10", "1"), List.of("2024-01-02", "1", "0")));
  }

  @Test
  void takesTheSmallestSeriesTogetherAndLosesNothing() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 1; i <= 9; i++) {
      rows.add(row(DAY, "s" + i, BigDecimal.valueOf(i)));
    }
    Grid grid = Grid.of(pivoted(), rows);
    assertThat(labels(grid), contains("Day", "s9", "s8", "s7", "s6", "s5", "All others"));
    assertThat(grid.rows().get(0).get(6).exact(), is("10"));
  }

  private static List<String> labels(Grid grid) {
    return grid.headings().stream().map(Heading::label).toList();
  }

  private static Chart pivoted() {
    return Chart.of(Mark.LINES, "x", "X")
        .pivoted()
        .column("Day", Unit.DAY)
        .column("Series", Unit.TEXT)
        .column("Sales", Unit.AMOUNT);
  }
}
