package dev.assay.transforms.customer360;

import static dev.assay.schemas.customer360.Customer360Tables.CUSTOMER_SEGMENTS;
import static dev.assay.schemas.customer360.Customer360Tables.CUSTOMER_SPENDING;
import static dev.assay.schemas.customer360.Customer360Tables.PURCHASE_SUM;
import static dev.assay.schemas.customer360.Customer360Tables.SERVICE_SUM;
import static dev.assay.transforms.batch.Need.decimal;
import static dev.assay.transforms.batch.Need.integer;
import static dev.assay.transforms.batch.Need.string;
import static dev.assay.transforms.batch.Need.timestamp;

import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.customer360.CustomerSpending;
import dev.assay.schemas.customer360.PurchaseSum;
import dev.assay.schemas.customer360.ServiceSum;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.gold.Days;
import dev.assay.transforms.rows.AddUp;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/**
 * Sums what is known of each customer: one row per customer, those who bought nothing included.
 * Each channel is summed before they are joined, or amounts would be multiplied. What it needs and
 * what is unattributed: see {@link SegmentCustomers}.
 */
final class SumSpending extends PTransform<Datasets, Rows<CustomerSpending>> {
  private static final Group.Input<Row> CUSTOMERS = Group.Input.rows("Customers");
  private static final Group.Input<PurchaseSum> ONLINE = Group.Input.of("Online");
  private static final Group.Input<PurchaseSum> IN_STORE = Group.Input.of("InStore");
  private static final Group.Input<ServiceSum> CALLS = Group.Input.of("Calls");
  private static final Group.Input<Row> LOYALTY = Group.Input.rows("Loyalty");

  private static final List<String> TIERS = List.of("Bronze", "Silver", "Gold", "Platinum");
  private static final String UNKNOWN_CUSTOMER = "customer not in customers";

  private final SaleStatuses statuses;

  SumSpending(SaleStatuses statuses) {
    this.statuses = statuses;
  }

  @Override
  public Rows<CustomerSpending> expand(Datasets retailer) {
    return PerKey.of("customer_id")
        .with(
            CUSTOMERS,
            retailer.rows(CUSTOMER_SEGMENTS, "customers", integer("customer_id"), string("name")))
        .with(ONLINE, online(retailer))
        .with(IN_STORE, inStore(retailer))
        .with(CALLS, calls(retailer))
        .with(
            LOYALTY,
            retailer.rows(
                CUSTOMER_SEGMENTS,
                "loyalty_accounts",
                integer("customer_id"),
                string("tier_level").orNull(),
                integer("points_earned").orNull()))
        .compute(CUSTOMER_SPENDING, SumSpending::sum);
  }

  private Rows<PurchaseSum> online(Datasets retailer) {
    SaleStatuses counted = statuses;
    return AddUp.of(
            "AddUpOrders",
            retailer.rows(
                CUSTOMER_SEGMENTS,
                "online_transactions",
                integer("customer_id"),
                timestamp("date_time").orNull(),
                decimal("amount"),
                string("status").orNull()))
        .compute(PURCHASE_SUM, (order, sums) -> addOrder(counted, order, sums));
  }

  private static Rows<PurchaseSum> inStore(Datasets retailer) {
    return AddUp.of(
            "AddUpPurchases",
            retailer.rows(
                CUSTOMER_SEGMENTS,
                "in_store_transactions",
                integer("customer_id"),
                timestamp("date_time").orNull(),
                decimal("amount")))
        .compute(PURCHASE_SUM, SumSpending::addPurchase);
  }

  private static Rows<ServiceSum> calls(Datasets retailer) {
    return AddUp.of(
            "AddUpCalls",
            retailer.rows(
                CUSTOMER_SEGMENTS, "customer_service_interactions", integer("customer_id")))
        .compute(
            SERVICE_SUM,
            (call, sums) -> sums.output(ServiceSum.of(call.getInt64("customer_id"), 1)));
  }

