package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class OnDataflowTest {
  private static final String LAKE = "--output=gs://lake";
  private static final String WAREHOUSE = "--warehouse=bigquery:my-project";

  @Test
  void takesWhatLiesInBuckets() {
    assertThat(
        problems(new BankingPipeline(), "--input=gs://landing/bank", LAKE, WAREHOUSE), empty());
  }

  @Test
  void refusesWhatOnlyThisMachineHas() {
    assertThat(
        problems(
            new BankingPipeline(), "--input=in", LAKE, "--archive=done", "--warehouse=duckdb:file"),
        contains(
            containsString("--input=in: Dataflow needs gs://"),
            containsString("--archive=done: Dataflow needs gs://"),
            containsString("--warehouse=bigquery:PROJECT must be given")));
  }

  @Test
  void wantsToBeToldTheWarehouse() {
    assertThat(
        problems(new BankingPipeline(), "--input=gs://landing", LAKE),
        contains(containsString("--warehouse=bigquery:PROJECT must be given")));
  }

  @Test
  void refusesToStopAStreamThatItDoesNotWatch() {
    assertThat(
        problems(
            new OrdersStreamPipeline(), "--landing=gs://in", LAKE, WAREHOUSE, "--stopAfterIdle=5m"),
        contains(containsString("--stopAfterIdle has no meaning on Dataflow; drain the job")));
  }

  private static List<String> problems(NamedPipeline pipeline, String... words) {
    CommandLine command = new CommandLine(new PipelineCommand(pipeline).spec());
    return OnDataflow.problems(Setting.of(pipeline.options()), command.parseArgs(words));
  }
}
