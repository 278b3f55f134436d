package dev.assay.transforms.customer360;

import static dev.assay.transforms.customer360.Retailer.at;
import static dev.assay.transforms.customer360.Retailer.money;
import static dev.assay.transforms.customer360.Retailer.row;

import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.customer360.ChannelActivityTrend;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.rows.Rows;
import dev.assay.transforms.rows.Unattributed;
import java.math.BigDecimal;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.junit.jupiter.api.Test;

class CountChannelActivityTest {
  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  @Test
  void countsAndRanksTheHoursOfEachChannel() {
    Datasets retailer =
        Retailer.in(pipeline)
            .with(
                "online_transactions",
                Retailer.ORDERS,
                // 1 January 2024 was a Monday.
                row(1L, 1L, at("2024-01-01T00:00:00"), money("1.00"), "Completed"),
                row(1L, 1L, at("2024-01-08T00:59:59.999999"), money("2.00"), "Completed"),
                row(1L, 1L, at("2024-01-07T23:00:00"), money("4.00"), "Completed"),
                row(1L, 1L, at("2024-01-06T23:00:00"), money("8.00"), "Completed"),
                row(1L, 1L, null, money("16.00"), "Completed"),
                row(1L, 1L, null, money("32.00"), "Failed"))
            .with(
                "in_store_transactions",
                Retailer.PURCHASES,
                row(1L, 1L, at("2024-01-01T00:30:00"), money("64.00")),
                row(1L, 1L, null, money("128.00")))
            .datasets();

    Rows<ChannelActivityTrend> activity =
        retailer.apply(
            "CountChannelActivity", CountChannelActivity.of(SaleStatuses.of("Completed")));

    PAssert.that(activity.unpack())
        .containsInAnyOrder(
            trend("online", 1, "Monday", 0, 2, "3", 1),
            trend("online", 6, "Saturday", 23, 1, "8", 2),
            trend("online", 7, "Sunday", 23, 1, "4", 2),
            trend("in_store", 1, "Monday", 0, 1, "64", 1));
    PAssert.that(activity.unattributed())
        .containsInAnyOrder(
            new Unattributed("amount where channel = online", "no time", 1, money("16.00")),
            new Unattributed("transactions where channel = online", "no time", 1, BigDecimal.ONE),
            new Unattributed(
                "amount where channel = online", "status is not known", 1, money("32.00")),
            new Unattributed(
                "transactions where channel = online", "status is not known", 1, BigDecimal.ONE),
            new Unattributed("amount where channel = in_store", "no time", 1, money("128.00")),
            new Unattributed(
                "transactions where channel = in_store", "no time", 1, BigDecimal.ONE));
    pipeline.run().waitUntilFinish();
  }

  private static ChannelActivityTrend trend(
      String channel, int day, String name, int hour, long count, String amount, long rank) {
    return ChannelActivityTrend.of(
        channel, day, name, hour, count, new BigDecimal(amount).setScale(9), rank);
  }
}