  static void addOrder(SaleStatuses statuses, Row order, Results<PurchaseSum> sums) {
    String status = order.getString("status");
    if (statuses.count(status)) {
      addPurchase(order, sums);
    } else {
      sums.unattributed("online_spend", statuses.reason(status), 1, order.getDecimal("amount"));
    }
  }

  static void addPurchase(Row purchase, Results<PurchaseSum> sums) {
    Instant at = Days.instant(purchase, "date_time");
    sums.output(
        PurchaseSum.of(purchase.getInt64("customer_id"), 1, purchase.getDecimal("amount"), at, at));
  }

  static void sum(Group group, Results<CustomerSpending> results) {
    long customerId = group.key().getInt64("customer_id");
    PurchaseSum online = purchases(customerId, group.rows(ONLINE));
    PurchaseSum inStore = purchases(customerId, group.rows(IN_STORE));
    long calls = 0;
    for (ServiceSum part : group.rows(CALLS)) {
      calls += part.getInteractions();
    }
    Optional<Row> customer = group.row(CUSTOMERS);
    if (customer.isPresent()) {
      results.output(spending(customer.get(), online, inStore, calls, group.rows(LOYALTY)));
    } else {
      missing("online_spend", online, results);
      missing("in_store_spend", inStore, results);
      missing("service_interactions", calls, BigDecimal.valueOf(calls), results);
      missingPoints(group.rows(LOYALTY), results);
    }
  }

  private static PurchaseSum purchases(long customerId, Iterable<PurchaseSum> parts) {
    PurchaseSum sum = PurchaseSum.of(customerId, 0, BigDecimal.ZERO, null, null);
    for (PurchaseSum part : parts) {
      sum = sum.plus(part);
    }
    return sum;
  }

  private static void missing(String column, PurchaseSum purchases, Results<?> results) {
    missing(column, purchases.getPurchases(), purchases.getSpend(), results);
  }

  private static void missing(String column, long rows, BigDecimal amount, Results<?> results) {
    if (rows > 0) {
      results.unattributed(column, UNKNOWN_CUSTOMER, rows, amount);
    }
  }

  private static void missingPoints(Iterable<Row> accounts, Results<?> results) {
    long rows = 0;
    BigDecimal points = BigDecimal.ZERO;
    for (Row account : accounts) {
      Long earned = account.getInt64("points_earned");
      rows++;
      points = earned == null ? points : points.add(BigDecimal.valueOf(earned));
    }
    missing("points", rows, points, results);
  }

  private static CustomerSpending spending(
      Row customer, PurchaseSum online, PurchaseSum inStore, long calls, Iterable<Row> loyalty) {
    return CustomerSpending.builder()
        .setCustomerId(online.getCustomerId())
        .setName(customer.getString("name"))
        .setOnlineSpend(online.getSpend())
        .setInStoreSpend(inStore.getSpend())
        .setTotalSpend(online.getSpend().add(inStore.getSpend()))
        .setPurchaseCount(online.getPurchases() + inStore.getPurchases())
        .setFirstPurchaseAt(PurchaseSum.earlier(online.getFirstAt(), inStore.getFirstAt()))
        .setLastPurchaseAt(PurchaseSum.later(online.getLastAt(), inStore.getLastAt()))
        .setTier(tier(loyalty))
        .setPoints(points(loyalty))
        .setServiceInteractions(calls)
        .build();
  }

  /** The highest tier; a word that is no tier is below all of them. */
  private static @Nullable String tier(Iterable<Row> accounts) {
    int highest = -1;
    for (Row account : accounts) {
      highest = Math.max(highest, rank(account.getString("tier_level")));
    }
    return highest < 0 ? null : TIERS.get(highest);
  }

  private static int rank(@Nullable String tier) {
    return tier == null ? -1 : TIERS.indexOf(tier);
  }

  private static @Nullable Long points(Iterable<Row> accounts) {
    Long points = null;
    for (Row account : accounts) {
      Long earned = account.getInt64("points_earned");
      if (earned != null) {
        points = points == null ? earned : Math.addExact(points, earned);
      }
    }
    return points;
  }
}
