package dev.assay.transforms.orders;

import static dev.assay.schemas.orders.OrderLine.UNKNOWN;
import static dev.assay.schemas.orders.OrdersTables.SALES_BY_REGION;

import dev.assay.schemas.PartialSum;
import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.orders.OrderLine;
import dev.assay.schemas.orders.RegionSales;
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
 * Sums the sales of each state: one row per day (UTC), region and state with a sale. An order
 * without a state is of the state {@code Unknown}, in the region {@code Other}. What orders that
 * are no sale come to is unattributed. An order's total is that of its first line: each line has
 * it.
 *
 * <p>Needs what {@link ListOrderLines} makes of whole days.
 */
public final class SumRegionSales extends PTransform<Rows<OrderLine>, Rows<RegionSales>> {
  private static final Group.Input<RegionSales> SUMS = Group.Input.of("Sums");

  private final SaleStatuses statuses;

  private SumRegionSales(SaleStatuses statuses) {
    this.statuses = statuses;
  }

  /** Of the orders with one of these statuses. */
  public static SumRegionSales of(SaleStatuses statuses) {
    return new SumRegionSales(statuses);
  }

  @Override
  public Rows<RegionSales> expand(Rows<OrderLine> lines) {
    SaleStatuses counted = statuses;
    Rows<Row> narrow =
        Rows.asRows(
            lines, List.of("order_date", "payment_status", "region", "state", "order_total"));
    return PerKey.of("order_date", "region", "state")
        .with(
            SUMS,
            AddUp.of("AddUpOrders", narrow)
                .where("line_number", 1)
                .compute(SALES_BY_REGION, (line, sums) -> add(counted, line, sums)))
        .compute(
            SALES_BY_REGION, (group, results) -> results.output(PartialSum.of(group.rows(SUMS))));
  }

  static void add(SaleStatuses statuses, Row line, Results<RegionSales> sums) {
    String status = line.getString("payment_status");
    BigDecimal total = line.getDecimal("order_total");
    if (statuses.count(status)) {
      String state = line.getString("state");
      sums.output(
          RegionSales.of(
              Days.day(line, "order_date"),
              line.getString("region"),
              state == null ? UNKNOWN : state,
              1,
              total));
    } else {
      NoSale.order(statuses.reason(status), total, sums);
    }
  }
}
