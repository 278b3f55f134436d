package dev.assay.transforms.orders;

import static dev.assay.transforms.orders.TestShop.customer;
import static dev.assay.transforms.orders.TestShop.customers;
import static dev.assay.transforms.orders.TestShop.day;
import static dev.assay.transforms.orders.TestShop.nine;
import static dev.assay.transforms.orders.TestShop.order;

import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.orders.ChurnRisk;
import dev.assay.schemas.orders.CustomerVersion;
import dev.assay.transforms.rows.Rows;
import java.time.LocalDate;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class FindChurnRiskTest {
  private static final LocalDate REPORT = LocalDate.of(2024, 3, 1);
  private static final SaleStatuses COMPLETED = SaleStatuses.of("completed");

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  private static Row of(String customer, String at, String total, String status) {
    return order(customer + at, customer, at, total, status, null, null);
  }

  @Test
  void findsWhoLastOrderedThirtyDaysAgoOrMore() {
    PAssert.that(
            TestShop.of(
                    pipeline,
                    // 31 January is 30 days before 1 March of a leap year.
                    of("ann", "2024-01-31T23:59:59", "1.00", "completed"),
                    of("ann", "2023-01-01T00:00:00", "0.50", "completed"),
                    of("ann", "2023-01-02T00:00:00", "9.00", "failed"),
                    of("ann", "2024-03-02T00:00:00", "5.00", "completed"),
                    of("bob", "2024-02-01T00:00:00", "1.00", "completed"),
                    of("cyd", "2024-01-01T00:00:00", "1.00", "completed"),
                    of("cyd", "2024-02-20T00:00:00", "1.00", "failed"),
                    of("dan", "2020-01-01T12:00:00", "3.00", "failed"),
                    of("eve", "2024-03-02T00:00:00", "3.00", "completed"))
                .apply("FindChurnRisk", FindChurnRisk.at(REPORT, COMPLETED, tiers(pipeline)))
                .unpack())
        .containsInAnyOrder(
            ChurnRisk.of(
                "ann",
                "gold",
                Instant.parse("2024-01-31T23:59:59Z"),
                30,
                2,
                nine("1.5"),
                day("2024-03-01")),
            ChurnRisk.of(
                "dan",
                "Unknown",
                Instant.parse("2020-01-01T12:00:00Z"),
                1521,
                0,
                nine("0"),
                day("2024-03-01")));
    pipeline.run();
  }

  @Test
  void takesAnotherNumberOfDays() {
    Shown.by(
        TestShop.of(
                pipeline,
                of("ann", "2024-02-28T00:00:00", "1.00", "completed"),
                of("bob", "2024-02-27T00:00:00", "1.00", "completed"))
            .apply(
                "FindChurnRisk",
                FindChurnRisk.at(REPORT, COMPLETED, tiers(pipeline)).withInactiveDays(3)),
        risk -> Shown.line(risk.getCustomerId(), risk.getDaysInactive()),
        "bob 3");
    pipeline.run();
  }

  private static Rows<CustomerVersion> tiers(Pipeline pipeline) {
    return customers(
        pipeline,
        "Customers",
        customer("ann", "silver", "0001-01-01", "2024-03-01"),
        customer("ann", "gold", "2024-03-01", "2024-03-02"),
        customer("ann", "bronze", "2024-03-02", null),
        customer("never", "gold"));
  }
}
