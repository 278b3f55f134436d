package dev.assay.transforms.orders;

import static dev.assay.transforms.orders.TestShop.item;
import static dev.assay.transforms.orders.TestShop.lines;
import static dev.assay.transforms.orders.TestShop.order;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.orders.RevenueTrend;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.junit.jupiter.api.Test;

class TrendRevenueTest {
  private static final LocalDate REPORT = LocalDate.of(2024, 3, 31);

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  /** The 90 days up to 31 March 2024 begin on 2 January, the six before on 27 December. */
  @Test
  void listsEachOfNinetyDaysAndSmoothsThemBySeven() {
    Rows<RevenueTrend> trends =
        lines(
                pipeline,
                order("1", "2023-12-26T23:59:59", "1.00", item("kite", 1L, "1000.00")),
                order("2", "2023-12-27T00:00:00", "1.00", item("kite", 1L, "0.07")),
                order("3", "2024-01-02T00:00:00", "1.00", item("kite", 2L, "0.35")),
                order("4", "2024-01-02T10:00:00", "1.00", item("kite", 1L, "0.07")),
                order("5", "2024-03-31T00:00:00", "1.00", item("kite", 1L, "1.00")),
                order("6", "2024-04-01T00:00:00", "1.00", item("kite", 1L, "1000.00")),
                order(
                    "7",
                    "ann",
                    "2024-03-31T00:00:00",
                    "1.00",
                    "completed",
                    "NY",
                    List.of(item("ball", 1L, null))),
                order(
                    "8",
                    "ann",
                    "2024-03-31T00:00:00",
                    "1.00",
                    "pending",
                    "TX",
                    List.of(item("ball", 1L, "1.00"))))
            .apply("TrendRevenue", TrendRevenue.at(REPORT, SaleStatuses.of("completed")));

    PAssert.that(trends.unpack())
        .satisfies(
            all -> {
              List<String> days = new ArrayList<>();
              List<String> notable = new ArrayList<>();
              for (RevenueTrend trend : all) {
                days.add(trend.getOrderDate().toString().substring(0, 10));
                if (trend.getMovingAverage7d().signum() != 0) {
                  notable.add(
                      Shown.line(
                          trend.getOrderDate(),
                          trend.getRegion(),
                          trend.getCategory(),
                          trend.getRevenue(),
                          trend.getMovingAverage7d()));
                }
              }
              assertThat(days.size(), is(90));
              assertThat(days, hasItems("2024-01-02", "2024-02-29", "2024-03-31"));
              assertThat(
                  notable,
                  containsInAnyOrder(
                      "2024-01-02 West Unknown 0.77 0.12",
                      "2024-01-03 West Unknown 0 0.11",
                      "2024-01-04 West Unknown 0 0.11",
                      "2024-01-05 West Unknown 0 0.11",
                      "2024-01-06 West Unknown 0 0.11",
                      "2024-01-07 West Unknown 0 0.11",
                      "2024-01-08 West Unknown 0 0.11",
                      "2024-03-31 West Unknown 1 0.142857143"));
              return null;
            });
    pipeline.run();
  }

  @Test
  void averagesOverSevenDaysOfTheCalendar() {
    LocalDate day = LocalDate.of(2024, 3, 1);
    Map<LocalDate, BigDecimal> revenue =
        Map.of(
            day,
            new BigDecimal("0.01"),
            LocalDate.of(2024, 2, 24),
            new BigDecimal("0.02"),
            LocalDate.of(2024, 2, 23),
            new BigDecimal("7.00"),
            LocalDate.of(2024, 3, 2),
            new BigDecimal("7.00"));
    assertThat(TrendRevenue.movingAverage(day, revenue), is(new BigDecimal("0.004285714")));
  }
}
