package dev.assay.pipelines;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What {@code orders-stream} can be told. */
public interface OrdersStreamOptions extends OrdersOptions {

  @Description("How often a micro-batch is cut of what is new: 30s, 15m.")
  @Default.String("15m")
  @Takes(value = Kind.DURATION, unlessGiven = "15m")
  String getEvery();

  void setEvery(String every);

  @Description("A micro-batch takes no further file once it has so many bytes; the next follows.")
  @Default.String("128MiB")
  @Takes(value = Kind.SIZE, unlessGiven = "128MiB")
  String getMaxBatchSize();

  void setMaxBatchSize(String maxBatchSize);

  @Description("Stops the stream when nothing was new for so long: to drain a full folder.")
  @Takes(
      value = Kind.DURATION,
      unlessGiven = "it goes on until it is stopped",
      isForHereOnly = true)
  @Nullable String getStopAfterIdle();

  void setStopAfterIdle(@Nullable String stopAfterIdle);

  @Description(
      "A subscription of Google Cloud Pub/Sub whose messages, an order each or several lines, are"
          + " written to the landing folder and taken in from there.")
  @Takes(value = Kind.SUBSCRIPTION, unlessGiven = "only files are taken in")
  @Nullable String getSubscription();

  void setSubscription(@Nullable String subscription);
}
