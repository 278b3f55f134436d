package dev.assay.transforms.orders;

import static dev.assay.transforms.orders.TestShop.day;
import static dev.assay.transforms.orders.TestShop.item;
import static dev.assay.transforms.orders.TestShop.nine;
import static dev.assay.transforms.orders.TestShop.order;
import static dev.assay.transforms.orders.TestShop.product;
import static dev.assay.transforms.orders.TestShop.products;

import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.orders.CategoryRevenue;
import dev.assay.transforms.rows.Rows;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.junit.jupiter.api.Test;

class SumCategoryRevenueTest {
  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  @Test
  void countsAnOrderOnceInEachOfItsCategories() {
    Rows<CategoryRevenue> revenue =
        TestShop.of(
                pipeline,
                order(
                    "1",
                    "2024-01-05T10:00:00",
                    "9.00",
                    item("kite", 2L, "1.50"),
                    item("kite", 1L, "2.00"),
                    item("ball", 1L, "1.00"),
                    item("book", 1L, "4.00")),
                order("2", "2024-01-05T23:59:59", "1.25", item("ball", 1L, "1.25")),
                order("3", "2024-01-06T00:00:00", "1.50", item("ball", 1L, "1.50")),
                order("4", "2024-01-06T00:00:00", "1.50"))
            .apply(
                "SumCategoryRevenue",
                SumCategoryRevenue.of(
                    SaleStatuses.of("completed"),
                    products(
                        pipeline,
                        "Products",
                        product("kite", "Toys", "2.00"),
                        product("ball", "Toys", "2.00", 1L, "0001-01-01", "2024-01-06"),
                        product("ball", "Sports", "2.00", 1L, "2024-01-06", null))));

    PAssert.that(revenue.unpack())
        .containsInAnyOrder(
            CategoryRevenue.of(day("2024-01-05"), "Toys", nine("7.25"), 5, 2),
            CategoryRevenue.of(day("2024-01-05"), "Unknown", nine("4"), 1, 1),
            CategoryRevenue.of(day("2024-01-06"), "Sports", nine("1.5"), 1, 1));
    Told.by(revenue, Map.of());
    pipeline.run();
  }

  @Test
  void tellsLinesThatAreNoSaleAndCountsWhatALineHas() {
    Rows<CategoryRevenue> revenue =
        TestShop.of(
                pipeline,
                order(
                    "1",
                    "2024-01-05T10:00:00",
                    "9.00",
                    item("kite", 2L, null),
                    item("kite", null, "1.00"),
                    item(null, 3L, "1.00")),
                order(
                    "2",
                    "ann",
                    "2024-01-05T10:00:00",
                    "9.00",
                    "failed",
                    null,
                    List.of(item("kite", 2L, "1.50"), item("kite", 4L, null))))
            .apply(
                "SumCategoryRevenue",
                SumCategoryRevenue.of(
                    SaleStatuses.of("completed"), products(pipeline, "Products")));

    PAssert.that(revenue.unpack())
        .containsInAnyOrder(CategoryRevenue.of(day("2024-01-05"), "Unknown", nine("3"), 5, 1));
    Told.by(
        revenue, Map.of("revenue: status is not known", "3", "units: status is not known", "6"));
    pipeline.run();
  }
}
