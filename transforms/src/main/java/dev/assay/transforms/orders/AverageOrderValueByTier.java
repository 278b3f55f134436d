package dev.assay.transforms.orders;

import static dev.assay.schemas.orders.OrdersTables.AOV_BY_TIER;
import static dev.assay.schemas.orders.OrdersTables.TIER_SUM;

import dev.assay.schemas.PartialSum;
import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.orders.OrderLine;
import dev.assay.schemas.orders.TierOrderValue;
import dev.assay.schemas.orders.TierSum;
import dev.assay.transforms.gold.Averages;
import dev.assay.transforms.gold.Days;
import dev.assay.transforms.rows.AddUp;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.Row;

/**
 * Sums the sales of each customer tier, and divides them by their number, to nine decimals, half
 * up: one row per day (UTC) and tier with a sale, {@code Unknown} included. What orders that are no
 * sale come to is unattributed. An order's total is that of its first line: each line has it.
 *
 * <p>Needs what {@link ListOrderLines} makes of whole days.
 */
public final class AverageOrderValueByTier
    extends PTransform<Rows<OrderLine>, Rows<TierOrderValue>> {
  private static final Group.Input<TierSum> SUMS = Group.Input.of("Sums");

  private final SaleStatuses statuses;

  private AverageOrderValueByTier(SaleStatuses statuses) {
    this.statuses = statuses;
  }

  /** Of the orders with one of these statuses. */
  public static AverageOrderValueByTier of(SaleStatuses statuses) {
    return new AverageOrderValueByTier(statuses);
  }

  @Override
  public Rows<TierOrderValue> expand(Rows<OrderLine> lines) {
    SaleStatuses counted = statuses;
    Rows<Row> narrow =
        Rows.asRows(lines, List.of("order_date", "payment_status", "customer_tier", "order_total"));
    return PerKey.of("order_date", "customer_tier")
        .with(
            SUMS,
            AddUp.of("AddUpOrders", narrow)
                .where("line_number", 1)
                .compute(TIER_SUM, (line, sums) -> add(counted, line, sums)))
        .compute(AOV_BY_TIER, AverageOrderValueByTier::average);
  }

  static void add(SaleStatuses statuses, Row line, Results<TierSum> sums) {
    String status = line.getString("payment_status");
    BigDecimal total = line.getDecimal("order_total");
    if (statuses.count(status)) {
      sums.output(
          TierSum.of(Days.day(line, "order_date"), line.getString("customer_tier"), 1, total));
    } else {
      NoSale.order(statuses.reason(status), total, sums);
    }
  }

  static void average(Group group, Results<TierOrderValue> results) {
    TierSum sum = PartialSum.of(group.rows(SUMS));
    results.output(
        TierOrderValue.of(
            sum.getOrderDate(),
            sum.getCustomerTier(),
            sum.getOrders(),
            sum.getRevenue(),
            Averages.average(sum.getRevenue(), sum.getOrders())));
  }
}
