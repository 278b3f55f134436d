package dev.assay.transforms.orders;

import static dev.assay.transforms.orders.TestShop.day;
import static dev.assay.transforms.orders.TestShop.item;
import static dev.assay.transforms.orders.TestShop.lines;
import static dev.assay.transforms.orders.TestShop.nine;
import static dev.assay.transforms.orders.TestShop.order;
import static dev.assay.transforms.orders.TestShop.product;
import static dev.assay.transforms.orders.TestShop.products;

import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.orders.InventoryAlert;
import dev.assay.transforms.rows.Rows;
import java.time.LocalDate;
import java.util.List;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;

class FindInventoryAlertsTest {
  private static final LocalDate REPORT = LocalDate.of(2024, 3, 1);

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  private static Row always(String id, Long stock) {
    return product(id, "Toys", "1.00", stock, "0001-01-01", null);
  }

  /** 30 days up to and with 1 March 2024 begin on 1 February. */
  @Test
  void findsStockThatLastsLessThanSevenDays() {
    Rows<InventoryAlert> alerts =
        lines(
                pipeline,
                order(
                    "1",
                    "2024-02-01T00:00:00",
                    "1.00",
                    item("kite", 40L, "1.00"),
                    item("kite", 5L, null),
                    item("just", 30L, "1.00"),
                    item("gone", 1L, "1.00"),
                    item("untold", 100L, "1.00"),
                    item("unknown", 100L, "1.00"),
                    item("kite", null, "1.00"),
                    item(null, 9L, "1.00")),
                order("2", "2024-03-01T23:59:59", "1.00", item("kite", 5L, "1.00")),
                order("3", "2024-01-31T23:59:59", "1.00", item("kite", 1000L, "1.00")),
                order("4", "2024-03-02T00:00:00", "1.00", item("kite", 1000L, "1.00")),
                order(
                    "5",
                    "ann",
                    "2024-03-01T00:00:00",
                    "1.00",
                    "failed",
                    null,
                    List.of(item("kite", 1000L, "1.00"))))
            .apply(
                "FindInventoryAlerts",
                FindInventoryAlerts.at(
                    REPORT,
                    SaleStatuses.of("completed"),
                    products(
                        pipeline,
                        "Products",
                        always("kite", 11L),
                        always("just", 7L),
                        always("gone", 0L),
                        always("untold", null),
                        always("unsold", 0L))));

    PAssert.that(alerts.unpack())
        .containsInAnyOrder(
            alert("kite", 11, 50, "1.666666667", "6.6"), alert("gone", 0, 1, "0.033333333", "0"));
    pipeline.run();
  }

  private static InventoryAlert alert(String id, long stock, long sold, String rate, String cover) {
    return InventoryAlert.builder()
        .setProductId(id)
        .setProductName(id + " for 1.00")
        .setCategory("Toys")
        .setStockLevel(stock)
        .setUnitsSold(sold)
        .setDailyRate(nine(rate))
        .setDaysOfCover(nine(cover))
        .setReportDate(day("2024-03-01"))
        .build();
  }

  @Test
  void takesTheStockOfTheDayAndAnotherCover() {
    Rows<InventoryAlert> alerts =
        lines(
                pipeline,
                order(
                    "1",
                    "2024-03-01T00:00:00",
                    "1.00",
                    item("kite", 30L, "1.00"),
                    item("ball", 30L, "1.00")))
            .apply(
                "FindInventoryAlerts",
                FindInventoryAlerts.at(
                        REPORT,
                        SaleStatuses.of("completed"),
                        products(
                            pipeline,
                            "Products",
                            product("kite", "Toys", "1.00", 2L, "0001-01-01", "2024-03-02"),
                            product("kite", "Toys", "2.00", 9L, "2024-03-02", null),
                            product("ball", "Toys", "1.00", 2L, "0001-01-01", "2024-03-01"),
                            product("ball", "Toys", "2.00", 3L, "2024-03-01", null)))
                    .withCoverDays(3));
    Shown.by(
        alerts,
        alert -> Shown.line(alert.getProductId(), alert.getStockLevel(), alert.getDaysOfCover()),
        "kite 2 2");
    pipeline.run();
  }
}
