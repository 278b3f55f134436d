package dev.assay.schemas.orders;

import dev.assay.schemas.TableDefinition;

/**
 * The gold tables of the domain orders, and the rows on the way to them. Those that are cut by
 * {@code order_date} are computed a whole day at a time, and promise what the orders of their days
 * come to; a report speaks of the day it was made for, and promises nothing.
 */
public final class OrdersTables {
  private static final String ORDERS = "orders";
  private static final String DAY = "order_date";
  private static final String TOTAL = "total_amount";
  private static final String LINE_TOTAL = "items.quantity * items.unit_price";
  private static final String QUANTITY = "items.quantity";

  public static final TableDefinition<OrderLine> FACT_ORDERS =
      byDay(OrderLine.class)
          .named("fact_orders")
          .describedAs(
              "One row per line of an order, and one with a null product for an order without lines")
          .keyedBy("order_id", "line_number")
          .clusteredBy("customer_id")
          .sums(ORDERS, LINE_TOTAL, "line_total")
          .sums(ORDERS, QUANTITY, "quantity")
          .scaledLike(ORDERS, "items.unit_price", "unit_price")
          .scaledLike(ORDERS, TOTAL, "order_total")
          .scaledLike("products", "price", "list_price");

  public static final TableDefinition<HourlyMetrics> AGG_HOURLY_METRICS =
      byDay(HourlyMetrics.class)
          .named("agg_hourly_metrics")
          .describedAs("One row per hour with an order: orders by status, and the sales among them")
          .keyedBy(DAY, "order_hour")
          .counts(ORDERS, "orders")
          .sums(ORDERS, TOTAL, "revenue");

  public static final TableDefinition<CategoryRevenue> AGG_CATEGORY_REVENUE =
      byDay(CategoryRevenue.class)
          .named("agg_category_revenue")
          .describedAs("One row per day and category with a sale: what its lines brought in")
          .keyedBy(DAY, "category")
          .sums(ORDERS, LINE_TOTAL, "revenue")
          .sums(ORDERS, QUANTITY, "units");

  public static final TableDefinition<TopProduct> TOP_PRODUCTS =
      byDay(TopProduct.class)
          .named("top_products")
          .describedAs("One row per day and rank, 1 to 10: what sold for most")
          .keyedBy(DAY, "rank")
          .sums(ORDERS, LINE_TOTAL, "revenue")
          .sums(ORDERS, QUANTITY, "units");

  public static final TableDefinition<TierOrderValue> AOV_BY_TIER =
      byDay(TierOrderValue.class)
          .named("aov_by_tier")
          .describedAs("One row per day and customer tier with a sale: the average order")
          .keyedBy(DAY, "customer_tier")
          .counts(ORDERS, "orders")
          .sums(ORDERS, TOTAL, "revenue");

  public static final TableDefinition<RegionSales> SALES_BY_REGION =
      byDay(RegionSales.class)
          .named("sales_by_region")
          .describedAs("One row per day, region and state with a sale")
          .keyedBy(DAY, "region", "state")
          .counts(ORDERS, "orders")
          .sums(ORDERS, TOTAL, "revenue");

  public static final TableDefinition<LateOrder> LATE_ORDERS =
      byDay(LateOrder.class)
          .named("late_orders")
          .describedAs("One row per order that is much older than the latest one of its file")
          .micros("order_timestamp")
          .micros("file_time")
          .keyedBy("order_id")
          .clusteredBy("customer_id");

  public static final TableDefinition<CustomerVersion> DIM_CUSTOMERS =
      TableDefinition.of(CustomerVersion.class)
          .named("dim_customers")
          .describedAs("One row per customer and period in which what is known of them is the same")
          .keyedBy("customer_id", "valid_from")
          .clusteredBy("customer_id")
          .day("registration_date")
          .day("valid_from")
          .day("valid_to");

  public static final TableDefinition<ProductVersion> DIM_PRODUCTS =
      TableDefinition.of(ProductVersion.class)
          .named("dim_products")
          .describedAs("One row per product and period in which its name, category, price stay")
          .keyedBy("product_id", "valid_from")
          .clusteredBy("product_id")
          .day("valid_from")
          .day("valid_to")
          .scaledLike("products", "price", "price");

  public static final TableDefinition<ChurnRisk> CUSTOMER_CHURN_RISK =
      TableDefinition.of(ChurnRisk.class)
          .named("customer_churn_risk")
          .describedAs("One row per customer who has ordered, but not for 30 days or more")
          .keyedBy("customer_id")
          .clusteredBy("customer_id")
          .day("report_date")
          .scaledLike(ORDERS, TOTAL, "lifetime_spend");

  public static final TableDefinition<InventoryAlert> INVENTORY_ALERTS =
      TableDefinition.of(InventoryAlert.class)
          .named("inventory_alerts")
          .describedAs("One row per product whose stock will not last, as fast as it sells")
          .keyedBy("product_id")
          .day("report_date");

  public static final TableDefinition<RevenueTrend> REVENUE_TRENDS =
      TableDefinition.of(RevenueTrend.class)
          .named("revenue_trends")
          .describedAs(
              "One row per day of the last 90, region and category, days without sales too")
          .keyedBy(DAY, "region", "category")
          .day(DAY)
          .partitionedBy(DAY)
          .scaledLike(ORDERS, LINE_TOTAL, "revenue");

  // What follows are no tables of the warehouse.

  public static final TableDefinition<CustomerHour> CUSTOMER_HOUR =
      TableDefinition.of(CustomerHour.class).day(DAY);
  public static final TableDefinition<HourSum> HOUR_SUM =
      TableDefinition.of(HourSum.class).day(DAY);
  public static final TableDefinition<ProductDay> PRODUCT_DAY =
      TableDefinition.of(ProductDay.class).day(DAY);
  public static final TableDefinition<TierSum> TIER_SUM =
      TableDefinition.of(TierSum.class).day(DAY);
  public static final TableDefinition<CustomerActivity> CUSTOMER_ACTIVITY =
      TableDefinition.of(CustomerActivity.class);
  public static final TableDefinition<ProductUnits> PRODUCT_UNITS =
      TableDefinition.of(ProductUnits.class);
  public static final TableDefinition<RevenueDay> REVENUE_DAY =
      TableDefinition.of(RevenueDay.class).day(DAY);
  public static final TableDefinition<OrderDay> ORDER_DAY =
      TableDefinition.of(OrderDay.class).day(DAY);
  public static final TableDefinition<ChangedPeriod> CHANGED_PERIOD =
      TableDefinition.of(ChangedPeriod.class).day("valid_from").day("valid_to");

  private OrdersTables() {}

  private static <T> TableDefinition<T> byDay(Class<T> rowClass) {
    return TableDefinition.of(rowClass).day(DAY).partitionedBy(DAY).byPartition();
  }
}
