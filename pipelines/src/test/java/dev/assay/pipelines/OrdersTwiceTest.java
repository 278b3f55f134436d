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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every bundle of {@code orders} tried more than once, with failures in between, as a cluster does:
 * files, log, warehouse and archive end as those of runs in which nothing failed. The first run
 * starts from nothing, the second adds to its days.
 */
class OrdersTwiceTest {
  private static final List<String> STEPS =
      List.of(
          "Ingest/Validate",
          "Ingest/Accumulate orders/SettleKeys",
          "Ingest/Accumulate orders/Days of silver orders/Read",
          "Ingest/Accumulate orders/WriteDays",
          "CloseBooks",
          "Commit",
          "Project",
          "Archive");

  @TempDir private Path folder;
  private OrdersDays plain;

  /** Two seeds, or as many as {@code assay.test.twice} says. */
  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("assay.test.twice", 2));
  }

  @BeforeEach
  void runWithoutFailures() throws Exception {
    plain = OrdersDays.in(folder.resolve("plain"));
    for (int delivery = 0; delivery < OrdersDays.DELIVERIES; delivery++) {
      plain.lands(delivery).landing().publish(plain.contract());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void endsLikeRunsInWhichNothingFailed(long seed) throws Exception {
    assertEndsLikePlain(Twice.seed(seed));
  }

  @Test
  void endsSoWithAttemptsAtTheSameTime() throws Exception {
    assertEndsLikePlain(Twice.seed(3).withTwins());
  }

  private void assertEndsLikePlain(Twice harness) throws Exception {
    OrdersDays twice = OrdersDays.in(folder.resolve("twice"));
    for (int delivery = 0; delivery < OrdersDays.DELIVERIES; delivery++) {
      List<String> steps = runTwice(twice.lands(delivery), harness);
      for (String step : STEPS) {
        assertThat(steps, hasItem(startsWith(step)));
      }
    }
    Trace expected = Trace.of(plain.landing().output());
    assertThat(Trace.of(twice.landing().output()).differences(expected), is(empty()));
    assertThat(twice.landing().archived(), is(plain.landing().archived()));
    assertThat(twice.landing().landed(), is(empty()));
  }

  private static List<String> runTwice(OrdersDays days, Twice harness) throws Exception {
    OrdersLanding landing = days.landing();
    OrdersOptions options = PipelineOptionsFactory.create().as(OrdersOptions.class);
    options.setLanding(landing.landing().toString());
    options.setOutput(landing.output().toString());
    options.setArchive(landing.archive().toString());
    options.setContract(days.contract().substring("--contract=".length()));
    options.setSettle(0);
    try (Plan plan = new OrdersPipeline().plan(options).orElseThrow()) {
      Pipeline pipeline = Pipeline.create(options);
      plan.build(pipeline);
      List<String> steps = harness.apply(pipeline);
      pipeline.run().waitUntilFinish();
      plan.result();
      return steps;
    }
  }
}
