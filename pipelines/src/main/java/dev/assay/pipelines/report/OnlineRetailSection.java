package dev.assay.pipelines.report;

import static dev.assay.pipelines.report.Unit.AMOUNT;
import static dev.assay.pipelines.report.Unit.COUNT;
import static dev.assay.pipelines.report.Unit.DAY;
import static dev.assay.pipelines.report.Unit.MONTH;
import static dev.assay.pipelines.report.Unit.TEXT;

import java.util.List;

/** What an online shop sells, where and when, and who its customers are. */
final class OnlineRetailSection {
  private static final String NO_ROW = "nothing was sold yet";

  private OnlineRetailSection() {}

  static Section section() {
    return new Section(
        "online-retail",
        "Online retail",
        "What the shop sells, where and when, and who its customers are. Sales are gross:"
            + " cancellations are not deducted. Amounts are in the shop's currency, days are UTC.",
        "agg_daily_sales",
        List.of(
            figures(), daily(), segments(), segmentSales(), rfm(), bestSellers(), segmentMonths()));
  }

  private static Chart figures() {
    return Chart.of(Mark.FIGURES, "sales", "Sales")
        .column("First day", DAY)
        .nullIf(NO_ROW)
        .column("Latest day", DAY)
        .nullIf(NO_ROW)
        .column("Sales", AMOUNT)
        .nullIf(NO_ROW)
        .column("Items sold", COUNT)
        .nullIf(NO_ROW)
        .sql(
            """
            SELECT MIN(date), MAX(date), SUM(sales), SUM(quantity)
            FROM {gold}.agg_daily_sales\
            """);
  }

  private static Chart daily() {
    return Chart.of(Mark.LINES, "daily-sales", "Sales per day by country")
        .per("day and country")
        .wide()
        .note("The latest 400 days with a sale.")
        .pivoted()
        .column("Day", DAY)
        .column("Country", TEXT)
        .column("Sales", AMOUNT)
        .sql(
            """
            SELECT date, country, sales
            FROM {gold}.agg_daily_sales
            WHERE date IN (
              SELECT date FROM {gold}.agg_daily_sales GROUP BY date ORDER BY date DESC LIMIT 400)
            ORDER BY date, country\
            """);
  }

  private static Chart segments() {
    return Chart.of(Mark.BARS, "segments", "Customers by segment")
        .per("segment")
        .note("A segment follows from how lately, how often and for how much they bought.")
        .column("Segment", TEXT)
        .column("Customers", COUNT)
        .aside("Invoices", COUNT)
        .sql(
            """
            SELECT segment, COUNT(*) AS customers, SUM(frequency)
            FROM {gold}.dim_customers
            GROUP BY segment ORDER BY customers DESC, segment\
            """);
  }

  private static Chart segmentSales() {
    return Chart.of(Mark.BARS, "segment-sales", "Sales by segment")
        .per("segment")
        .note("Customers who are known; sales to others are named under Trust.")
        .column("Segment", TEXT)
        .column("Sales", AMOUNT)
        .aside("Customers", COUNT)
        .quotient("Sales per customer", AMOUNT, 1, 2)
        .sql(
            """
            SELECT segment, SUM(monetary) AS sales, COUNT(*) AS customers
            FROM {gold}.dim_customers
            GROUP BY segment ORDER BY sales DESC, segment\
            """);
  }

  private static Chart rfm() {
    return Chart.of(Mark.HEATMAP, "rfm", "Customers by recency and frequency")
        .per("fifth by recency and fifth by frequency")
        .note("Fifths of the customers: 5 across bought last, 5 down bought most often.")
        .column("Recency", TEXT)
        .column("Frequency", TEXT)
        .column("Customers", COUNT)
        .aside("Sales", AMOUNT)
        .sql(
            """
            SELECT r, f, COUNT(*), SUM(monetary)
            FROM {gold}.dim_customers GROUP BY r, f ORDER BY f, r\
            """);
  }

  private static Chart segmentMonths() {
    return Chart.of(Mark.STACKED_COLUMNS, "segment-months", "Sales per month by segment")
        .per("month and segment")
        .wide()
        .note("The segment is that of today; the latest 36 months.")
        .pivoted()
        .column("Month", MONTH)
        .column("Segment", TEXT)
        .column("Sales", AMOUNT)
        .sql(
            """
            SELECT month, segment, sales
            FROM {gold}.agg_customer_segments
            WHERE month IN (
              SELECT month FROM {gold}.agg_customer_segments
              GROUP BY month ORDER BY month DESC LIMIT 36)
            ORDER BY month, segment\
            """);
  }

  private static Chart bestSellers() {
    return Chart.of(Mark.BARS, "best-sellers", "Best sellers of a month")
        .per("month and product")
        .note("By sales, postage and fees included, in a month of the latest 36.")
        .chosenByFirst()
        .column("Month", MONTH)
        .column("Product", TEXT)
        .column("Sales", AMOUNT)
        .aside("Items sold", COUNT)
        .aside("Stock code", TEXT)
        .sql(
            """
            SELECT month, COALESCE(description, stock_code), sales, quantity, stock_code
            FROM {gold}.top_n_products_monthly
            WHERE month IN (
              SELECT month FROM {gold}.top_n_products_monthly
              GROUP BY month ORDER BY month DESC LIMIT 36)
            ORDER BY month DESC, rank\
            """);
  }
}
