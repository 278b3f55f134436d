package dev.assay.pipelines.generate.orders;

import dev.assay.pipelines.generate.GoldAnswers;
import dev.assay.pipelines.generate.orders.Order.Item;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The books of a feed: of every sound order the version that counts, once. Mutable while the feed
 * is written; as large as the feed has hours.
 */
final class OrderBooks {
  private static final long ALLOWED_MICROS = 2L * 24 * 60 * 60 * Feed.MICROS_A_SECOND;
  private static final String NO_STATUS = "none";

  private final Feed feed;
  private final Products products;
  private final Totals orders = new Totals();
  private final Totals lines = new Totals();
  private final Totals[] byHour;
  private final Map<String, Totals> byStatus = new TreeMap<>();
  private final Map<String, Totals> byRegion = new TreeMap<>();
  private final Map<String, Totals> byCategory = new TreeMap<>();
  private long units;
  private long mismatched;
  private long withoutItems;
  private long ofUnknownCustomers;
  private long late;
  private long beyondAllowed;

  OrderBooks(Feed feed, Products products) {
    this.feed = feed;
    this.products = products;
    this.byHour = new Totals[feed.hours()];
  }

  /**
   * What is special about the sound orders.
   *
   * @param mismatched those whose total is off by more than a cent
   * @param withoutItems those with no items, or none mentioned
   * @param ofUnknownCustomers those whose customer is in no file of customers
   * @param late those more than a quarter of an hour older than the latest order of their file
   * @param beyondAllowed those of them that are more than two days older
   */
  record Counts(
      long mismatched, long withoutItems, long ofUnknownCustomers, long late, long beyondAllowed) {}

  /** Notes an order as it counts in the end. */
  void add(Order order) {
    boolean isCompleted = order.isCompleted();
    int hour = Feed.hourOf(order.micros());
    if (byHour[hour] == null) {
      byHour[hour] = new Totals();
    }
    byHour[hour].add(isCompleted, order.totalCents());
    orders.add(isCompleted, order.totalCents());
    String status = order.status() == null ? NO_STATUS : order.status();
    totals(byStatus, status).add(isCompleted, order.totalCents());
    totals(byRegion, Town.region(order.address())).add(isCompleted, order.totalCents());
    for (Item item : order.itemsOrNone()) {
      String category = products.category(item.product(), hour / Feed.HOURS_A_DAY);
      totals(byCategory, category).add(isCompleted, item.cents());
      lines.add(isCompleted, item.cents());
      units += item.quantity();
    }
    withoutItems += order.itemsOrNone().isEmpty() ? 1 : 0;
    mismatched += order.isMismatched() ? 1 : 0;
    ofUnknownCustomers += order.customer() >= feed.customers() ? 1 : 0;
  }

  private static Totals totals(Map<String, Totals> totals, String key) {
    return totals.computeIfAbsent(key, k -> new Totals());
  }

  /** Notes by how much the version that counts is older than the latest order of its file. */
  void arrive(long microsBehind) {
    late += microsBehind > Feed.MICROS_A_QUARTER ? 1 : 0;
    beyondAllowed += microsBehind > ALLOWED_MICROS ? 1 : 0;
  }

  Counts counts() {
    return new Counts(mismatched, withoutItems, ofUnknownCustomers, late, beyondAllowed);
  }

  /** All orders. */
  Totals orders() {
    return orders;
  }

  /** By payment status; {@value #NO_STATUS} for orders that tell none. */
  Map<String, Totals> byStatus() {
    return byStatus;
  }

  Map<String, Totals> byRegion() {
    return byRegion;
  }

  /**
   * Lines of orders, by the category of the order's day once the products of all days are known.
   */
  Map<String, Totals> byCategory() {
    return byCategory;
  }

  /** By hour, {@code 2024-01-05T07}; hours without an order are left out. */
  Map<String, Totals> byHour() {
    Map<String, Totals> totals = new LinkedHashMap<>();
    for (int hour = 0; hour < byHour.length; hour++) {
      if (byHour[hour] != null) {
        totals.put(name(hour), byHour[hour]);
      }
    }
    return totals;
  }

  /** By day. */
  Map<String, Totals> byDay() {
    Map<String, Totals> totals = new LinkedHashMap<>();
    for (int hour = 0; hour < byHour.length; hour++) {
      if (byHour[hour] != null) {
        totals.merge(day(hour), byHour[hour], Totals::plus);
      }
    }
    return totals;
  }

  private static String name(int hour) {
    int ofDay = hour % Feed.HOURS_A_DAY;
    return day(hour) + (ofDay < 10 ? "T0" : "T") + ofDay;
  }

  private static String day(int hour) {
    return Feed.day(hour / Feed.HOURS_A_DAY).toString();
  }

  /** Rows and sums of the tables that need no dimension, completed orders being the sales. */
  Map<String, GoldAnswers> gold() {
    Map<String, Object> fact = new LinkedHashMap<>();
    fact.put("quantity", units);
    fact.put("line_total", lines.all().getAmount());
    Map<String, Object> hourly = new LinkedHashMap<>();
    hourly.put("orders", orders.all().getRows());
    for (String status : new String[] {Order.COMPLETED, Order.PENDING, Order.FAILED}) {
      hourly.put(status + "_orders", totals(byStatus, status).all().getRows());
    }
    hourly.put("revenue", orders.completed().getAmount());
    Map<String, GoldAnswers> gold = new TreeMap<>();
    gold.put("agg_hourly_metrics", new GoldAnswers(byHour().size(), hourly, Map.of()));
    gold.put("fact_orders", new GoldAnswers(lines.all().getRows() + withoutItems, fact, Map.of()));
    return gold;
  }
}
