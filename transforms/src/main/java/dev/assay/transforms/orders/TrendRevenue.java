package dev.assay.transforms.orders;

import static dev.assay.schemas.orders.OrdersTables.REVENUE_DAY;
import static dev.assay.schemas.orders.OrdersTables.REVENUE_TRENDS;

import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.orders.OrderLine;
import dev.assay.schemas.orders.RevenueDay;
import dev.assay.schemas.orders.RevenueTrend;
import dev.assay.transforms.gold.Averages;
import dev.assay.transforms.gold.Days;
import dev.assay.transforms.rows.AddUp;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.Row;

/**
 * Sums the lines of sales by day, region and category, and smooths them: one row for each of the 90
 * days up to and with that of the report, and each region and category with a sale in them or in
 * the six days before.
 *
 * <p>The moving average is that of the day and the six before it, by the calendar: a day without a
 * sale counts as zero, and so does one before the first sale ever. It is the sum of the seven by 7,
 * to nine decimals, half up. Lines without a quantity or a price add nothing.
 *
 * <p>Needs what {@link ListOrderLines} makes of these 96 days; lines of other days are passed over.
 */
public final class TrendRevenue extends PTransform<Rows<OrderLine>, Rows<RevenueTrend>> {
  private static final int LISTED = 90;
  private static final int AVERAGED = 7;

  private static final Group.Input<RevenueDay> SALES = Group.Input.of("Sales");

  private final LocalDate reportOn;
  private final SaleStatuses statuses;

  private TrendRevenue(LocalDate reportOn, SaleStatuses statuses) {
    this.reportOn = reportOn;
    this.statuses = statuses;
  }

  /** Up to a day, of the orders with one of these statuses. */
  public static TrendRevenue at(LocalDate reportOn, SaleStatuses statuses) {
    return new TrendRevenue(reportOn, statuses);
  }

  @Override
  public Rows<RevenueTrend> expand(Rows<OrderLine> lines) {
    LocalDate day = reportOn;
    SaleStatuses counted = statuses;
    return PerKey.of("region", "category")
        .with(
            SALES,
            AddUp.of("AddUpLines", lines)
                .compute(REVENUE_DAY, (line, sums) -> add(day, counted, line, sums)))
        .compute(REVENUE_TRENDS, (group, trends) -> trend(day, group, trends));
  }

  static void add(
      LocalDate reportOn, SaleStatuses statuses, OrderLine line, Results<RevenueDay> sums) {
    LocalDate day = Days.of(line.getOrderDate());
    boolean isInWindow =
        !day.isAfter(reportOn) && day.isAfter(reportOn.minusDays(LISTED + AVERAGED - 1));
    if (isInWindow && statuses.count(line.getPaymentStatus()) && line.getLineTotal() != null) {
      sums.output(
          RevenueDay.of(
              line.getOrderDate(), line.getRegion(), line.getCategory(), line.getLineTotal()));
    }
  }

  static void trend(LocalDate reportOn, Group group, Results<RevenueTrend> trends) {
    Map<LocalDate, BigDecimal> revenue = new HashMap<>();
    for (RevenueDay part : group.rows(SALES)) {
      revenue.merge(Days.of(part.getOrderDate()), part.getRevenue(), BigDecimal::add);
    }
    Row key = group.key();
    LocalDate first = reportOn.minusDays(LISTED - 1);
    first
        .datesUntil(reportOn.plusDays(1))
        .forEach(
            day ->
                trends.output(
                    RevenueTrend.of(
                        Days.toInstant(day),
                        key.getString("region"),
                        key.getString("category"),
                        revenue.getOrDefault(day, BigDecimal.ZERO),
                        movingAverage(day, revenue))));
  }

  static BigDecimal movingAverage(LocalDate day, Map<LocalDate, BigDecimal> revenue) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int before = 0; before < AVERAGED; before++) {
      sum = sum.add(revenue.getOrDefault(day.minusDays(before), BigDecimal.ZERO));
    }
    return Averages.average(sum, AVERAGED);
  }
}
