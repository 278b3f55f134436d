package dev.assay.pipelines;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What {@code orders-daily} can be told. */
public interface OrdersDailyOptions extends OrdersOptions {

  @Override
  @Description("The day that the products and customers speak of, and the reports (YYYY-MM-DD).")
  @Takes(value = Kind.DATE, unlessGiven = "the day of the latest order that was published")
  @Nullable String getAsOf();

  @Description("An alert is raised for a product whose stock covers fewer days of its sales.")
  @Default.Integer(7)
  @Takes(value = Kind.COUNT, unlessGiven = "7")
  int getCoverDays();

  void setCoverDays(int coverDays);

  @Description("A customer is at risk of churn after so many days without an order.")
  @Default.Integer(30)
  @Takes(value = Kind.COUNT, unlessGiven = "30")
  int getInactiveDays();

  void setInactiveDays(int inactiveDays);
}
