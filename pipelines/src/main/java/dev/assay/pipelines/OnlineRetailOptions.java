package dev.assay.pipelines;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** What {@code online-retail} can be told besides what every batch pipeline can. */
public interface OnlineRetailOptions extends StagedOptions {

  @Description("How many best sellers a month has in top_n_products_monthly.")
  @Default.Integer(10)
  @Takes(value = Kind.COUNT, unlessGiven = "10")
  int getTopN();

  void setTopN(int topN);
}
