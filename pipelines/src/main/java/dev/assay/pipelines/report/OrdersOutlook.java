package dev.assay.pipelines.report;

import static dev.assay.pipelines.report.Unit.AMOUNT;
import static dev.assay.pipelines.report.Unit.COUNT;
import static dev.assay.pipelines.report.Unit.DAY;
import static dev.assay.pipelines.report.Unit.DAYS;
import static dev.assay.pipelines.report.Unit.TEXT;
import static dev.assay.pipelines.report.Unit.TIME;

import java.util.List;

/** What a shop's orders lead to expect, as the daily report has it. */
final class OrdersOutlook {
  private OrdersOutlook() {}

  /** Where revenue goes. */
  static List<Chart> trends() {
    return List.of(trend(), trendBy("region", "Region"), trendBy("category", "Category"));
  }

  /** What somebody should look after. */
  static List<Chart> warnings() {
    return List.of(stock(), churnByTier(), churn());
  }

  private static Chart trend() {
    return ofTrend("revenue-trend", "Revenue per day, and its average over seven days")
        .per("day")
        .wide()
        .column("Revenue", AMOUNT)
        .column("Seven-day average", AMOUNT)
        .sql(
            """
            SELECT order_date, SUM(revenue), SUM(moving_average_7d)
            FROM {gold}.revenue_trends GROUP BY order_date ORDER BY order_date\
            """);
  }

  private static Chart trendBy(String column, String label) {
    return ofTrend("revenue-trend-by-" + column, "Seven-day average of revenue by " + column)
        .per("day and " + column)
        .pivoted()
        .column(label, TEXT)
        .column("Seven-day average", AMOUNT)
        .sql(
            """
            SELECT order_date, %1$s, SUM(moving_average_7d)
            FROM {gold}.revenue_trends GROUP BY order_date, %1$s ORDER BY order_date, %1$s\
            """
                .formatted(column));
  }

  private static Chart ofTrend(String id, String title) {
    return Chart.of(Mark.LINES, id, title)
        .note("The 90 days up to the day of the report.")
        .ifEmpty("Told by the daily report, which had no orders yet.")
        .column("Day", DAY);
  }

  private static Chart churnByTier() {
    return Chart.of(Mark.STACKED_BARS, "churn-by-tier", "Customers who stopped ordering, by tier")
        .per("tier")
        .note("Customers whose latest order is 30 days old or older, by days since then.")
        .ifEmpty("No customer has been without an order for 30 days.")
        .column("Tier", TEXT)
        .column("30 to 59 days", COUNT)
        .column("60 to 89 days", COUNT)
        .column("90 days or more", COUNT)
        .aside("Spent before", AMOUNT)
        .sql(
            """
            SELECT customer_tier,
              SUM(CASE WHEN days_inactive < 60 THEN 1 ELSE 0 END),
              SUM(CASE WHEN days_inactive >= 60 AND days_inactive < 90 THEN 1 ELSE 0 END),
              SUM(CASE WHEN days_inactive >= 90 THEN 1 ELSE 0 END),
              SUM(lifetime_spend)
            FROM {gold}.customer_churn_risk
            GROUP BY customer_tier ORDER BY COUNT(*) DESC, customer_tier\
            """);
  }

  private static Chart churn() {
    return Chart.of(Mark.BARS, "churn-risk", "The ten of them who spent most")
        .per("customer")
        .ifEmpty("No customer has been without an order for 30 days.")
        .column("Customer", TEXT)
        .column("Spent before", AMOUNT)
        .aside("Days since the latest order", DAYS)
        .aside("Orders", COUNT)
        .aside("Tier", TEXT)
        .aside("Latest order", TIME)
        .sql(
            """
            SELECT customer_id, lifetime_spend, days_inactive, lifetime_orders, customer_tier,
              last_order_at
            FROM {gold}.customer_churn_risk
            ORDER BY lifetime_spend DESC, customer_id LIMIT 10\
            """);
  }

  private static Chart stock() {
    return Chart.of(Mark.BARS, "stock-alerts", "Products whose stock will not last")
        .per("product")
        .note("Days until the stock is gone, at the pace of the latest 30; the 12 most urgent.")
        .ifEmpty("The stock of every product lasts.")
        .column("Product", TEXT)
        .column("Days of cover", DAYS)
        .aside("In stock", COUNT)
        .aside("Sold in 30 days", COUNT)
        .aside("Category", TEXT)
        .nullIf("it is not known")
        .aside("Number", TEXT)
        .sql(
            """
            SELECT COALESCE(product_name, product_id), days_of_cover, stock_level, units_sold,
              category, product_id
            FROM {gold}.inventory_alerts
            ORDER BY days_of_cover, product_id LIMIT 12\
            """);
  }
}
