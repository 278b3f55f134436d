package dev.assay.transforms.orders;

import static dev.assay.schemas.orders.OrdersTables.LATE_ORDERS;
import static dev.assay.transforms.batch.Need.string;
import static dev.assay.transforms.batch.Need.timestamp;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.orders.LateOrder;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.gold.Days;
import dev.assay.transforms.rows.PerRow;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.Row;

/**
 * Lists the orders that came late: one row per order that is more than 15 minutes, the time between
 * two files of the feed, older than the latest order of its file. How late one is depends on it and
 * its file alone, never on when which run took it in. Lateness is in whole minutes, rounded down,
 * from times to the microsecond. A late order counts in its own hour like any other; this only says
 * so.
 *
 * <p>Needs {@code orders} (order_id, customer_id, order_timestamp, _file_time).
 */
public final class ListLateOrders extends PTransform<Datasets, Rows<LateOrder>> {
  private static final Duration BETWEEN_FILES = Duration.ofMinutes(15);
  private static final Duration ALLOWED = Duration.ofDays(2);

  private final Duration allowed;

  private ListLateOrders(Duration allowed) {
    this.allowed = allowed;
  }

  /** With two days as the lateness that is allowed. */
  public static ListLateOrders create() {
    return new ListLateOrders(ALLOWED);
  }

  /** Says of orders that are later than this that they are beyond what is allowed. */
  public ListLateOrders withAllowedLateness(Duration newAllowed) {
    return new ListLateOrders(newAllowed);
  }

  @Override
  public Rows<LateOrder> expand(Datasets shop) {
    Duration most = allowed;
    return PerRow.of(
            shop.rows(
                LATE_ORDERS,
                "orders",
                string("order_id"),
                string("customer_id"),
                timestamp("order_timestamp"),
                timestamp(Dataset.FILE_TIME.name())))
        .compute(LATE_ORDERS, (order, late) -> list(most, order, late));
  }

  static void list(Duration allowed, Row order, Results<LateOrder> late) {
    Instant at = order.getLogicalTypeValue("order_timestamp", Instant.class);
    Instant fileTime = order.getLogicalTypeValue(Dataset.FILE_TIME.name(), Instant.class);
    Duration lateness = Duration.between(at, fileTime);
    if (lateness.compareTo(BETWEEN_FILES) > 0) {
      late.output(
          LateOrder.of(
              order.getString("order_id"),
              order.getString("customer_id"),
              Days.midnight(Days.instant(order, "order_timestamp")),
              ChronoUnit.MICROS.between(Instant.EPOCH, at),
              ChronoUnit.MICROS.between(Instant.EPOCH, fileTime),
              lateness.toMinutes(),
              lateness.compareTo(allowed) > 0));
    }
  }
}
