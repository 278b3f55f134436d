package dev.assay.transforms.orders;

import static dev.assay.transforms.orders.TestShop.customer;
import static dev.assay.transforms.orders.TestShop.customers;
import static dev.assay.transforms.orders.TestShop.day;
import static dev.assay.transforms.orders.TestShop.item;
import static dev.assay.transforms.orders.TestShop.lines;
import static dev.assay.transforms.orders.TestShop.nine;
import static dev.assay.transforms.orders.TestShop.order;
import static dev.assay.transforms.orders.TestShop.product;
import static dev.assay.transforms.orders.TestShop.products;

import dev.assay.schemas.orders.OrderLine;
import dev.assay.transforms.rows.Rows;
import java.util.Map;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;

class ListOrderLinesTest {
  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  private static OrderLine.Builder line(String order, long number) {
    return OrderLine.builder()
        .setOrderId(order)
        .setLineNumber(number)
        .setCustomerId("ann")
        .setCustomerTier("gold")
        .setCategory("Toys")
        .setOrderTotal(nine("8"))
        .setPaymentStatus("completed")
        .setOrderDate(day("2024-01-05"))
        .setOrderHour(13)
        .setCity("Town")
        .setState("CA")
        .setCountry("USA")
        .setRegion("West");
  }

  @Test
  void listsEachLineWithWhatTheDimensionsSay() {
    Rows<OrderLine> lines =
        lines(
            TestShop.of(
                pipeline,
                order(
                    "o1",
                    "2024-01-05T13:14:15.678901",
                    "8.00",
                    item("kite", 3L, "1.50"),
                    item("kite", 1L, "3.50"))),
            customers(pipeline, "Customers", customer("ann", "gold")),
            products(pipeline, "Products", product("kite", "Toys", "2.00")));

    PAssert.that(lines.unpack())
        .containsInAnyOrder(
            line("o1", 1)
                .setProductId("kite")
                .setProductName("kite for 2.00")
                .setListPrice(nine("2"))
                .setQuantity(3L)
                .setUnitPrice(nine("1.5"))
                .setLineTotal(nine("4.5"))
                .build(),
            line("o1", 2)
                .setProductId("kite")
                .setProductName("kite for 2.00")
                .setListPrice(nine("2"))
                .setQuantity(1L)
                .setUnitPrice(nine("3.5"))
                .setLineTotal(nine("3.5"))
                .build());
    Told.by(lines, Map.of());
    pipeline.run();
  }

  @Test
  void keepsAnOrderWithoutLines() {
    OrderLine.Builder bare = line("o1", 1).setCustomerTier("Unknown").setCategory("Unknown");
    Row empty = order("o1", "2024-01-05T13:00:00", "8.00");
    Row absent = order("o2", "ann", "2024-01-05T13:00:00", "8.00", null, null, null);

    PAssert.that(lines(pipeline, empty, absent).unpack())
        .containsInAnyOrder(
            bare.build(),
            bare.setOrderId("o2").setPaymentStatus(null).setState(null).setRegion("Other").build());
    pipeline.run();
  }

  @Test
  void leavesATotalOutWhereQuantityPriceOrProductIsMissing() {
    Row order =
        order(
            "o1",
            "2024-01-05T13:00:00",
            "8.00",
            item("kite", null, "2.00"),
            item("kite", 2L, null),
            item(null, 2L, "2.00"));

    Shown.by(
        lines(pipeline, order),
        line -> Shown.line(line.getProductId(), line.getLineTotal(), line.getCategory()),
        "kite null Unknown",
        "kite null Unknown",
        "null 4 Unknown");
    pipeline.run();
  }

  /** A version is valid from midnight of its first day to the last microsecond of its last one. */
  @Test
  void takesTierAndPriceOfTheDayOfTheOrder() {
    Rows<OrderLine> lines =
        lines(
            TestShop.of(
                pipeline,
                order("o1", "1999-12-31T23:59:59.999999", "1.00", item("kite", 1L, "1.00")),
                order("o2", "2024-01-04T23:59:59.999999", "1.00", item("kite", 1L, "1.00")),
                order("o3", "2024-01-05T00:00:00", "1.00", item("kite", 1L, "1.00")),
                order("o4", "2024-02-01T00:00:00", "1.00", item("ball", 1L, "1.00"))),
            customers(
                pipeline,
                "Customers",
                customer("ann", "bronze", "0001-01-01", "2024-01-05"),
                customer("ann", "gold", "2024-01-05", null)),
            products(
                pipeline,
                "Products",
                product("kite", "Toys", "2.00", 1L, "0001-01-01", "2024-01-05"),
                product("kite", null, "3.00", 1L, "2024-01-05", "2024-02-01"),
                product("ball", "Balls", "4.00", 1L, "2024-01-05", "2024-02-01")));

    Shown.by(
        lines,
        line ->
            Shown.line(
                line.getOrderId(),
                line.getCustomerTier(),
                line.getCategory(),
                line.getProductName()),
        "o1 bronze Toys kite for 2.00",
        "o2 bronze Toys kite for 2.00",
        "o3 gold Unknown kite for 3.00",
        "o4 gold Unknown null");
    pipeline.run();
  }

  @Test
  void putsAnOrderIntoItsDayAndHourByUtc() {
    Shown.by(
        lines(
            pipeline,
            order("o1", "2024-02-29T23:59:59.999999", "1.00"),
            order("o2", "2024-03-01T00:00:00", "1.00"),
            order("o3", "1969-12-31T22:00:00", "1.00")),
        line -> Shown.line(line.getOrderId(), line.getOrderDate(), line.getOrderHour()),
        "o1 2024-02-29 23",
        "o2 2024-03-01 0",
        "o3 1969-12-31 22");
    pipeline.run();
  }
}
