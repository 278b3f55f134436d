package dev.assay.pipelines;

import dev.assay.transforms.batch.DeliveryRequest;
import dev.assay.transforms.batch.Intake;
import dev.assay.transforms.land.Inflow;
import dev.assay.transforms.land.LandMessages;
import dev.assay.transforms.warehouse.WarehouseSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * {@code orders-stream}: {@code orders} without an end. The same steps on an unbounded source, in
 * micro-batches, each committed to the log with the next number; the tables are those that {@code
 * orders} would come to.
 */
public final class OrdersStreamPipeline implements NamedPipeline {

  /** Runs {@code assay orders-stream} with these options; what a Flex Template starts. */
  public static void main(String[] args) {
    Assay.main(Arguments.of("orders-stream", args));
  }

  @Override
  public String name() {
    return "orders-stream";
  }

  @Override
  public String description() {
    return "Orders of a shop as they come, in micro-batches, until it is stopped.";
  }

  @Override
  public String reads() {
    return "orders, JSON lines: what is new in the folder orders of the landing folder, as it lands;"
        + " and the messages of a subscription";
  }

  @Override
  public String writes() {
    return new OrdersPipeline().writes();
  }

  @Override
  public boolean isStream() {
    return true;
  }

  @Override
  public Class<? extends RunOptions> options() {
    return OrdersStreamOptions.class;
  }

  /** What comes in by it is replayed as {@code orders}, or delivered again. */
  @Override
  public boolean isReplayed() {
    return false;
  }

  @Override
  public Optional<Plan> plan(RunOptions options) throws IOException {
    OrdersStreamOptions stream = options.as(OrdersStreamOptions.class);
    Intake intake =
        OrdersPipeline.intake("orders")
            .settledFor(Duration.ofSeconds(stream.getSettle()))
            .lookingBack(stream.getIndexDays())
            .streamed(Durations.parse(stream.getEvery()), Size.bytes(stream.getMaxBatchSize()));
    DeliveryRequest request =
        BatchPlan.request(
            "orders",
            stream,
            contract -> OrdersPipeline.settings(contract, stream),
            List.of(),
            null,
            intake,
            stream.getLanding());
    return Optional.of(
        StreamPlan.of(
            request,
            WarehouseSettings.of(stream),
            OrdersPipeline::build,
            inflow(request, stream.getSubscription()),
            Optional.ofNullable(stream.getStopAfterIdle()).map(Durations::parse).orElse(null)));
  }

  private static Inflow inflow(DeliveryRequest request, @Nullable String subscription) {
    return subscription == null
        ? Inflow.NONE
        : LandMessages.of(
            Subscriptions.onClassPath().of(subscription),
            request.input(),
            request.contract().dataset("orders"),
            request.intake().bytes());
  }
}
