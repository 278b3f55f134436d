package dev.assay.pipelines.generate.customer360;

import dev.assay.pipelines.generate.GoldAnswers;
import dev.assay.pipelines.generate.Sum;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What each customer of a retailer did, and what customer_segments must make of it. */
final class ShopperBooks {
  private static final List<String> TIERS = List.of("Bronze", "Silver", "Gold", "Platinum");

  private final MasterFile customers;
  private final long[] cents;
  private final int[] purchases;
  private final byte[] tiers;
  private final Sum online = new Sum();
  private final Sum inStore = new Sum();
  private final Sum onlineOfUnknown = new Sum();
  private final Sum inStoreOfUnknown = new Sum();
  private long points;
  private long calls;

  ShopperBooks(MasterFile customers) {
    this.customers = customers;
    this.cents = new long[customers.count() + 1];
    this.purchases = new int[customers.count() + 1];
    this.tiers = new byte[customers.count() + 1];
  }

  void buyOnline(int customer, long moreCents) {
    buy(customer, moreCents, online, onlineOfUnknown);
  }

  void buyInStore(int customer, long moreCents) {
    buy(customer, moreCents, inStore, inStoreOfUnknown);
  }

  private void buy(int customer, long moreCents, Sum known, Sum unknown) {
    if (customers.isSilver(customer)) {
      cents[customer] += moreCents;
      purchases[customer]++;
      known.add(moreCents);
    } else {
      unknown.add(moreCents);
    }
  }

  void call(int customer) {
    if (customers.isSilver(customer)) {
      calls++;
    }
  }

  void join(int customer, @Nullable String tier, @Nullable Integer earned) {
    if (customers.isSilver(customer)) {
      points += earned == null ? 0 : earned;
      tiers[customer] =
          (byte) Math.max(tiers[customer], tier == null ? 0 : 1 + TIERS.indexOf(tier));
    }
  }

  GoldAnswers customerSegments() {
    Map<String, Object> totals = new LinkedHashMap<>();
    totals.put("online_spend", online.getAmount());
    totals.put("in_store_spend", inStore.getAmount());
    totals.put("purchase_count", online.getRows() + inStore.getRows());
    totals.put("points", points);
    totals.put("service_interactions", calls);
    totals.put("segment", segments());
    Map<String, Sum> unattributed = new LinkedHashMap<>();
    unattributed.put("online_sales_of_unknown_customers", onlineOfUnknown);
    unattributed.put("in_store_sales_of_unknown_customers", inStoreOfUnknown);
    return new GoldAnswers(customers.kept(), totals, unattributed);
  }

  /** How many customers are in each segment. */
  private Map<String, Integer> segments() {
    Map<String, Integer> segments = new LinkedHashMap<>();
    for (String segment : List.of("High-Value", "One-Time Buyer", "Loyalty Champion", "Regular")) {
      segments.put(segment, 0);
    }
    long tenfold = tenfoldPercentile();
    for (int customer = 1; customer < cents.length; customer++) {
      if (customers.isSilver(customer)) {
        segments.merge(segment(customer, tenfold), 1, Integer::sum);
      }
    }
    return segments;
  }

  private String segment(int customer, long tenfoldPercentile) {
    if (cents[customer] * 10 >= tenfoldPercentile) {
      return "High-Value";
    }
    if (purchases[customer] == 1) {
      return "One-Time Buyer";
    }
    return tiers[customer] > TIERS.indexOf("Gold") ? "Loyalty Champion" : "Regular";
  }

  /** Ten times the 90th percentile, in cents: so it is a whole number. */
  private long tenfoldPercentile() {
    long[] sorted = new long[customers.kept()];
    int next = 0;
    for (int customer = 1; customer < cents.length; customer++) {
      if (customers.isSilver(customer)) {
        sorted[next++] = cents[customer];
      }
    }
    if (next == 0) {
      return 0;
    }
    Arrays.sort(sorted);
    int lower = (int) (9L * (next - 1) / 10);
    int upper = Math.min(lower + 1, next - 1);
    long tenths = 9L * (next - 1) % 10;
    return (10 - tenths) * sorted[lower] + tenths * sorted[upper];
  }
}
