package dev.assay.pipelines;

import java.io.IOException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * A run of {@code orders} that has looked at its landing folder and at the log, and read nothing
 * yet: time for something to happen.
 *
 * @param plan what it is going to do
 * @param options what it was told
 */
record StartedRun(Plan plan, OrdersOptions options) implements AutoCloseable {

  static StartedRun of(OrdersLanding landing) throws IOException {
    OrdersOptions options = PipelineOptionsFactory.create().as(OrdersOptions.class);
    options.setLanding(landing.landing().toString());
    options.setOutput(landing.output().toString());
    options.setArchive(landing.archive().toString());
    options.setSettle(0);
    return new StartedRun(new OrdersPipeline().plan(options).orElseThrow(), options);
  }

  /** Goes on to the end, or fails. */
  void finish() {
    Pipeline pipeline = Pipeline.create(options);
    plan.build(pipeline);
    pipeline.run().waitUntilFinish();
  }

  @Override
  public void close() throws IOException {
    plan.close();
  }
}
