package dev.assay.it.dataflow;

import static dev.assay.it.dataflow.PostedJob.KNOWN;
import static dev.assay.it.dataflow.PostedJob.packages;
import static dev.assay.it.dataflow.PostedJob.steps;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.it.cloud.FakeGcs;
import dev.assay.it.cloud.LocalBigQuery;
import dev.assay.it.cloud.Servers;
import dev.assay.pipelines.Assay;
import dev.assay.pipelines.BankingPipeline;
import dev.assay.pipelines.Customer360Pipeline;
import dev.assay.pipelines.ExitCode;
import dev.assay.pipelines.IngestPipeline;
import dev.assay.pipelines.NamedPipeline;
import dev.assay.pipelines.OnlineRetailPipeline;
import dev.assay.pipelines.OrdersDailyPipeline;
import dev.assay.pipelines.OrdersPipeline;
import dev.assay.pipelines.OrdersStreamPipeline;
import dev.assay.pipelines.Plan;
import dev.assay.pipelines.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The jobs that Dataflow's runner makes of the pipelines. Step names and coders are what an update
 * of a running job goes by: the files hold those that were given out. What a test found lies under
 * {@code target/found}, to be copied over them if a change is meant.
 */
final class JobsTest {
  private static final Path DATA = Servers.project().resolve("testdata");
  private static final Path FOUND = Path.of("target/found");

  @Order(1)
  @RegisterExtension
  static final FakeGcs GCS = FakeGcs.withBuckets("landing", "lake", "staging");

  @Order(2)
  @RegisterExtension
  static final LocalBigQuery BIGQUERY = LocalBigQuery.over(GCS);

  @Order(3)
  @RegisterExtension
  static final DataflowStub DATAFLOW = new DataflowStub();

  @TempDir static Path folder;

  private static final Job BANKING =
      new Job(new BankingPipeline(), List.of("--input=gs://landing/banking"));

  private record Job(NamedPipeline pipeline, List<String> options) {
    @Override
    public String toString() {
      return pipeline.name();
    }
  }

  @BeforeAll
  static void land() throws Exception {
    GCS.upload(DATA.resolve("banking/small"), "gs://landing/banking");
    GCS.upload(DATA.resolve("customer-360/small"), "gs://landing/customer-360");
    GCS.upload(DATA.resolve("online-retail/small"), "gs://landing/online-retail");
    GCS.upload(DATA.resolve("orders/small"), "gs://landing/orders");
    GCS.upload(DATA.resolve("ingest/input"), "gs://landing/ingest");
    for (String jar : List.of("one.jar", "two.jar")) {
      Files.writeString(folder.resolve(jar), jar);
    }
  }

