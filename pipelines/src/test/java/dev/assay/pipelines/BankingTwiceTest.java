package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.assay.transforms.testing.Twice;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every bundle of {@code banking} tried more than once, with failures in between, as a cluster
 * does: files, log, warehouse and archive end as those of a run in which nothing failed.
 */
class BankingTwiceTest {
  private static final int CUSTOMERS = 40;

  @TempDir Path folder;

  /** Two seeds, or as many as {@code assay.test.twice} says. */
  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("assay.test.twice", 2));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void endsLikeARunInWhichNothingFailed(long seed) throws Exception {
    Bank plain = new Bank(folder.resolve("plain")).delivers(5, CUSTOMERS);
    assertThat(HereRun.of(plain.archiving()).code(), is(ExitCode.PUBLISHED));

    Bank twice = new Bank(folder.resolve("twice")).delivers(5, CUSTOMERS);
    List<String> steps = runTwice(twice, seed);

    for (String step :
        List.of(
            "Ingest/Validate",
            "Ingest/WriteSilver",
            "CloseBooks",
            "Commit",
            "Project",
            "Archive")) {
      assertThat(steps, hasItem(startsWith(step)));
    }
    Trace expected = Trace.of(plain.output());
    assertThat(Trace.of(twice.output()).differences(expected), is(empty()));
    assertThat(twice.archived(), is(plain.archived()));
  }

  private static List<String> runTwice(Bank bank, long seed) throws Exception {
    BatchOptions options = PipelineOptionsFactory.create().as(BatchOptions.class);
    options.setInput(bank.landing().toString());
    options.setOutput(bank.output().toString());
    options.setArchive(bank.archive().toString());
    try (Plan plan = new BankingPipeline().plan(options).orElseThrow()) {
      Pipeline pipeline = Pipeline.create(options);
      plan.build(pipeline);
      List<String> steps = Twice.seed(seed).apply(pipeline);
      pipeline.run().waitUntilFinish();
      plan.result();
      return steps;
    }
  }
}
