package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.assay.pipelines.generate.retail.ShopGenerator;
import dev.assay.transforms.testing.Twice;
import java.nio.file.Path;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every bundle of {@code online-retail} tried more than once, with failures in between, as a
 * cluster does: files, log and warehouse end as those of a run in which nothing failed.
 */
class OnlineRetailTwiceTest {
  @TempDir Path folder;

  @Test
  void endsLikeARunInWhichNothingFailed() throws Exception {
    Path input = folder.resolve("landing");
    ShopGenerator.of(30, 2, 0.1, 5).writeTo(input);
    String contract = ContractText.bundled("online-retail").relaxed().option(folder);
    OnlineRetailLake plain = OnlineRetailLake.at(folder.resolve("plain"));
    plain.publish(input, contract);

    OnlineRetailOptions options = PipelineOptionsFactory.create().as(OnlineRetailOptions.class);
    options.setInput(input.toString());
    options.setOutput(folder.resolve("twice").toString());
    options.setContract(contract.substring(contract.indexOf('=') + 1));
    try (Plan plan = new OnlineRetailPipeline().plan(options).orElseThrow()) {
      Pipeline pipeline = Pipeline.create(options);
      plan.build(pipeline);
      Twice.seed(3).apply(pipeline);
      pipeline.run().waitUntilFinish();
      assertThat(plan.result().exitCode(), is(ExitCode.PUBLISHED));
    }

    assertThat(Trace.of(folder.resolve("twice")).differences(Trace.of(plain.root())), is(empty()));
  }
}
