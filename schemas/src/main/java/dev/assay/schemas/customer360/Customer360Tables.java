package dev.assay.schemas.customer360;

import dev.assay.schemas.TableDefinition;

/** The gold tables of the domain customer360, and the rows on the way to them. */
public final class Customer360Tables {
  private static final String ONLINE = "online_transactions";
  private static final String IN_STORE = "in_store_transactions";
  private static final String AMOUNT = "amount";

  public static final TableDefinition<AverageOrderValue> AVERAGE_ORDER_VALUE =
      TableDefinition.of(AverageOrderValue.class)
          .describedAs("One row per product, category and location with a sale: the average order")
          .keyedBy("level", "key")
          .sums(ONLINE, AMOUNT, "revenue")
          .where("level", "product")
          .counts(ONLINE, "orders")
          .where("level", "product")
          .sums(ONLINE, AMOUNT, "revenue")
          .where("level", "category")
          .counts(ONLINE, "orders")
          .where("level", "category")
          .sums(IN_STORE, AMOUNT, "revenue")
          .where("level", "location")
          .counts(IN_STORE, "orders")
          .where("level", "location");

  public static final TableDefinition<CustomerSegment> CUSTOMER_SEGMENTS =
      TableDefinition.of(CustomerSegment.class)
          .named("customer_segments")
          .describedAs("One row per customer: purchases, loyalty, and the segment they lead to")
          .keyedBy("customer_id")
          .counts("customers")
          .sums(ONLINE, AMOUNT, "online_spend")
          .sums(IN_STORE, AMOUNT, "in_store_spend")
          .sums("loyalty_accounts", "points_earned", "points")
          .counts("customer_service_interactions", "service_interactions")
          .scaledLike(ONLINE, AMOUNT, "total_spend")
          .scaledLike(IN_STORE, AMOUNT, "total_spend");

  public static final TableDefinition<ChannelActivityTrend> CHANNEL_ACTIVITY_TRENDS =
      TableDefinition.of(ChannelActivityTrend.class)
          .named("channel_activity_trends")
          .describedAs(
              "One row per channel, day of the week and hour with a sale: how much goes on")
          .keyedBy("channel", "day_of_week", "hour")
          .sums(ONLINE, AMOUNT, "amount")
          .where("channel", "online")
          .counts(ONLINE, "transactions")
          .where("channel", "online")
          .sums(IN_STORE, AMOUNT, "amount")
          .where("channel", "in_store")
          .counts(IN_STORE, "transactions")
          .where("channel", "in_store");

  public static final TableDefinition<AgentPerformanceSummary> AGENT_PERFORMANCE_SUMMARY =
      TableDefinition.of(AgentPerformanceSummary.class)
          .describedAs("One row per agent, those without calls included: calls and their outcome")
          .keyedBy("agent_id")
          .counts("agents")
          .counts("customer_service_interactions", "interactions");

  // What follows are no tables of the warehouse.

  public static final TableDefinition<SalesSum> SALES_SUM = TableDefinition.of(SalesSum.class);
  public static final TableDefinition<ProductSales> PRODUCT_SALES =
      TableDefinition.of(ProductSales.class);
  public static final TableDefinition<StoreSales> STORE_SALES =
      TableDefinition.of(StoreSales.class);
  public static final TableDefinition<PurchaseSum> PURCHASE_SUM =
      TableDefinition.of(PurchaseSum.class);
  public static final TableDefinition<ServiceSum> SERVICE_SUM =
      TableDefinition.of(ServiceSum.class);
  public static final TableDefinition<CustomerSpending> CUSTOMER_SPENDING =
      TableDefinition.of(CustomerSpending.class);
  public static final TableDefinition<HourSum> HOUR_SUM = TableDefinition.of(HourSum.class);
  public static final TableDefinition<AgentSum> AGENT_SUM = TableDefinition.of(AgentSum.class);

  private Customer360Tables() {}
}
