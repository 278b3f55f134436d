package dev.assay.pipelines.report;

import static dev.assay.pipelines.report.Unit.AMOUNT;
import static dev.assay.pipelines.report.Unit.COUNT;
import static dev.assay.pipelines.report.Unit.DAY;
import static dev.assay.pipelines.report.Unit.DAYS;
import static dev.assay.pipelines.report.Unit.HOUR;
import static dev.assay.pipelines.report.Unit.TEXT;
import static dev.assay.pipelines.report.Unit.TIME;

import java.util.List;

/** A shop's orders by hour, product, customer and place, and what they lead to expect. */
final class OrdersSection {
  /** Days of which single days can be chosen. */
  private static final int DAYS_CHOSEN = 31;

  private OrdersSection() {}

  static Section section() {
    return new Section(
        "orders",
        "Orders",
        "Orders by hour, product, customer and place, and what they lead to expect. Revenue counts"
            + " orders with the statuses that the pipeline was told are sales. Amounts are in the"
            + " shop's currency, days and hours are UTC.",
        "agg_hourly_metrics",
        List.of(
            latest(),
            hours(),
            revenueByHour(),
            trend(),
            trendBy("region", "Region"),
            trendBy("category", "Category"),
            categories(),
            bestSellers(),
            tiers(),
            regions(),
            states(),
            stock(),
            churnByTier(),
            churn()));
  }

  private static String of(String table, int days) {
    return """
    order_date IN (
      SELECT order_date FROM {gold}.%s GROUP BY order_date ORDER BY order_date DESC LIMIT %d)\
    """
        .formatted(table, days);
  }

  private static Chart latest() {
    return Chart.of(Mark.FIGURES, "latest-day", "The latest day")
        .column("Latest day", DAY)
        .column("Orders", COUNT)
        .column("Sales among them", COUNT)
        .column("Revenue", AMOUNT)
        .quotient("Average order value", AMOUNT, 3, 2)
        .sql(
            """
            SELECT order_date, SUM(orders), SUM(sale_orders), SUM(revenue)
            FROM {gold}.agg_hourly_metrics
            GROUP BY order_date ORDER BY order_date DESC LIMIT 1\
            """);
  }

  private static Chart hours() {
    return Chart.of(Mark.STACKED_COLUMNS, "orders-by-hour", "Orders per hour")
        .note("By status of the payment, on a day of the latest " + DAYS_CHOSEN + ".")
        .chosenByFirst()
        .column("Day", DAY)
        .column("Hour", HOUR)
        .column("Completed", COUNT)
        .column("Pending", COUNT)
        .column("Failed", COUNT)
        .column("Unknown", COUNT)
        .aside("Orders", COUNT)
        .aside("Customers", COUNT)
        .sql(
            """
            SELECT order_date, order_hour, completed_orders, pending_orders, failed_orders,
              orders - completed_orders - pending_orders - failed_orders, orders,
              unique_customers
            FROM {gold}.agg_hourly_metrics
            WHERE %s
            ORDER BY order_date DESC, order_hour\
            """
                .formatted(of("agg_hourly_metrics", DAYS_CHOSEN)));
  }

  private static Chart revenueByHour() {
    return Chart.of(Mark.COLUMNS, "revenue-by-hour", "Revenue per hour")
        .note("On a day of the latest " + DAYS_CHOSEN + ".")
        .chosenByFirst()
        .column("Day", DAY)
        .column("Hour", HOUR)
        .column("Revenue", AMOUNT)
        .aside("Sales", COUNT)
        .aside("Average order value", AMOUNT)
        .sql(
            """
            SELECT order_date, order_hour, revenue, sale_orders, average_order_value
            FROM {gold}.agg_hourly_metrics
            WHERE %s
            ORDER BY order_date DESC, order_hour\
            """
                .formatted(of("agg_hourly_metrics", DAYS_CHOSEN)));
  }

  private static Chart trend() {
    return Chart.of(Mark.LINES, "revenue-trend", "Revenue per day, and its average over seven days")
        .wide()
        .note("The 90 days up to the day of the report.")
        .ifEmpty("Told by the daily report, which had no orders yet.")
        .column("Day", DAY)
        .column("Revenue", AMOUNT)
        .column("Seven-day average", AMOUNT)
        .sql(
            """
            SELECT order_date, SUM(revenue), SUM(moving_average_7d)
            FROM {gold}.revenue_trends GROUP BY order_date ORDER BY order_date\
            """);
  }

