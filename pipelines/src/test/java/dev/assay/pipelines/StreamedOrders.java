package dev.assay.pipelines;

import dev.assay.transforms.batch.Delivery;
import dev.assay.transforms.batch.DeliveryRequest;
import dev.assay.transforms.batch.MicroBatches;
import dev.assay.transforms.batch.Planner;
import dev.assay.transforms.warehouse.WarehouseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * The streaming graph of {@code orders-stream} with ticks that a test gives.
 *
 * @param made holds the files that land, in {@code orders}
 * @param landing where they land, and what comes of it
 * @param contract the option that names it
 * @param bytes of a micro-batch that is full
 */
record StreamedOrders(Path made, OrdersLanding landing, String contract, long bytes) {

  /** Among the names of files, a run of {@code orders} once those before it have landed. */
  static final String BATCH = "a batch";

  /** The graph, with ticks each of which brings names, one a line, of files that land before it. */
  Pipeline graph(TestStream<String> ticks) throws IOException {
    OrdersStreamOptions options = PipelineOptionsFactory.create().as(OrdersStreamOptions.class);
    options.setOutput(landing.output().toString());
    options.setArchive(landing.archive().toString());
    options.setContract(contract.substring("--contract=".length()));
    DeliveryRequest request =
        BatchPlan.request(
            "orders",
            options,
            given -> OrdersPipeline.settings(given, options),
            List.of(),
            null,
            OrdersPipeline.intake("orders")
                .settledFor(Duration.ZERO)
                .streamed(Duration.ZERO, bytes),
            landing.landing().toString());
    Delivery common = Planner.open(request, WarehouseSettings.DEFAULT);
    Pipeline pipeline = Pipeline.create(options);
    OrdersPipeline.build(pipeline, MicroBatches.of(request, common, new Landings(ticks, this)));
    return pipeline;
  }

  /** Runs it to its end, which is that of the ticks. */
  void run(TestStream<String> ticks) throws IOException {
    graph(ticks).run().waitUntilFinish();
  }

  private static final class Landings extends PTransform<PBegin, PCollection<String>> {
    private final transient TestStream<String> ticks;
    private final transient StreamedOrders orders;

    Landings(TestStream<String> ticks, StreamedOrders orders) {
      this.ticks = ticks;
      this.orders = orders;
    }

    @Override
    public PCollection<String> expand(PBegin begin) {
      return begin.apply(ticks).apply("Land", ParDo.of(new LandFn(orders)));
    }
  }

  /** Moves files into the landing folder, whole, as a writer does that knows how. */
  private static final class LandFn extends DoFn<String, String> {
    private final String made;
    private final String folder;
    private final String contract;

    LandFn(StreamedOrders orders) {
      this.made = orders.made.toString();
      this.folder = orders.landing.folder().toString();
      this.contract = orders.contract;
    }

    @ProcessElement
    public void land(@Element String names, OutputReceiver<String> out) throws IOException {
      OrdersLanding landing = new OrdersLanding(Path.of(folder));
      for (String name : names.lines().toList()) {
        if (name.equals(BATCH)) {
          landing.publish(contract);
          continue;
        }
        Path unfinished = landing.file(name + ".tmp");
        Files.copy(Path.of(made, "orders", name), unfinished);
        Files.move(unfinished, landing.file(name), StandardCopyOption.ATOMIC_MOVE);
      }
      out.output(names);
    }
  }
}
