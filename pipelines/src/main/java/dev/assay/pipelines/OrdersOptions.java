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
}
