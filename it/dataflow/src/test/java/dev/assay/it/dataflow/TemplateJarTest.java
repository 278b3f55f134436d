package dev.assay.it.dataflow;

import static dev.assay.it.dataflow.PostedJob.KNOWN;
import static dev.assay.it.dataflow.PostedJob.packages;
import static dev.assay.it.dataflow.PostedJob.steps;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.it.cloud.FakeGcs;
import dev.assay.it.cloud.LocalBigQuery;
import dev.assay.it.cloud.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar of the Flex Templates, in a JVM of its own with nothing beside it, as their launcher
 * starts it.
 */
@EnabledIfSystemProperty(
    named = "assay.template.jar",
    matches = ".+",
    disabledReason = "mvn verify -Ptemplate makes the jar")
final class TemplateJarTest {
  private static final long PATIENCE_MINUTES = 5;

  @Order(1)
  @RegisterExtension
  static final FakeGcs GCS = FakeGcs.withBuckets("landing", "lake", "staging");

  @Order(2)
  @RegisterExtension
  static final LocalBigQuery BIGQUERY = LocalBigQuery.over(GCS);

  @Order(3)
  @RegisterExtension
  static final DataflowStub DATAFLOW = new DataflowStub();

  @TempDir Path folder;

  @BeforeAll
  static void land() throws Exception {
    GCS.upload(Servers.project().resolve("testdata/banking/small"), "gs://landing/banking");
    GCS.upload(Servers.project().resolve("testdata/orders/small"), "gs://landing/orders");
  }

  /** What the workers get is the one jar. */
  @Test
  void postsABatchJob() throws Exception {
    launch("BankingPipeline", "--jobName=assay-banking", "--input=gs://landing/banking");

    JsonNode posted = DATAFLOW.last();
    assertThat(posted.get("name").asText(), is("assay-banking"));
    assertThat(posted.get("type").asText(), is("JOB_TYPE_BATCH"));
    assertThat(steps(posted), equalTo(known("banking")));
    assertThat(staged(posted), contains(startsWith("assay-gcp-0.1.0-template-")));
  }

  @Test
  void leavesAStreamingJobWhereTheLauncherLooksForIt() throws Exception {
    String left = "gs://staging/launched/job_object";
    launch(
        "OrdersStreamPipeline",
        "--jobName=assay-orders-stream",
        "--landing=gs://landing/orders",
        "--enableStreamingEngine",
        "--templateLocation=" + left);

    JsonNode job = new ObjectMapper().readTree(GCS.file(left).toFile());
    assertThat(job.get("type").asText(), is("JOB_TYPE_STREAMING"));
    assertThat(steps(job), equalTo(known("orders-stream")));
  }

  private void launch(String main, String... options) throws Exception {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-cp", System.getProperty("assay.template.jar")));
    words.add("dev.assay.pipelines." + main);
    words.addAll(List.of(options));
    words.addAll(GCS.options());
    words.addAll(BIGQUERY.options());
    words.addAll(
        List.of(
            "--output=gs://lake/" + main,
            "--warehouse=bigquery:" + FakeGcs.PROJECT,
            "--runner=DataflowRunner",
            "--region=europe-west1",
            "--dataflowEndpoint=" + DATAFLOW.url(),
            "--gcpTempLocation=gs://staging/temp",
            "--stagingLocation=gs://staging/files"));
    Path log = folder.resolve("launcher.log");
    Process launcher =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(launcher.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES), is(true));
      assertThat(Files.readString(log), launcher.exitValue(), is(0));
    } finally {
      launcher.destroy();
    }
  }

  private static List<String> known(String pipeline) throws IOException {
    return Files.readAllLines(KNOWN.resolve(pipeline + ".steps.txt"));
  }

  /** The jars that a worker gets, by name; beside them is the pipeline itself. */
  private static List<String> staged(JsonNode job) {
    return packages(job).stream()
        .filter(location -> location.endsWith(".jar"))
        .map(location -> location.substring(location.lastIndexOf('/') + 1))
        .toList();
  }
}
