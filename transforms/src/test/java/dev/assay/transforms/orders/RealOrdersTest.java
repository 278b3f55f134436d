package dev.assay.transforms.orders;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.arrayContaining;

import dev.assay.schemas.Columns;
import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.orders.CustomerVersion;
import dev.assay.schemas.orders.OrderLine;
import dev.assay.schemas.orders.ProductVersion;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.rows.PerRow;
import dev.assay.transforms.rows.Rows;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The tables of the real orders, all statuses counted, against DuckDB's SQL on the same files. */
@EnabledIfEnvironmentVariable(
    named = "ASSAY_DATA",
    matches = ".+",
    disabledReason = "ASSAY_DATA does not name the folder of real data")
class RealOrdersTest {
  private static final SaleStatuses ALL = SaleStatuses.of("completed", "pending", "failed");
  private static final LocalDate SNAPSHOT = LocalDate.of(2026, 11, 21);

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);

  private final Datasets feed = RealOrders.read(pipeline);
  private final Rows<CustomerVersion> customers =
      snapshot("customers").apply("KeepCustomers", KeepHistory.ofCustomers());
  private final Rows<ProductVersion> products =
      snapshot("products").apply("KeepProducts", KeepHistory.ofProducts());

  private Datasets snapshot(String dataset) {
    Rows<Row> rows = feed.rows(dataset);
    Columns dated = rows.columns().plus(KeepHistory.SNAPSHOT_ON);
    return feed.with(
        dataset,
        PerRow.of("Date" + dataset, rows)
            .compute(dated, (row, results) -> results.output(onDay(dated, row))));
  }

  private static Row onDay(Columns dated, Row row) {
    List<Object> values = new ArrayList<>(row.getValues());
    values.add(SNAPSHOT);
    return TestShop.values(dated, values.toArray());
  }

  private Rows<OrderLine> lines() {
    return TestShop.lines(feed, customers, products);
  }

  @Test
  void theFilesAreThoseThatTheFiguresSpeakOf() throws SQLException {
    assertThat(
        RealOrders.ask("SELECT count(*), sum(total_amount) FROM orders"),
        arrayContaining("5000 7581357.99"));
    assertThat(
        RealOrders.ask("SELECT count(*), sum(total_amount), sum(line_total) FROM line"),
        arrayContaining("14829 27578401.94 7581357.99"));
    assertThat(
        RealOrders.ask("SELECT payment_status, count(*) FROM orders GROUP BY ALL ORDER BY ALL"),
        arrayContaining("completed 1698", "failed 1641", "pending 1661"));
    assertThat(
        RealOrders.ask("SELECT count(*) FROM orders ANTI JOIN customer USING (customer_id)"),
        arrayContaining("3707"));
    assertThat(
        RealOrders.ask("SELECT count(*) FROM line WHERE category IS NULL"),
        arrayContaining("14653"));
  }

  @Test
  void linesAreThoseOfTheFile() throws SQLException {
    Shown.byMany(
        lines(),
        line ->
            Shown.line(
                line.getOrderId(),
                line.getLineNumber(),
                line.getCustomerId(),
                line.getCustomerTier(),
                line.getProductId(),
                line.getProductName(),
                line.getCategory(),
                line.getListPrice(),
                line.getQuantity(),
                line.getUnitPrice(),
                line.getLineTotal(),
                line.getOrderTotal(),
                line.getPaymentStatus(),
                line.getOrderDate(),
                line.getOrderHour(),
                line.getCity(),
                line.getState(),
                line.getCountry(),
                line.getRegion()),
        RealOrders.ask(
            """
            SELECT order_id, line_number, customer_id, coalesce(customer_tier, 'Unknown'),
              product_id, product_name, category_or_unknown, price, quantity, unit_price,
              line_total, total_amount, payment_status, day, hour(order_timestamp),
              shipping_address.city, shipping_address.state, shipping_address.country,
              coalesce(region, 'Other')
            FROM line
            LEFT JOIN customer USING (customer_id)
            LEFT JOIN region ON shipping_address.state = region.state
            """));
    pipeline.run();
  }

  @Test
  void tablesOfADayAddUpOrdersAndLines() throws SQLException {
    Rows<OrderLine> lines = lines();
    assertHours();
    assertCategories();
    assertTiers(lines);
    assertStates(lines);
    assertProducts(lines);
    pipeline.run();
  }

  private void assertHours() throws SQLException {
    Shown.by(
        feed.apply("SumHours", SumHours.of(ALL)),
        hour ->
            Shown.line(
                hour.getOrderDate(),
                hour.getOrderHour(),
                hour.getOrders(),
                hour.getCompletedOrders(),
                hour.getPendingOrders(),
                hour.getFailedOrders(),
                hour.getRevenue(),
                hour.getUniqueCustomers()),
        RealOrders.ask(
            """
            SELECT day, hour(order_timestamp), count(*), count(*) FILTER (payment_status = 'completed'),
              count(*) FILTER (payment_status = 'pending'),
              count(*) FILTER (payment_status = 'failed'), sum(total_amount),
              count(DISTINCT customer_id)
            FROM orders
            GROUP BY ALL
            """));
  }

  private static void assertTiers(Rows<OrderLine> lines) throws SQLException {
    Shown.by(
        lines.apply("Average", AverageOrderValueByTier.of(ALL)),
        tier ->
            Shown.line(
                tier.getOrderDate(),
                tier.getCustomerTier(),
                tier.getOrders(),
                tier.getRevenue(),
                tier.getAverageOrderValue()),
        RealOrders.ask(
            """
            SELECT day, coalesce(customer_tier, 'Unknown'), count(*), sum(total_amount),
              average(sum(total_amount), count(*))
            FROM orders LEFT JOIN customer USING (customer_id)
            GROUP BY ALL
            """));
  }

  private static void assertStates(Rows<OrderLine> lines) throws SQLException {
    Shown.by(
        lines.apply("SumRegionSales", SumRegionSales.of(ALL)),
        state ->
            Shown.line(
                state.getOrderDate(),
                state.getRegion(),
                state.getState(),
                state.getOrders(),
                state.getRevenue()),
        RealOrders.ask(
            """
            SELECT day, coalesce(region, 'Other'), shipping_address.state, count(*),
              sum(total_amount)
            FROM orders LEFT JOIN region ON shipping_address.state = region.state
            GROUP BY ALL
            """));
  }

  private void assertCategories() throws SQLException {
    Shown.by(
        feed.apply("SumCategoryRevenue", SumCategoryRevenue.of(ALL, products)),
        category ->
            Shown.line(
                category.getOrderDate(),
                category.getCategory(),
                category.getRevenue(),
                category.getUnits(),
                category.getOrders()),
        RealOrders.ask(
            """
            SELECT day, category_or_unknown, sum(line_total), sum(quantity),
              count(DISTINCT order_id)
            FROM line
            GROUP BY ALL
            """));
  }

  private static void assertProducts(Rows<OrderLine> lines) throws SQLException {
    Shown.by(
        lines.apply("RankTopProducts", RankTopProducts.of(ALL)),
        product ->
            Shown.line(
                product.getOrderDate(),
                product.getRank(),
                product.getProductId(),
                product.getProductName(),
                product.getRevenue(),
                product.getUnits()),
        RealOrders.ask(
            """
            SELECT day, row_number() OVER (PARTITION BY day ORDER BY sum(line_total) DESC, product_id)
              AS rank, product_id, any_value(product_name), sum(line_total), sum(quantity)
            FROM line
            GROUP BY day, product_id
            QUALIFY rank <= 10
            """));
  }
}