  private static Chart trendBy(String column, String label) {
    return Chart.of(
            Mark.LINES, "revenue-trend-by-" + column, "Seven-day average of revenue by " + column)
        .note("The 90 days up to the day of the report.")
        .ifEmpty("Told by the daily report, which had no orders yet.")
        .pivoted()
        .column("Day", DAY)
        .column(label, TEXT)
        .column("Seven-day average", AMOUNT)
        .sql(
            """
            SELECT order_date, %1$s, SUM(moving_average_7d)
            FROM {gold}.revenue_trends GROUP BY order_date, %1$s ORDER BY order_date, %1$s\
            """
                .formatted(column));
  }

  private static Chart categories() {
    return Chart.of(Mark.BARS, "revenue-by-category", "Revenue by category")
        .note("The latest 30 days with a sale; the 12 categories with the greatest revenue.")
        .column("Category", TEXT)
        .column("Revenue", AMOUNT)
        .aside("Units", COUNT)
        .sql(
            """
            SELECT category, SUM(revenue) AS total, SUM(units)
            FROM {gold}.agg_category_revenue
            WHERE %s
            GROUP BY category ORDER BY total DESC, category LIMIT 12\
            """
                .formatted(of("agg_category_revenue", 30)));
  }

  private static Chart bestSellers() {
    return Chart.of(Mark.BARS, "best-sellers", "Ten best sellers of a day")
        .note("By revenue, on a day of the latest " + DAYS_CHOSEN + ".")
        .chosenByFirst()
        .column("Day", DAY)
        .column("Product", TEXT)
        .column("Revenue", AMOUNT)
        .aside("Units", COUNT)
        .aside("Category", TEXT)
        .aside("Number", TEXT)
        .sql(
            """
            SELECT order_date, COALESCE(product_name, product_id), revenue, units, category,
              product_id
            FROM {gold}.top_products
            WHERE %s
            ORDER BY order_date DESC, rank\
            """
                .formatted(of("top_products", DAYS_CHOSEN)));
  }

  private static Chart tiers() {
    return Chart.of(Mark.BARS, "order-value-by-tier", "Average order value by customer tier")
        .note("The latest 30 days with a sale.")
        .column("Tier", TEXT)
        .aside("Orders", COUNT)
        .aside("Revenue", AMOUNT)
        .quotient("Average order value", AMOUNT, 2, 1)
        .sql(
            """
            SELECT customer_tier, SUM(orders), SUM(revenue)
            FROM {gold}.aov_by_tier
            WHERE %s
            GROUP BY customer_tier ORDER BY SUM(revenue) DESC, customer_tier\
            """
                .formatted(of("aov_by_tier", 30)));
  }

  private static Chart regions() {
    return Chart.of(Mark.BARS, "sales-by-region", "Sales by region")
        .note("Revenue of the latest 30 days with a sale.")
        .column("Region", TEXT)
        .column("Revenue", AMOUNT)
        .aside("Orders", COUNT)
        .sql(
            """
            SELECT region, SUM(revenue) AS total, SUM(orders)
            FROM {gold}.sales_by_region
            WHERE %s
            GROUP BY region ORDER BY total DESC, region\
            """
                .formatted(of("sales_by_region", 30)));
  }

  private static Chart states() {
    return Chart.of(Mark.BARS, "sales-by-state", "Sales by state")
        .note("Revenue of the latest 30 days with a sale; the 12 states with most.")
        .column("State", TEXT)
        .column("Revenue", AMOUNT)
        .aside("Orders", COUNT)
        .aside("Region", TEXT)
        .sql(
            """
            SELECT state, SUM(revenue) AS total, SUM(orders), MIN(region)
            FROM {gold}.sales_by_region
            WHERE %s
            GROUP BY state ORDER BY total DESC, state LIMIT 12\
            """
                .formatted(of("sales_by_region", 30)));
  }

  private static Chart churnByTier() {
    return Chart.of(Mark.STACKED_BARS, "churn-by-tier", "Customers who stopped ordering, by tier")
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
        .note("Days until the stock is gone, at the pace of the latest 30; the 12 most urgent.")
        .ifEmpty("The stock of every product lasts.")
        .column("Product", TEXT)
        .column("Days of cover", DAYS)
        .aside("In stock", COUNT)
        .aside("Sold in 30 days", COUNT)
        .aside("Category", TEXT)
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
