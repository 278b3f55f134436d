package dev.assay.transforms.orders;

import static dev.assay.transforms.orders.TestShop.day;
import static dev.assay.transforms.orders.TestShop.item;
import static dev.assay.transforms.orders.TestShop.lines;
import static dev.assay.transforms.orders.TestShop.nine;
import static dev.assay.transforms.orders.TestShop.order;

import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.orders.RegionSales;
import dev.assay.transforms.rows.Rows;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;

class SumRegionSalesTest {
  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  private static Row to(@Nullable String state, String id, String at, String total) {
    return order(
        id,
        "ann",
        at,
        total,
        "completed",
        state,
        List.of(item("kite", 1L, "1.00"), item("ball", 1L, "1.00")));
  }

  @Test
  void sumsEachStateOnceAnOrder() {
    Rows<RegionSales> sales =
        lines(
                pipeline,
                to("CA", "1", "2024-01-05T10:00:00", "1.00"),
                to("CA", "2", "2024-01-05T23:59:59.999999", "2.00"),
                to("CA", "3", "2024-01-06T00:00:00", "4.00"),
                to("OR", "4", "2024-01-05T10:00:00", "8.00"),
                to("IL", "5", "2024-01-05T10:00:00", "16.00"),
                to(null, "6", "2024-01-05T10:00:00", "32.00"),
                order("7", "ann", "2024-01-05T10:00:00", "64.00", "pending", "TX", null))
            .apply("SumRegionSales", SumRegionSales.of(SaleStatuses.of("completed", "failed")));

    PAssert.that(sales.unpack())
        .containsInAnyOrder(
            RegionSales.of(day("2024-01-05"), "West", "CA", 2, nine("3")),
            RegionSales.of(day("2024-01-06"), "West", "CA", 1, nine("4")),
            RegionSales.of(day("2024-01-05"), "West", "OR", 1, nine("8")),
            RegionSales.of(day("2024-01-05"), "Other", "IL", 1, nine("16")),
            RegionSales.of(day("2024-01-05"), "Other", "Unknown", 1, nine("32")));
    Told.by(
        sales, Map.of("revenue: status is not known", "64", "orders: status is not known", "1"));
    pipeline.run();
  }
}
