package dev.assay.pipelines.generate.customer360;

import dev.assay.pipelines.generate.GoldAnswers;
import dev.assay.pipelines.generate.Sum;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the gold tables of {@code customer-360} must hold, from the books of its files. */
final class RetailerAnswers {
  private RetailerAnswers() {}

  static Map<String, GoldAnswers> gold(
      OnlineOrders orders, StorePurchases purchases, ServiceCalls calls, ShopperBooks shoppers) {
    Map<String, GoldAnswers> gold = new LinkedHashMap<>();
    gold.put("agent_performance_summary", calls.agentPerformanceSummary());
    gold.put("average_order_value", averageOrderValue(orders, purchases));
    gold.put("channel_activity_trends", channelActivityTrends(orders, purchases));
    gold.put("customer_segments", shoppers.customerSegments());
    return gold;
  }

  /** Each online sale counts at two levels, each in-store sale at one. */
  private static GoldAnswers averageOrderValue(OnlineOrders orders, StorePurchases purchases) {
    SalesBooks online = orders.books().bySubject();
    SalesBooks inStore = purchases.books().bySubject();
    Map<String, Object> totals = new LinkedHashMap<>();
    totals.put("orders", 2 * online.attributed().getRows() + inStore.attributed().getRows());
    totals.put(
        "revenue",
        online.attributed().plus(online.attributed()).plus(inStore.attributed()).getAmount());
    Map<String, Sum> unattributed = new LinkedHashMap<>();
    unattributed.put("in_store_sales_of_unknown_stores", inStore.unattributed());
    unattributed.put("online_sales_of_unknown_products", online.unattributed());
    unattributed.put("orders_that_are_no_sale", orders.noSale());
    return new GoldAnswers(
        online.sold() + online.labels() + inStore.labels(), totals, unattributed);
  }

  private static GoldAnswers channelActivityTrends(OnlineOrders orders, StorePurchases purchases) {
    HourBooks online = orders.books().hours();
    HourBooks inStore = purchases.books().hours();
    Sum all = online.attributed().plus(inStore.attributed());
    Map<String, Object> totals = new LinkedHashMap<>();
    totals.put("transactions", all.getRows());
    totals.put("amount", all.getAmount());
    Map<String, Sum> unattributed = new LinkedHashMap<>();
    unattributed.put("in_store_sales_without_time", inStore.withoutTime());
    unattributed.put("online_sales_without_time", online.withoutTime());
    unattributed.put("orders_that_are_no_sale", orders.noSale());
    return new GoldAnswers(online.hours() + inStore.hours(), totals, unattributed);
  }
}
