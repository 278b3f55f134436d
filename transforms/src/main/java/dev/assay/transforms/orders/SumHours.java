package dev.assay.transforms.orders;

import static dev.assay.schemas.orders.OrdersTables.AGG_HOURLY_METRICS;
import static dev.assay.schemas.orders.OrdersTables.CUSTOMER_HOUR;
import static dev.assay.schemas.orders.OrdersTables.HOUR_SUM;
import static dev.assay.transforms.batch.Need.decimal;
import static dev.assay.transforms.batch.Need.string;
import static dev.assay.transforms.batch.Need.timestamp;

import dev.assay.schemas.PartialSum;
import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.orders.CustomerHour;
import dev.assay.schemas.orders.HourSum;
import dev.assay.schemas.orders.HourlyMetrics;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.gold.Averages;
import dev.assay.transforms.gold.Days;
import dev.assay.transforms.rows.AddUp;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/**
 * Counts the orders of each hour by status, and sums the sales among them: one row per hour (UTC)
 * with an order. An order without a status counts among {@code orders} alone. Revenue, average and
 * customers are those of sales; the average, revenue by sales to nine decimals, half up, is null in
 * an hour without one. What orders that are no sale come to is unattributed.
 *
 * <p>Orders are added up by customer before they are by hour, so that customers are counted once,
 * and no group has to hold an hour of orders.
 *
 * <p>Needs {@code orders} (customer_id, order_timestamp, total_amount, payment_status or null).
 */
public final class SumHours extends PTransform<Datasets, Rows<HourlyMetrics>> {
  private static final Group.Input<CustomerHour> OF_CUSTOMER = Group.Input.of("OfCustomer");
  private static final Group.Input<HourSum> SUMS = Group.Input.of("Sums");

  private final SaleStatuses statuses;

  private SumHours(SaleStatuses statuses) {
    this.statuses = statuses;
  }

  /** With the orders that have one of these statuses as sales. */
  public static SumHours of(SaleStatuses statuses) {
    return new SumHours(statuses);
  }

  @Override
  public Rows<HourlyMetrics> expand(Datasets shop) {
    Rows<CustomerHour> perCustomer = shop.apply("PerCustomer", new SumCustomers(statuses));
    return PerKey.of("order_date", "order_hour")
        .with(
            SUMS, AddUp.of("AddUpCustomers", perCustomer).compute(HOUR_SUM, SumHours::addCustomer))
        .compute(AGG_HOURLY_METRICS, SumHours::sum);
  }

  private static final class SumCustomers extends PTransform<Datasets, Rows<CustomerHour>> {
    private final SaleStatuses statuses;

    SumCustomers(SaleStatuses statuses) {
      this.statuses = statuses;
    }

    @Override
    public Rows<CustomerHour> expand(Datasets shop) {
      SaleStatuses counted = statuses;
      Rows<Row> orders =
          shop.rows(
              AGG_HOURLY_METRICS,
              "orders",
              string("customer_id"),
              timestamp("order_timestamp"),
              decimal("total_amount"),
              string("payment_status").orNull());
      return PerKey.of("order_date", "order_hour", "customer_id")
          .with(
              OF_CUSTOMER,
              AddUp.of("AddUpOrders", orders)
                  .compute(CUSTOMER_HOUR, (order, sums) -> addOrder(counted, order, sums)))
          .compute(
              CUSTOMER_HOUR,
              (group, results) -> results.output(PartialSum.of(group.rows(OF_CUSTOMER))));
    }
  }

  static void addOrder(SaleStatuses statuses, Row order, Results<CustomerHour> sums) {
    Instant at = Days.instant(order, "order_timestamp");
    String status = order.getString("payment_status");
    BigDecimal total = order.getDecimal("total_amount");
    boolean isSale = statuses.count(status);
    if (!isSale) {
      sums.unattributed("revenue", statuses.reason(status), 1, total);
    }
    sums.output(
        CustomerHour.builder()
            .setOrderDate(Days.midnight(at))
            .setOrderHour(Days.hour(at))
            .setCustomerId(order.getString("customer_id"))
            .setOrders(1)
            .setCompletedOrders(oneIf("completed", status))
            .setPendingOrders(oneIf("pending", status))
            .setFailedOrders(oneIf("failed", status))
            .setSaleOrders(isSale ? 1 : 0)
            .setRevenue(isSale ? total : BigDecimal.ZERO)
            .build());
  }

  private static long oneIf(String wanted, @Nullable String status) {
    return wanted.equals(status) ? 1 : 0;
  }

  /** There is one row a customer and hour by now. */
  static void addCustomer(CustomerHour customer, Results<HourSum> sums) {
    sums.output(
        HourSum.builder()
            .setOrderDate(customer.getOrderDate())
            .setOrderHour(customer.getOrderHour())
            .setBuyers(customer.getSaleOrders() > 0 ? 1 : 0)
            .setOrders(customer.getOrders())
            .setCompletedOrders(customer.getCompletedOrders())
            .setPendingOrders(customer.getPendingOrders())
            .setFailedOrders(customer.getFailedOrders())
            .setSaleOrders(customer.getSaleOrders())
            .setRevenue(customer.getRevenue())
            .build());
  }

  static void sum(Group group, Results<HourlyMetrics> results) {
    HourSum sum = PartialSum.of(group.rows(SUMS));
    long sales = sum.getSaleOrders();
    results.output(
        HourlyMetrics.builder()
            .setOrderDate(sum.getOrderDate())
            .setOrderHour(sum.getOrderHour())
            .setOrders(sum.getOrders())
            .setCompletedOrders(sum.getCompletedOrders())
            .setPendingOrders(sum.getPendingOrders())
            .setFailedOrders(sum.getFailedOrders())
            .setSaleOrders(sales)
            .setRevenue(sum.getRevenue())
            .setAverageOrderValue(sales == 0 ? null : Averages.average(sum.getRevenue(), sales))
            .setUniqueCustomers(sum.getBuyers())
            .build());
  }
}
