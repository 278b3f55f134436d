package dev.assay.pipelines;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** What {@code orders} can be told. */
public interface OrdersOptions extends FeedOptions {

  @Description("Which payment statuses count as revenue; other orders are unattributed.")
  @Default.String("completed")
  @Takes(value = Kind.LIST, unlessGiven = "completed")
  String getSaleStatuses();

  void setSaleStatuses(String saleStatuses);

  @Description(
      "Hours that an order may be late, against the others of its file, before late_orders marks"
          + " it. None is dropped for being late.")
  @Default.Integer(48)
  @Takes(value = Kind.WHOLE_NUMBER, unlessGiven = "48")
  int getAllowedLateness();

  void setAllowedLateness(int allowedLateness);
}
