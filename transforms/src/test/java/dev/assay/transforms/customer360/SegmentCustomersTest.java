package dev.assay.transforms.customer360;

import static dev.assay.transforms.customer360.Retailer.at;
import static dev.assay.transforms.customer360.Retailer.money;
import static dev.assay.transforms.customer360.Retailer.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.customer360.CustomerSegment;
import dev.assay.transforms.ChildJvm;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.rows.Rows;
import dev.assay.transforms.rows.Unattributed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class SegmentCustomersTest {
  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  /**
   * Eleven customers, so that the 90th percentile is the second greatest spend: 100.00, since the
   * spends are 200, 100, 60, 50 and seven times 0.
   */
  private Rows<CustomerSegment> segments() {
    Object[][] customers =
        LongStream.rangeClosed(1, 11)
            .mapToObj(id -> row(id, "Customer " + id))
            .toArray(Object[][]::new);
    Datasets retailer =
        Retailer.in(pipeline)
            .with("customers", Retailer.CUSTOMERS, customers)
            .with(
                "online_transactions",
                Retailer.ORDERS,
                row(1L, 1L, at("2024-03-01T10:00:00"), money("150.00"), "Completed"),
                row(2L, 1L, at("2024-03-02T10:00:00"), money("100.00"), "Completed"),
                row(3L, 1L, null, money("60.00"), "Completed"),
                row(4L, 1L, at("2024-03-03T10:00:00"), money("20.00"), "Completed"),
                row(4L, 1L, at("2024-02-01T10:00:00"), money("20.00"), "Completed"),
                row(5L, 1L, at("2024-02-01T10:00:00"), money("500.00"), "Failed"),
                row(99L, 1L, null, money("7.00"), "Completed"))
            .with(
                "in_store_transactions",
                Retailer.PURCHASES,
                row(1L, 1L, at("2024-01-01T10:00:00"), money("50.00")),
                row(4L, 1L, at("2024-02-15T10:00:00"), money("10.00")),
                row(99L, 1L, null, money("8.00")))
            .with(
                "customer_service_interactions",
                Retailer.CALLS,
                row(1L, 1L, "Resolved"),
                row(1L, 1L, null),
                row(99L, 1L, null))
            .with(
                "loyalty_accounts",
                Retailer.LOYALTY,
                row(3L, "Platinum", 1L),
                row(4L, "Silver", 10L),
                row(4L, "Gold", null),
                row(4L, "Diamond", 5L),
                row(6L, "Bronze", null),
                row(7L, null, null),
                row(99L, "Gold", 3L),
                row(99L, "Gold", null))
            .datasets();
    return retailer.apply("SegmentCustomers", SegmentCustomers.of(SaleStatuses.of("Completed")));
  }

  @Test
  void putsEachCustomerInTheFirstSegmentThatFits() {
    PAssert.that(segments().unpack())
        .satisfies(
            all -> {
              List<String> lines = new ArrayList<>();
              all.forEach(c -> lines.add(c.getCustomerId() + " " + c.getSegment()));
              assertThat(
                  lines,
                  containsInAnyOrder(
                      "1 High-Value", // though a percentile is reached by 2 already
                      "2 High-Value", // though a one-time buyer too
                      "3 One-Time Buyer", // though Platinum
                      "4 Loyalty Champion",
                      "5 Regular", // a failed order is no purchase
                      "6 Regular",
                      "7 Regular",
                      "8 Regular",
                      "9 Regular",
                      "10 Regular",
                      "11 Regular"));
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void sumsEachChannelBeforeItJoinsThem() {
    PAssert.that(segments().unpack())
        .satisfies(
            all -> {
              List<CustomerSegment> some = new ArrayList<>();
              all.forEach(
                  customer -> {
                    if (List.of(1L, 4L, 6L, 8L).contains(customer.getCustomerId())) {
                      some.add(customer);
                    }
                  });
              assertThat(some, containsInAnyOrder(buyer(), champion(), member(), stranger()));
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  private static CustomerSegment buyer() {
    return customer(1, "150", "50", 3, "High-Value")
        .setPurchaseCount(2)
        .setFirstPurchaseAt(Instant.parse("2024-01-01T10:00:00Z"))
        .setLastPurchaseAt(Instant.parse("2024-03-01T10:00:00Z"))
        .setServiceInteractions(2)
        .build();
  }

  /** Several accounts: the highest tier counts, and what is no tier does not. */
  private static CustomerSegment champion() {
    return customer(4, "40", "10", 3, "Loyalty Champion")
        .setFirstPurchaseAt(Instant.parse("2024-02-01T10:00:00Z"))
        .setLastPurchaseAt(Instant.parse("2024-03-03T10:00:00Z"))
        .setTier("Gold")
        .setPoints(15L)
        .build();
  }

  private static CustomerSegment member() {
    return customer(6, "0", "0", 0, "Regular").setTier("Bronze").build();
  }

  private static CustomerSegment stranger() {
    return customer(8, "0", "0", 0, "Regular").build();
  }

  private static CustomerSegment.Builder customer(
      long id, String online, String inStore, long purchases, String segment) {
    BigDecimal onlineSpend = new BigDecimal(online).setScale(9);
    BigDecimal inStoreSpend = new BigDecimal(inStore).setScale(9);
    return CustomerSegment.builder()
        .setCustomerId(id)
        .setName("Customer " + id)
        .setOnlineSpend(onlineSpend)
        .setInStoreSpend(inStoreSpend)
        .setTotalSpend(onlineSpend.add(inStoreSpend))
        .setPurchaseCount(purchases)
        .setServiceInteractions(0)
        .setSegment(segment);
  }

  @Test
  void saysWhatItCouldGiveToNobody() {
    PAssert.that(segments().unattributed())
        .containsInAnyOrder(
            new Unattributed("online_spend", "status is not known", 1, money("500.00")),
            new Unattributed("online_spend", "customer not in customers", 1, money("7.000000000")),
            new Unattributed(
                "in_store_spend", "customer not in customers", 1, money("8.000000000")),
            new Unattributed("points", "customer not in customers", 2, BigDecimal.valueOf(3)),
            new Unattributed(
                "service_interactions", "customer not in customers", 1, BigDecimal.ONE));
    pipeline.run().waitUntilFinish();
  }

  /** Nine customers in ten spend the same, and one customer has nine sales in ten. */
  @Test
  void needsLittleMemoryForManyEqualSpendsAndOneCustomerWithNearlyAllSales() throws Exception {
    Process child = ChildJvm.start(SegmentSkewed.class, List.of("-Xmx128m"));
    assertThat(child.waitFor(120, TimeUnit.SECONDS), is(true));
    assertThat(child.exitValue(), is(0));
  }
}
