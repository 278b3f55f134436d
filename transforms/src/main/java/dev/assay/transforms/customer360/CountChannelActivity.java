package dev.assay.transforms.customer360;

import static dev.assay.schemas.customer360.Customer360Tables.CHANNEL_ACTIVITY_TRENDS;
import static dev.assay.schemas.customer360.Customer360Tables.HOUR_SUM;
import static dev.assay.transforms.batch.Need.decimal;
import static dev.assay.transforms.batch.Need.string;
import static dev.assay.transforms.batch.Need.timestamp;

import dev.assay.schemas.SaleStatuses;
import dev.assay.schemas.customer360.ChannelActivityTrend;
import dev.assay.schemas.customer360.HourSum;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.rows.AddUp;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.Row;

/**
 * Counts the sales of each channel by day of the week and hour: one row per channel, ISO day of the
 * week and hour of the day (UTC) with a sale, ranked within the channel by number of sales.
 *
 * <p>Unattributed, under the first reason that holds: online orders whose status is no sale's, and
 * sales without a time.
 *
 * <p>Needs {@code online_transactions} (date_time or null, amount, status or null) and {@code
 * in_store_transactions} (date_time or null, amount).
 */
public final class CountChannelActivity extends PTransform<Datasets, Rows<ChannelActivityTrend>> {
  private static final String ONLINE = "online";
  private static final String IN_STORE = "in_store";

  private static final Group.Input<HourSum> ONLINE_SALES = Group.Input.of("OnlineSales");
  private static final Group.Input<HourSum> IN_STORE_SALES = Group.Input.of("InStoreSales");
  private static final Group.Input<HourSum> HOURS = Group.Input.of("Hours");

  private final SaleStatuses statuses;

  private CountChannelActivity(SaleStatuses statuses) {
    this.statuses = statuses;
  }

  /** Of the in-store sales, and of the online orders with one of these statuses. */
  public static CountChannelActivity of(SaleStatuses statuses) {
    return new CountChannelActivity(statuses);
  }

  /** What is ranked is a week's hours, whatever the number of sales. */
  @Override
  public Rows<ChannelActivityTrend> expand(Datasets retailer) {
    return PerKey.of("channel")
        .with(HOURS, retailer.apply("PerHour", new SumHours(statuses)))
        .compute(CHANNEL_ACTIVITY_TRENDS, CountChannelActivity::rank);
  }

  private static final class SumHours extends PTransform<Datasets, Rows<HourSum>> {
    private final SaleStatuses statuses;

    SumHours(SaleStatuses statuses) {
      this.statuses = statuses;
    }

    @Override
    public Rows<HourSum> expand(Datasets retailer) {
      SaleStatuses counted = statuses;
      Rows<Row> orders =
          retailer.rows(
              CHANNEL_ACTIVITY_TRENDS,
              "online_transactions",
              timestamp("date_time").orNull(),
              decimal("amount"),
              string("status").orNull());
      Rows<Row> purchases =
          retailer.rows(
              CHANNEL_ACTIVITY_TRENDS,
              "in_store_transactions",
              timestamp("date_time").orNull(),
              decimal("amount"));
      return PerKey.of("channel", "day_of_week", "hour")
          .with(
              ONLINE_SALES,
              AddUp.of("AddUpOrders", orders)
                  .compute(HOUR_SUM, (order, sums) -> addOrder(counted, order, sums)))
          .with(
              IN_STORE_SALES,
              AddUp.of("AddUpPurchases", purchases)
                  .compute(HOUR_SUM, (purchase, sums) -> add(IN_STORE, purchase, sums)))
          .compute(HOUR_SUM, CountChannelActivity::sum);
    }
  }

  static void addOrder(SaleStatuses statuses, Row order, Results<HourSum> sums) {
    String status = order.getString("status");
    if (statuses.count(status)) {
      add(ONLINE, order, sums);
    } else {
      missing(ONLINE, statuses.reason(status), order.getDecimal("amount"), sums);
    }
  }

  static void add(String channel, Row sale, Results<HourSum> sums) {
    BigDecimal amount = sale.getDecimal("amount");
    Instant at = sale.getLogicalTypeValue("date_time", Instant.class);
    if (at == null) {
      missing(channel, "no time", amount, sums);
    } else {
      OffsetDateTime time = at.atOffset(ZoneOffset.UTC);
      sums.output(HourSum.of(channel, time.getDayOfWeek().getValue(), time.getHour(), 1, amount));
    }
  }

  private static void missing(
      String channel, String reason, BigDecimal amount, Results<HourSum> sums) {
    String where = " where channel = " + channel;
    sums.unattributed("amount" + where, reason, 1, amount);
    sums.unattributed("transactions" + where, reason, 1, BigDecimal.ONE);
  }

  static void sum(Group group, Results<HourSum> results) {
    HourSum sum = null;
    for (Group.Input<HourSum> channel : List.of(ONLINE_SALES, IN_STORE_SALES)) {
      for (HourSum part : group.rows(channel)) {
        sum = sum == null ? part : sum.plus(part);
      }
    }
    if (sum != null) {
      results.output(sum);
    }
  }

  /** At most as many hours as a week has; equal numbers share a place, and the next is left out. */
  static void rank(Group group, Results<ChannelActivityTrend> results) {
    List<HourSum> hours = new ArrayList<>();
    group.rows(HOURS).forEach(hours::add);
    hours.sort(Comparator.comparingLong(HourSum::getTransactions).reversed());
    int rank = 0;
    for (int i = 0; i < hours.size(); i++) {
      HourSum hour = hours.get(i);
      if (i == 0 || hour.getTransactions() < hours.get(i - 1).getTransactions()) {
        rank = i + 1;
      }
      results.output(trend(hour, rank));
    }
  }

  private static ChannelActivityTrend trend(HourSum hour, int rank) {
    DayOfWeek day = DayOfWeek.of((int) hour.getDayOfWeek());
    return ChannelActivityTrend.of(
        hour.getChannel(),
        hour.getDayOfWeek(),
        day.getDisplayName(TextStyle.FULL, Locale.ENGLISH),
        hour.getHour(),
        hour.getTransactions(),
        hour.getAmount(),
        rank);
  }
}