  private static Stream<Job> jobs() {
    String contract = "--contract=" + DATA.resolve("ingest/contract.odcs.yaml");
    String landing = "--landing=gs://landing/orders";
    return Stream.of(
        BANKING,
        new Job(new Customer360Pipeline(), List.of("--input=gs://landing/customer-360")),
        new Job(new OnlineRetailPipeline(), List.of("--input=gs://landing/online-retail")),
        new Job(new OrdersPipeline(), List.of(landing, "--settle=0")),
        new Job(new OrdersDailyPipeline(), List.of(landing, "--settle=0", "--asOf=2024-01-05")),
        new Job(new OrdersStreamPipeline(), List.of(landing, "--enableStreamingEngine")),
        new Job(new IngestPipeline(), List.of("--input=gs://landing/ingest", contract)));
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void hasTheStepsThatItAlwaysHad(Job job) throws IOException {
    List<String> steps = steps(submit(job));

    assertThat(new HashSet<>(steps), hasSize(steps.size()));
    assertKnown(job + ".steps.txt", steps);
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void writesElementsAsItAlwaysDid(Job job) throws IOException {
    Coders coders = Coders.of(build(job));

    assertThat(coders.unpinned(), is(empty()));
    assertKnown(job + ".coders.txt", coders.lines());
  }

  @Test
  void stagesEachFileOnceForAllJobs() throws Exception {
    List<String> first = packages(submit(BANKING));
    List<String> staged = staged();
    List<String> second = packages(submit(BANKING));

    assertThat(new HashSet<>(first), hasSize(first.size()));
    assertThat(jars(second), equalTo(jars(first)));
    assertThat(jars(staged()), equalTo(jars(staged)));
    assertThat(jars(staged), hasSize(2));
  }

  @Test
  void saysThatTheStreamIsOneAndWantsStreamingEngine() {
    Job stream = jobs().filter(job -> job.toString().equals("orders-stream")).findAny().get();
    JsonNode posted = submit(stream);

    assertThat(posted.get("type").asText(), is("JOB_TYPE_STREAMING"));
    List<String> experiments = new ArrayList<>();
    posted.at("/environment/experiments").forEach(each -> experiments.add(each.asText()));
    assertThat(experiments, hasItem("enable_streaming_engine"));
  }

  /** Options, display data and serialized steps: of the data, only names of files are there. */
  @Test
  void tellsNothingOfWhatIsInTheFiles() throws Exception {
    String secret = "Zyxwvut-Canary";
    String customers = Files.readString(DATA.resolve("banking/small/customers.csv"));
    GCS.upload(DATA.resolve("banking/small"), "gs://landing/secret");
    GCS.put("gs://landing/secret/customers.csv", customers.replace("Ada", secret).getBytes(UTF_8));
    Job job = new Job(new BankingPipeline(), List.of("--input=gs://landing/secret"));
    String told = Serialized.allOf(submit(job));

    assertThat(customers, containsString("Ada"));
    assertThat(told, containsString("transactions.csv"));
    assertThat(told, not(containsString(secret)));
  }

  private static List<String> options(Job job) {
    List<String> all = new ArrayList<>(job.options());
    all.addAll(GCS.options());
    all.addAll(BIGQUERY.options());
    all.addAll(
        List.of(
            "--output=gs://lake/" + job,
            "--warehouse=bigquery:" + FakeGcs.PROJECT,
            "--runner=DataflowRunner",
            "--region=europe-west1",
            "--jobName=assay-" + job,
            "--dataflowEndpoint=" + DATAFLOW.url(),
            "--gcpTempLocation=gs://staging/temp",
            "--stagingLocation=gs://staging/files",
            "--filesToStage=" + folder.resolve("one.jar") + "," + folder.resolve("two.jar")));
    return all;
  }

  private static Pipeline build(Job job) throws IOException {
    RunOptions options =
        PipelineOptionsFactory.fromArgs(options(job).toArray(String[]::new))
            .as(job.pipeline().options());
    Pipeline pipeline = Pipeline.create(options);
    try (Plan plan = job.pipeline().plan(options).orElseThrow()) {
      plan.build(pipeline);
    }
    return pipeline;
  }

  @Test
  void leavesAJobForTheLauncherOfATemplate() throws IOException {
    String file = "gs://staging/templates/banking/job_object";

    assertThat(run(BANKING, "--templateLocation=" + file), is(ExitCode.PUBLISHED));

    JsonNode left = new ObjectMapper().readTree(GCS.file(file).toFile());
    assertThat(steps(left), equalTo(Files.readAllLines(KNOWN.resolve("banking.steps.txt"))));
  }

  /** A launch that makes no job counts as failed. */
  @Test
  void makesAJobOfNothingIfNothingIsNew() {
    Job nothing = new Job(new OrdersPipeline(), List.of("--landing=gs://landing/empty"));

    assertThat(steps(submit(nothing)).toString(), containsString("NothingNew"));
  }

  @Test
  void refusesWhatItsWorkersCouldNotReach() {
    int before = DATAFLOW.jobs();
    Job local = new Job(new BankingPipeline(), List.of("--input=" + DATA));

    assertThat(run(local), is(ExitCode.REQUEST));
    assertThat(DATAFLOW.jobs(), is(before));
  }

  /** Ends though the job is pending for ever. */
  private static JsonNode submit(Job job) {
    assertThat(run(job), is(ExitCode.PUBLISHED));
    JsonNode posted = DATAFLOW.last();
    assertThat(posted.get("name").asText(), is("assay-" + job));
    return posted;
  }

  private static ExitCode run(Job job, String... more) {
    List<String> words = new ArrayList<>(List.of(job.pipeline().name()));
    words.addAll(options(job));
    words.addAll(List.of(more));
    return Assay.run(words.toArray(String[]::new));
  }

  private static List<String> staged() throws IOException {
    try (Stream<Path> files = Files.list(GCS.file("gs://staging/files"))) {
      return files.map(file -> file + " " + file.toFile().lastModified()).sorted().toList();
    }
  }

  private static List<String> jars(List<String> files) {
    return files.stream().filter(file -> file.contains(".jar")).sorted().toList();
  }

  private static void assertKnown(String file, List<String> lines) throws IOException {
    Files.createDirectories(FOUND);
    Files.write(FOUND.resolve(file), lines);
    Path known = KNOWN.resolve(file);
    assertThat(lines, equalTo(Files.exists(known) ? Files.readAllLines(known) : List.of()));
  }
}
