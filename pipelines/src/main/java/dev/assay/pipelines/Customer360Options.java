package dev.assay.pipelines;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** What {@code customer-360} can be told. */
public interface Customer360Options extends BatchOptions {

  @Description("Which statuses of an online order count as sales; other orders are unattributed.")
  @Default.String("Completed")
  @Takes(value = Kind.LIST, unlessGiven = "Completed")
  String getSaleStatuses();

  void setSaleStatuses(String saleStatuses);
}
