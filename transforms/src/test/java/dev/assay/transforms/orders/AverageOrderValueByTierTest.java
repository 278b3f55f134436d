package dev.assay.transforms.orders;

import static dev.assay.transforms.orders.TestShop.customer;
import static dev.assay.transforms.orders.TestShop.customers;
import static dev.assay.transforms.orders.TestShop.day;
import static dev.assay.transforms.orders.TestShop.item;
import static dev.assay.transforms.orders.TestShop.lines;
import static dev.assay.transforms.orders.TestShop.nine;
import static dev.assay.transforms.orders.TestShop.order;
import static dev.assay.transforms.orders.TestShop.products;

import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.orders.TierOrderValue;
import dev.assay.transforms.rows.Rows;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.junit.jupiter.api.Test;

class AverageOrderValueByTierTest {
  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  @Test
  void countsAnOrdersTotalOnceHoweverManyLinesItHas() {
    Rows<TierOrderValue> values =
        lines(
                TestShop.of(
                    pipeline,
                    order(
                        "1",
                        "2024-01-05T10:00:00",
                        "10.00",
                        item("kite", 1L, "5.00"),
                        item("kite", 1L, "5.00")),
                    order("2", "2024-01-05T11:00:00", "0.01"),
                    order("3", "2024-01-05T11:00:00", "0.02", item("kite", 1L, "0.02")),
                    order("4", "2024-01-06T00:00:00", "7.00", item("kite", 1L, "7.00")),
                    order("5", "eve", "2024-01-06T00:00:00", "3.00", "completed", "CA", null),
                    order(
                        "6",
                        "ann",
                        "2024-01-06T00:00:00",
                        "100.00",
                        "failed",
                        "CA",
                        List.of(item("kite", 1L, "50.00"), item("kite", 1L, "50.00")))),
                customers(
                    pipeline,
                    "Customers",
                    customer("ann", "gold", "0001-01-01", "2024-01-06"),
                    customer("ann", null, "2024-01-06", null)),
                products(pipeline, "Products"))
            .apply("Average", AverageOrderValueByTier.of(SaleStatuses.of("completed")));

    PAssert.that(values.unpack())
        .containsInAnyOrder(
            TierOrderValue.of(day("2024-01-05"), "gold", 3, nine("10.03"), nine("3.343333333")),
            TierOrderValue.of(day("2024-01-06"), "Unknown", 2, nine("10"), nine("5")));
    Told.by(
        values, Map.of("revenue: status is not known", "100", "orders: status is not known", "1"));
    pipeline.run();
  }
}
