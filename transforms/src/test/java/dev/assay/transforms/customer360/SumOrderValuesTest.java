package dev.assay.transforms.customer360;

import static dev.assay.transforms.customer360.Retailer.money;
import static dev.assay.transforms.customer360.Retailer.row;

import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.customer360.AverageOrderValue;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.rows.Rows;
import dev.assay.transforms.rows.Unattributed;
import java.math.BigDecimal;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.junit.jupiter.api.Test;

class SumOrderValuesTest {
  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  private Rows<AverageOrderValue> values(Object[]... orders) {
    Datasets retailer =
        Retailer.in(pipeline)
            .with(
                "products",
                Retailer.PRODUCTS,
                row(1L, "Atlas", "Books"),
                row(2L, "Novel", "Books"),
                row(3L, "Robot", "Toys"),
                row(4L, "Unsold", "Games"))
            .with("online_transactions", Retailer.ORDERS, orders)
            .with(
                "stores",
                Retailer.STORES,
                row(7L, "Boston"),
                row(8L, "Boston"),
                // A place called like a category is still another row.
                row(9L, "Toys"))
            .with(
                "in_store_transactions",
                Retailer.PURCHASES,
                row(1L, 7L, null, money("10.00")),
                row(1L, 8L, null, money("20.00")),
                row(1L, 8L, null, money("0.01")),
                row(1L, 9L, null, money("5.00")),
                row(1L, 10L, null, money("4.00")))
            .datasets();
    return retailer.apply(
        "SumOrderValues", SumOrderValues.of(SaleStatuses.of("Completed", "Pending")));
  }

  @Test
  void averagesProductsCategoriesAndLocations() {
    Rows<AverageOrderValue> values =
        values(
            row(1L, 1L, null, money("1.00"), "Completed"),
            row(1L, 1L, null, money("1.00"), "Pending"),
            row(1L, 2L, null, money("2.00"), "Completed"),
            row(1L, 3L, null, money("7.50"), "Completed"));

    PAssert.that(values.unpack())
        .containsInAnyOrder(
            value("product", "1", "Atlas", 2, "2.00", "1.000000000"),
            value("product", "2", "Novel", 1, "2.00", "2.000000000"),
            value("product", "3", "Robot", 1, "7.50", "7.500000000"),
            value("category", "Books", "Books", 3, "4.00", "1.333333333"),
            value("category", "Toys", "Toys", 1, "7.50", "7.500000000"),
            value("location", "Boston", "Boston", 3, "30.01", "10.003333333"),
            value("location", "Toys", "Toys", 1, "5.00", "5.000000000"));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void saysAtWhichLevelsMoneyIsMissingAndWhy() {
    Rows<AverageOrderValue> values =
        values(
            row(1L, 5L, null, money("3.00"), "Completed"),
            row(1L, 5L, null, money("9.00"), "Failed"),
            row(1L, 1L, null, money("8.00"), null));

    PAssert.that(values.unattributed())
        .containsInAnyOrder(
            revenue("product", "product not in products", "3.00"),
            orders("product", "product not in products"),
            revenue("category", "product not in products", "3.00"),
            orders("category", "product not in products"),
            revenue("product", "status is not known", "9.00"),
            orders("product", "status is not known"),
            revenue("category", "status is not known", "9.00"),
            orders("category", "status is not known"),
            revenue("product", "no status", "8.00"),
            orders("product", "no status"),
            revenue("category", "no status", "8.00"),
            orders("category", "no status"),
            revenue("location", "store not in stores", "4.00"),
            orders("location", "store not in stores"));
    pipeline.run().waitUntilFinish();
  }

  private static AverageOrderValue value(
      String level, String key, String name, long orders, String revenue, String average) {
    return AverageOrderValue.of(level, key, name, orders, nine(revenue), new BigDecimal(average));
  }

  /** As a table without a contract has it. */
  private static BigDecimal nine(String amount) {
    return new BigDecimal(amount).setScale(9);
  }

  private static Unattributed revenue(String level, String reason, String amount) {
    // A sum of partial sums has the scale that they travel with.
    int scale = reason.endsWith("in products") || reason.endsWith("in stores") ? 9 : 2;
    return new Unattributed(
        "revenue where level = " + level, reason, 1, new BigDecimal(amount).setScale(scale));
  }

  private static Unattributed orders(String level, String reason) {
    return new Unattributed("orders where level = " + level, reason, 1, BigDecimal.ONE);
  }
}
