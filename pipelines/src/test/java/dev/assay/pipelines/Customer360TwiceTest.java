package dev.assay.pipelines;

import static dev.assay.pipelines.generate.customer360.Customer360Oracle.TESTDATA;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.assay.transforms.testing.Twice;
import java.nio.file.Path;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every bundle of {@code customer-360} tried more than once, with failures in between, as a cluster
 * does: files, log and warehouse end as those of a run in which nothing failed.
 */
class Customer360TwiceTest {
  @TempDir private Path folder;

  @Test
  void endsLikeARunInWhichNothingFailed() throws Exception {
    String contract = ContractText.bundled("customer-360").relaxed().option(folder);
    Customer360Lake plain = Customer360Lake.at(folder.resolve("plain"));
    plain.publish(TESTDATA.resolve("small"), contract);

    Path twice = folder.resolve("twice");
    runTwice(twice, contract.substring("--contract=".length()));

    assertThat(Trace.of(twice).differences(Trace.of(plain.root())), is(empty()));
  }

  private static void runTwice(Path output, String contract) throws Exception {
    Customer360Options options = PipelineOptionsFactory.create().as(Customer360Options.class);
    options.setInput(TESTDATA.resolve("small").toString());
    options.setOutput(output.toString());
    options.setContract(contract);
    try (Plan plan = new Customer360Pipeline().plan(options).orElseThrow()) {
      Pipeline pipeline = Pipeline.create(options);
      plan.build(pipeline);
      Twice.seed(1).apply(pipeline);
      pipeline.run().waitUntilFinish();
      plan.result();
    }
  }
}
