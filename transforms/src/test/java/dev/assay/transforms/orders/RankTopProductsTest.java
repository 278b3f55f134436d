package dev.assay.transforms.orders;

import static dev.assay.transforms.orders.TestShop.customers;
import static dev.assay.transforms.orders.TestShop.item;
import static dev.assay.transforms.orders.TestShop.lines;
import static dev.assay.transforms.orders.TestShop.order;
import static dev.assay.transforms.orders.TestShop.product;
import static dev.assay.transforms.orders.TestShop.products;

import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.orders.OrderLine;
import dev.assay.schemas.orders.TopProduct;
import dev.assay.transforms.rows.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;

class RankTopProductsTest {
  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  private static void assertRanks(Rows<TopProduct> top, String... expected) {
    Shown.by(
        top,
        product ->
            Shown.line(
                product.getOrderDate(),
                product.getRank(),
                product.getProductId(),
                product.getRevenue(),
                product.getUnits(),
                product.getCategory()),
        expected);
  }

  private Rows<TopProduct> rank(Rows<OrderLine> lines) {
    return lines.apply("RankTopProducts", RankTopProducts.of(SaleStatuses.of("completed")));
  }

  /** Twelve products, three of which sell alike for places 9 to 11. */
  @Test
  void keepsTenADayAndLetsTheProductIdDecideAmongEquals() {
    List<Row> items = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      items.add(item("p" + i, 1L, (100 - i) + ".00"));
    }
    items.add(item("tz", 2L, "5.00"));
    items.add(item("ta", 1L, "10.00"));
    items.add(item("tm", 4L, "2.50"));
    items.add(item("last", 1L, "9.99"));
    Rows<TopProduct> top =
        rank(
            lines(
                pipeline,
                order("1", "2024-01-05T10:00:00", "1.00", items.toArray(Row[]::new)),
                order("2", "2024-01-06T00:00:00", "1.00", item("last", 1L, "0.01"))));

    assertRanks(
        top,
        "2024-01-05 1 p1 99 1 Unknown",
        "2024-01-05 2 p2 98 1 Unknown",
        "2024-01-05 3 p3 97 1 Unknown",
        "2024-01-05 4 p4 96 1 Unknown",
        "2024-01-05 5 p5 95 1 Unknown",
        "2024-01-05 6 p6 94 1 Unknown",
        "2024-01-05 7 p7 93 1 Unknown",
        "2024-01-05 8 p8 92 1 Unknown",
        "2024-01-05 9 ta 10 1 Unknown",
        "2024-01-05 10 tm 10 4 Unknown",
        "2024-01-06 1 last 0.01 1 Unknown");
    Told.by(
        top,
        Map.of(
            "revenue: not among the top 10 of its day", "19.99",
            "units: not among the top 10 of its day", "3"));
    pipeline.run();
  }

  @Test
  void addsUpTheLinesOfAProductAndLeavesOutWhatIsNoSaleOrNoProduct() {
    Rows<TopProduct> top =
        rank(
            lines(
                TestShop.of(
                    pipeline,
                    order(
                        "1",
                        "2024-01-05T10:00:00",
                        "1.00",
                        item("kite", 1L, "2.00"),
                        item("kite", 2L, "1.00"),
                        item("ball", 3L, null),
                        item(null, 1L, "7.00")),
                    order("2", "2024-01-05T11:00:00", "1.00", item("kite", 1L, "0.50")),
                    order("3", "2024-01-05T11:00:00", "1.00"),
                    order(
                        "4",
                        "ann",
                        "2024-01-05T11:00:00",
                        "1.00",
                        null,
                        null,
                        List.of(item("kite", 5L, "1.00")))),
                customers(pipeline, "Customers"),
                products(pipeline, "Products", product("kite", "Toys", "9.00"))));

    assertRanks(top, "2024-01-05 1 kite 4.5 4 Toys", "2024-01-05 2 ball 0 3 Unknown");
    Told.by(
        top,
        Map.of(
            "revenue: no product", "7",
            "units: no product", "1",
            "revenue: no status", "5",
            "units: no status", "5"));
    pipeline.run();
  }
}
