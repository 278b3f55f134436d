package dev.assay.transforms.orders;

import static dev.assay.transforms.orders.TestShop.day;
import static dev.assay.transforms.orders.TestShop.nine;
import static dev.assay.transforms.orders.TestShop.order;

import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.orders.HourlyMetrics;
import dev.assay.transforms.rows.Rows;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;

class SumHoursTest {
  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  private static Row of(
      String id, String customer, String at, String total, @Nullable String status) {
    return order(id, customer, at, total, status, "CA", List.of());
  }

  private static final Row[] ORDERS = {
    of("1", "ann", "2024-01-05T13:00:00", "10.00", "completed"),
    of("2", "ann", "2024-01-05T13:59:59.999999", "20.00", "completed"),
    of("3", "bob", "2024-01-05T13:30:00", "0.01", "completed"),
    of("4", "cyd", "2024-01-05T13:30:00", "5.00", "pending"),
    of("5", "cyd", "2024-01-05T14:00:00", "7.00", "failed"),
    of("6", "dan", "2024-01-05T14:00:00", "8.00", null),
    of("7", "ann", "2024-01-06T13:00:00", "3.00", "completed"),
  };

  private static HourlyMetrics.Builder hour(String day, long hour, long orders) {
    return HourlyMetrics.builder()
        .setOrderDate(day(day))
        .setOrderHour(hour)
        .setOrders(orders)
        .setCompletedOrders(0)
        .setPendingOrders(0)
        .setFailedOrders(0)
        .setSaleOrders(0)
        .setRevenue(nine("0"))
        .setUniqueCustomers(0);
  }

  @Test
  void countsAllOrdersAndSumsSales() {
    Rows<HourlyMetrics> hours =
        TestShop.of(pipeline, ORDERS).apply("SumHours", SumHours.of(SaleStatuses.of("completed")));

    PAssert.that(hours.unpack())
        .containsInAnyOrder(
            hour("2024-01-05", 13, 4)
                .setCompletedOrders(3)
                .setPendingOrders(1)
                .setSaleOrders(3)
                .setRevenue(nine("30.01"))
                .setAverageOrderValue(nine("10.003333333"))
                .setUniqueCustomers(2)
                .build(),
            hour("2024-01-05", 14, 2).setFailedOrders(1).build(),
            hour("2024-01-06", 13, 1)
                .setCompletedOrders(1)
                .setSaleOrders(1)
                .setRevenue(nine("3"))
                .setAverageOrderValue(nine("3"))
                .setUniqueCustomers(1)
                .build());
    Told.by(hours, Map.of("revenue: status is not known", "12", "revenue: no status", "8"));
    pipeline.run();
  }

  @Test
  void countsACustomerOfSeveralStatusesOnce() {
    Rows<HourlyMetrics> hours =
        TestShop.of(
                pipeline,
                ORDERS[3],
                ORDERS[4],
                of("8", "cyd", "2024-01-05T14:10:00", "0.01", "pending"))
            .apply("SumHours", SumHours.of(SaleStatuses.of("pending", "failed")));

    PAssert.that(hours.unpack())
        .containsInAnyOrder(
            hour("2024-01-05", 13, 1)
                .setPendingOrders(1)
                .setSaleOrders(1)
                .setRevenue(nine("5"))
                .setAverageOrderValue(nine("5"))
                .setUniqueCustomers(1)
                .build(),
            hour("2024-01-05", 14, 2)
                .setPendingOrders(1)
                .setFailedOrders(1)
                .setSaleOrders(2)
                .setRevenue(nine("7.01"))
                .setAverageOrderValue(nine("3.505"))
                .setUniqueCustomers(1)
                .build());
    Told.by(hours, Map.of());
    pipeline.run();
  }
}
