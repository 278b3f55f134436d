package dev.assay.pipelines;

import dev.assay.transforms.batch.Batch;
import dev.assay.transforms.batch.Deliveries;
import dev.assay.transforms.batch.Delivery;
import dev.assay.transforms.batch.Ingest;
import dev.assay.transforms.batch.Ingested;
import dev.assay.transforms.batch.Intake;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;

/**
 * {@code orders}: what is new of a shop's orders, which land every 15 minutes, to silver Parquet
 * and gold tables by day. Of the tables only the days are recomputed that the new orders touch.
 */
public final class OrdersPipeline implements NamedPipeline {

  /** Runs {@code assay orders} with these options; what a Flex Template starts. */
  public static void main(String[] args) {
    Assay.main(Arguments.of("orders", args));
  }

  static void build(Pipeline pipeline, Deliveries deliveries) {
    Ingested feed = pipeline.apply("Ingest", Ingest.of(deliveries));
    Batch.of(deliveries).silver(feed).commit();
  }

  @Override
  public String name() {
    return "orders";
  }

  @Override
  public String description() {
    return "Orders of a shop as they come, every 15 minutes.";
  }

  @Override
  public String reads() {
    return "orders, JSON lines, whatever is new in the folder orders of the landing folder";
  }

  @Override
  public String writes() {
    return "fact_orders";
  }

  @Override
  public Class<? extends RunOptions> options() {
    return OrdersOptions.class;
  }

  @Override
  public Optional<Plan> plan(RunOptions options) throws IOException {
    OrdersOptions orders = options.as(OrdersOptions.class);
    return BatchPlan.ofFeed(
        name(), orders, Intake.feed("orders"), contract -> Map.of(), OrdersPipeline::build);
  }

  private static void build(Pipeline pipeline, Delivery delivery) {
    build(pipeline, Deliveries.of(delivery));
  }
}
