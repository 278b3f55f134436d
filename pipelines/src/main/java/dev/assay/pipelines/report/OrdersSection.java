package dev.assay.pipelines.report;

import static dev.assay.pipelines.report.Unit.AMOUNT;
import static dev.assay.pipelines.report.Unit.COUNT;
import static dev.assay.pipelines.report.Unit.DAY;
import static dev.assay.pipelines.report.Unit.HOUR;
import static dev.assay.pipelines.report.Unit.TEXT;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A shop's orders by hour, product, customer and place. */
final class OrdersSection {
  /** Days of which single days can be chosen. */
  private static final int DAYS_CHOSEN = 31;

  /** Days that are taken together. */
  private static final int DAYS_TOGETHER = 30;

  private OrdersSection() {}

  static Section section() {
    return new Section(
        "orders",
        "Orders",
        "Orders by hour, product, customer and place, and what they lead to expect. Revenue counts"
            + " orders with the statuses that the pipeline was told are sales. Amounts are in the"
            + " shop's currency, days and hours are UTC.",
        "agg_hourly_metrics",
        Stream.of(
                List.of(latest(), hours(), revenueByHour()),
                OrdersOutlook.trends(),
                List.of(categories(), bestSellers(), tiers(), regions(), states()),
                OrdersOutlook.warnings())
            .flatMap(List::stream)
            .toList());
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
            SELECT order_date AS latest_day, SUM(orders) AS orders,
              SUM(sale_orders) AS sales_among_them, SUM(revenue) AS revenue
            FROM {gold}.agg_hourly_metrics
            GROUP BY order_date ORDER BY order_date DESC LIMIT 1\
            """);
  }

  /** Of one of the latest days, which the reader chooses. */
  private static Chart ofADay(Mark mark, String id, String title, String note) {
    return Chart.of(mark, id, title)
        .note(note + " on a day of the latest " + DAYS_CHOSEN + ".")
        .chosenByFirst()
        .column("Day", DAY);
  }

  /** Columns of the latest days of a table, in an order within the day. */
  private static String rowsOfADay(String columns, String table, String order) {
    return """
    SELECT order_date, %s
    FROM {gold}.%s
    WHERE %s
    ORDER BY order_date DESC, %s\
    """
        .formatted(columns, table, latest(table, DAYS_CHOSEN), order);
  }

  private static String latest(String table, int days) {
    return """
    order_date IN (
      SELECT order_date FROM {gold}.%s GROUP BY order_date ORDER BY order_date DESC LIMIT %d)\
    """
        .formatted(table, days);
  }

  private static Chart hours() {
    return ofADay(
            Mark.STACKED_COLUMNS, "orders-by-hour", "Orders per hour", "By status of the payment,")
        .per("day and hour with an order")
        .column("Hour", HOUR)
        .column("Completed", COUNT)
        .column("Pending", COUNT)
        .column("Failed", COUNT)
        .column("Unknown", COUNT)
        .aside("Orders", COUNT)
        .aside("Customers", COUNT)
        .sql(
            rowsOfADay(
                "order_hour, completed_orders, pending_orders, failed_orders,"
                    + " orders - completed_orders - pending_orders - failed_orders, orders,"
                    + " unique_customers",
                "agg_hourly_metrics",
                "order_hour"));
  }

  private static Chart revenueByHour() {
    return ofADay(Mark.COLUMNS, "revenue-by-hour", "Revenue per hour", "Of sales,")
        .per("day and hour with an order")
        .column("Hour", HOUR)
        .column("Revenue", AMOUNT)
        .aside("Sales", COUNT)
        .aside("Average order value", AMOUNT)
        .nullIf("there was no sale")
        .sql(
            rowsOfADay(
                "order_hour, revenue, sale_orders, average_order_value",
                "agg_hourly_metrics",
                "order_hour"));
  }

  private static Chart bestSellers() {
    return ofADay(Mark.BARS, "best-sellers", "Ten best sellers of a day", "By revenue,")
        .per("day and product")
        .column("Product", TEXT)
        .column("Revenue", AMOUNT)
        .aside("Units", COUNT)
        .aside("Category", TEXT)
        .aside("Number", TEXT)
        .sql(
            rowsOfADay(
                "COALESCE(product_name, product_id), revenue, units, category, product_id",
                "top_products",
                "rank"));
  }

  private static Chart categories() {
    return together("revenue-by-category", "Revenue by category", "Category")
        .column("Revenue", AMOUNT)
        .aside("Units", COUNT)
        .sql(sumsOf("category", "SUM(units)", "agg_category_revenue"));
  }

  private static Chart tiers() {
    return together("order-value-by-tier", "Average order value by customer tier", "Tier")
        .aside("Revenue", AMOUNT)
        .aside("Orders", COUNT)
        .quotient("Average order value", AMOUNT, 1, 2)
        .sql(sumsOf("customer_tier AS tier", "SUM(orders) AS orders", "aov_by_tier"));
  }

  private static Chart regions() {
    return together("sales-by-region", "Sales by region", "Region")
        .column("Revenue", AMOUNT)
        .aside("Orders", COUNT)
        .sql(sumsOf("region", "SUM(orders)", "sales_by_region"));
  }

  private static Chart states() {
    return together("sales-by-state", "Sales by state", "State")
        .column("Revenue", AMOUNT)
        .aside("Orders", COUNT)
        .aside("Region", TEXT)
        .sql(sumsOf("state", "SUM(orders), MIN(region)", "sales_by_region"));
  }

  /** Of the latest days together, by one column. */
  private static Chart together(String id, String title, String label) {
    return Chart.of(Mark.BARS, id, title)
        .per(label.toLowerCase(Locale.ROOT))
        .note(
            "The latest %d days with a sale; the 12 with the greatest revenue."
                .formatted(DAYS_TOGETHER))
        .column(label, TEXT);
  }

  /** A column, the revenue, and sums. */
  private static String sumsOf(String column, String sums, String table) {
    String plain = column.replaceFirst(" AS .*", "");
    return """
    SELECT %s, SUM(revenue) AS revenue, %s
    FROM {gold}.%s
    WHERE %s
    GROUP BY %s ORDER BY revenue DESC, %s LIMIT 12\
    """
        .formatted(column, sums, table, latest(table, DAYS_TOGETHER), plain, plain);
  }
}
