package dev.assay.transforms.customer360;

import static dev.assay.schemas.customer360.Customer360Tables.CUSTOMER_SEGMENTS;

import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.customer360.CustomerSegment;
import dev.assay.schemas.customer360.CustomerSpending;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.rows.PerRow;
import dev.assay.transforms.rows.Percentile;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollectionView;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Sums what is known of each customer and says which segment the customer is in: one row per
 * customer, those who bought nothing included. The first that fits:
 *
 * <ul>
 *   <li>{@code High-Value}: the total spend is at least the 90th percentile over all customers,
 *       interpolated linearly between the two spends it falls between, exactly
 *   <li>{@code One-Time Buyer}: one purchase
 *   <li>{@code Loyalty Champion}: the highest tier is Gold or Platinum
 *   <li>{@code Regular}: all others
 * </ul>
 *
 * <p>Unattributed: online orders whose status is no sale's; sales, points and calls of customers
 * who are not in {@code customers}.
 *
 * <p>Needs {@code customers} (customer_id, name), {@code online_transactions} (customer_id,
 * date_time or null, amount, status or null), {@code in_store_transactions} (customer_id, date_time
 * or null, amount), {@code customer_service_interactions} (customer_id) and {@code
 * loyalty_accounts} (customer_id, tier_level or null, points_earned or null). All amounts are in
 * one currency, and times in UTC; gold has them to the millisecond.
 */
public final class SegmentCustomers extends PTransform<Datasets, Rows<CustomerSegment>> {
  private static final BigDecimal HIGH = new BigDecimal("0.9");

  private final SaleStatuses statuses;

  private SegmentCustomers(SaleStatuses statuses) {
    this.statuses = statuses;
  }

  /** By the in-store sales, and the online orders with one of these statuses. */
  public static SegmentCustomers of(SaleStatuses statuses) {
    return new SegmentCustomers(statuses);
  }

  @Override
  public Rows<CustomerSegment> expand(Datasets retailer) {
    Rows<CustomerSpending> spending = retailer.apply("PerCustomer", new SumSpending(statuses));
    PCollectionView<BigDecimal> high =
        spending.apply("HighSpend", Percentile.of("total_spend", HIGH));
    return PerRow.of("Segment", spending)
        .with(high)
        .compute(
            CUSTOMER_SEGMENTS,
            (customer, spend, segments) -> segments.output(segmented(customer, spend)));
  }

  static CustomerSegment segmented(CustomerSpending customer, BigDecimal highSpend) {
    return CustomerSegment.builder()
        .setCustomerId(customer.getCustomerId())
        .setName(customer.getName())
        .setOnlineSpend(customer.getOnlineSpend())
        .setInStoreSpend(customer.getInStoreSpend())
        .setTotalSpend(customer.getTotalSpend())
        .setPurchaseCount(customer.getPurchaseCount())
        .setFirstPurchaseAt(customer.getFirstPurchaseAt())
        .setLastPurchaseAt(customer.getLastPurchaseAt())
        .setTier(customer.getTier())
        .setPoints(customer.getPoints())
        .setServiceInteractions(customer.getServiceInteractions())
        .setSegment(segment(customer, highSpend))
        .build();
  }

  private static String segment(CustomerSpending customer, BigDecimal highSpend) {
    if (customer.getTotalSpend().compareTo(highSpend) >= 0) {
      return "High-Value";
    }
    if (customer.getPurchaseCount() == 1) {
      return "One-Time Buyer";
    }
    return isChampion(customer.getTier()) ? "Loyalty Champion" : "Regular";
  }

  private static boolean isChampion(@Nullable String tier) {
    return "Gold".equals(tier) || "Platinum".equals(tier);
  }
}
