package dev.assay.transforms.orders;

import static dev.assay.schemas.orders.OrdersTables.CUSTOMER_ACTIVITY;
import static dev.assay.schemas.orders.OrdersTables.CUSTOMER_CHURN_RISK;
import static dev.assay.transforms.batch.Need.decimal;
import static dev.assay.transforms.batch.Need.string;
import static dev.assay.transforms.batch.Need.timestamp;

import dev.assay.schemas.PartialSum;
import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.orders.ChurnRisk;
import dev.assay.schemas.orders.CustomerActivity;
import dev.assay.schemas.orders.CustomerVersion;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.gold.Days;
import dev.assay.transforms.rows.AddUp;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;

/**
 * Finds the customers who have ordered, but not of late: one row per customer whose last order, of
 * whatever status, is 30 days or more before the day of the report. Orders and spend of a lifetime
 * are those of sales. Orders after that day are left out; a customer without an order before it is
 * not found. The tier is that of the day, {@code Unknown} for who is in no dimension.
 *
 * <p>Needs {@code orders} (customer_id, order_timestamp, total_amount, payment_status or null), all
 * there ever were. Days are in UTC.
 */
public final class FindChurnRisk extends PTransform<Datasets, Rows<ChurnRisk>> {
  private static final int INACTIVE_DAYS = 30;

  private static final Group.Input<CustomerActivity> ACTIVITY = Group.Input.of("Activity");
  private static final Group.Input<CustomerVersion> CUSTOMERS = Group.Input.of("Customers");

  private final LocalDate reportOn;
  private final SaleStatuses statuses;
  private final Rows<CustomerVersion> customers;
  private final int inactiveDays;

  private FindChurnRisk(
      LocalDate reportOn,
      SaleStatuses statuses,
      Rows<CustomerVersion> customers,
      int inactiveDays) {
    this.reportOn = reportOn;
    this.statuses = statuses;
    this.customers = customers;
    this.inactiveDays = inactiveDays;
  }

  /** On a day, with the orders that have one of these statuses as sales. */
  public static FindChurnRisk at(
      LocalDate reportOn, SaleStatuses statuses, Rows<CustomerVersion> customers) {
    return new FindChurnRisk(reportOn, statuses, customers, INACTIVE_DAYS);
  }

  /** Finds those without an order for so many days or more. */
  public FindChurnRisk withInactiveDays(int days) {
    return new FindChurnRisk(reportOn, statuses, customers, days);
  }

  @Override
  public Rows<ChurnRisk> expand(Datasets shop) {
    LocalDate day = reportOn;
    SaleStatuses counted = statuses;
    int atLeast = inactiveDays;
    Rows<Row> orders =
        shop.rows(
            CUSTOMER_CHURN_RISK,
            "orders",
            string("customer_id"),
            timestamp("order_timestamp"),
            decimal("total_amount"),
            string("payment_status").orNull());
    return PerKey.of("customer_id")
        .with(
            ACTIVITY,
            AddUp.of("AddUpOrders", orders)
                .compute(CUSTOMER_ACTIVITY, (order, sums) -> add(day, counted, order, sums)))
        .with(CUSTOMERS, customers)
        .compute(CUSTOMER_CHURN_RISK, (group, risks) -> find(day, atLeast, group, risks));
  }

  static void add(
      LocalDate reportOn, SaleStatuses statuses, Row order, Results<CustomerActivity> sums) {
    Instant at = Days.instant(order, "order_timestamp");
    if (!Days.of(at).isAfter(reportOn)) {
      boolean isSale = statuses.count(order.getString("payment_status"));
      sums.output(
          CustomerActivity.of(
              order.getString("customer_id"),
              at,
              isSale ? 1 : 0,
              isSale ? order.getDecimal("total_amount") : BigDecimal.ZERO));
    }
  }

  static void find(LocalDate reportOn, int atLeast, Group group, Results<ChurnRisk> risks) {
    Iterable<CustomerActivity> parts = group.rows(ACTIVITY);
    if (!parts.iterator().hasNext()) {
      return;
    }
    CustomerActivity activity = PartialSum.of(parts);
    Instant day = Days.toInstant(reportOn);
    long inactive = ChronoUnit.DAYS.between(Days.of(activity.getLastOrderAt()), reportOn);
    if (inactive >= atLeast) {
      risks.output(
          ChurnRisk.of(
              activity.getCustomerId(),
              Dimensions.tier(Dimensions.on(day, group.rows(CUSTOMERS))),
              activity.getLastOrderAt(),
              inactive,
              activity.getSales(),
              activity.getSpend(),
              day));
    }
  }
}
