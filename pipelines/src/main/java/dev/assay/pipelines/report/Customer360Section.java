package dev.assay.pipelines.report;

import static dev.assay.pipelines.report.Unit.AMOUNT;
import static dev.assay.pipelines.report.Unit.COUNT;
import static dev.assay.pipelines.report.Unit.HOUR;
import static dev.assay.pipelines.report.Unit.SHARE;
import static dev.assay.pipelines.report.Unit.TEXT;
import static dev.assay.pipelines.report.Unit.WEEKDAY;

import java.util.List;

/** Who a retailer's customers are, what an order is worth, when they buy, how calls end. */
final class Customer360Section {
  private static final String NO_ROW = "there is no customer";

  private Customer360Section() {}

  static Section section() {
    return new Section(
        "customer-360",
        "Customer 360",
        "Who the customers are, what an order is worth, when they buy, and how calls end."
            + " Amounts are in the retailer's currency, hours are UTC.",
        "customer_segments",
        List.of(
            figures(),
            segments(),
            tiers(),
            orderValue("category", "Average order value by category", "Category", "online"),
            orderValue("location", "Average order value by location", "Location", "in-store"),
            orderValue(
                    "product", "Average order value of the ten best products", "Product", "online")
                .wide(),
            hours("online", "When customers buy online"),
            hours("in_store", "When customers buy in stores"),
            resolution(),
            calls()));
  }

  private static Chart figures() {
    return Chart.of(Mark.FIGURES, "customers", "Customers")
        .column("Customers", COUNT)
        .column("Purchases", COUNT)
        .nullIf(NO_ROW)
        .column("Spent online", AMOUNT)
        .nullIf(NO_ROW)
        .column("Spent in stores", AMOUNT)
        .nullIf(NO_ROW)
        .sql(
            """
            SELECT COUNT(*), SUM(purchase_count), SUM(online_spend), SUM(in_store_spend)
            FROM {gold}.customer_segments\
            """);
  }

  private static Chart segments() {
    return Chart.of(Mark.BARS, "segments", "Customers by segment")
        .per("segment")
        .column("Segment", TEXT)
        .column("Customers", COUNT)
        .aside("Spent", AMOUNT)
        .aside("Purchases", COUNT)
        .sql(
            """
            SELECT segment, COUNT(*) AS customers, SUM(total_spend), SUM(purchase_count)
            FROM {gold}.customer_segments
            GROUP BY segment ORDER BY customers DESC, segment\
            """);
  }

  private static Chart tiers() {
    return Chart.of(Mark.STACKED_BARS, "tiers", "Customers by loyalty tier and segment")
        .per("tier and segment")
        .note("Without a tier: not in the loyalty programme.")
        .pivoted()
        .column("Tier", TEXT)
        .column("Segment", TEXT)
        .column("Customers", COUNT)
        .sql(
            """
            SELECT COALESCE(tier, 'Without a tier') AS tier_name, segment, COUNT(*)
            FROM {gold}.customer_segments
            GROUP BY tier_name, segment ORDER BY tier_name, segment\
            """);
  }

  /** In BigQuery a table's name comes before that of a column, and so it has another here. */
  private static Chart orderValue(String level, String title, String what, String sales) {
    return Chart.of(Mark.BARS, "order-value-by-" + level, title)
        .per(level)
        .note("Of " + sales + " sales; the ten with the greatest revenue.")
        .column(what, TEXT)
        .column("Average order value", AMOUNT)
        .aside("Orders", COUNT)
        .aside("Revenue", AMOUNT)
        .sql(
            """
            SELECT name, average_order_value, orders, revenue FROM (
              SELECT v.name, v.key, v.average_order_value, v.orders, v.revenue
              FROM {gold}.average_order_value v
              WHERE v.level = '%s'
              ORDER BY v.revenue DESC, v.key LIMIT 10) AS best
            ORDER BY average_order_value DESC, key\
            """
                .formatted(level));
  }

  private static Chart hours(String channel, String title) {
    return Chart.of(Mark.HEATMAP, "hours-" + channel.replace('_', '-'), title)
        .per("hour and day of the week with a purchase")
        .note("Number of purchases by hour of the day and day of the week.")
        .column("Hour", HOUR)
        .column("Day", WEEKDAY)
        .column("Purchases", COUNT)
        .aside("Amount", AMOUNT)
        .sql(
            """
            SELECT hour, day_of_week, transactions, amount
            FROM {gold}.channel_activity_trends
            WHERE channel = '%s' ORDER BY day_of_week, hour\
            """
                .formatted(channel));
  }

  private static Chart resolution() {
    return Chart.of(Mark.BARS, "resolution", "Agents by share of calls resolved")
        .per("agent")
        .note("The 12 agents with most calls, by number of the agent.")
        .column("Agent", TEXT)
        .column("Resolved", SHARE)
        .aside("Calls", COUNT)
        .aside("Department", TEXT)
        .nullIf("it is not known")
        .aside("Shift", TEXT)
        .nullIf("it is not known")
        .sql(
            """
            SELECT agent, resolution_rate, interactions, department, shift FROM (
              SELECT CONCAT('Agent ', CAST(agent_id AS STRING)) AS agent, agent_id,
                resolution_rate, interactions, department, shift
              FROM {gold}.agent_performance_summary
              WHERE interactions > 0
              ORDER BY interactions DESC, agent_id LIMIT 12) AS busiest
            ORDER BY resolution_rate DESC, agent_id\
            """);
  }

  private static Chart calls() {
    return Chart.of(Mark.STACKED_BARS, "calls", "Agents by number of calls, and how they ended")
        .per("agent")
        .note("The 12 agents with most calls, by number of the agent.")
        .column("Agent", TEXT)
        .column("Resolved", COUNT)
        .column("Escalated", COUNT)
        .column("Pending", COUNT)
        .column("Otherwise", COUNT)
        .aside("Calls", COUNT)
        .sql(
            """
            SELECT CONCAT('Agent ', CAST(agent_id AS STRING)), resolved, escalated, pending,
              interactions - resolved - escalated - pending, interactions
            FROM {gold}.agent_performance_summary
            WHERE interactions > 0
            ORDER BY interactions DESC, agent_id LIMIT 12\
            """);
  }
}
