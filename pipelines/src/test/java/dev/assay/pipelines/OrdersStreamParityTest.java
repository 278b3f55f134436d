package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.assay.pipelines.generate.orders.Feed;
import dev.assay.pipelines.generate.orders.OrdersGenerator;
import dev.assay.pipelines.generate.orders.OrdersOracle;
import dev.assay.pipelines.generate.orders.OrdersOracle.Question;
import dev.assay.transforms.batch.Delivery;
import dev.assay.transforms.batch.DeliveryRequest;
import dev.assay.transforms.batch.Intake;
import dev.assay.transforms.batch.MicroBatches;
import dev.assay.transforms.batch.Planner;
import dev.assay.transforms.log.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same files of orders end in the same gold, to the last column, whether {@code orders} takes
 * them in or the streaming graph does, by whatever schedule: shuffled, late, repeated, after idle
 * times, drained and started again in the middle. When rows changed is not looked at.
 */
class OrdersStreamParityTest {
  /** Orders of two days, some late, repeated under the same and other content, broken. */
  private static final Feed FEED = new Feed(26, 40, 0.1, 0.1, 0.1, 0.1, 0.02, 7);

  /** Small enough for some micro-batches to be full. */
  private static final long BYTES = 60_000;

  @TempDir private static Path made;
  private static OrdersLanding batch;
  private static List<String> files;
  private static String contract;

  @TempDir private Path folder;

  /** Three schedules, or as many as {@code assay.test.schedules} says. */
  static LongStream seeds() {
    long first = Long.getLong("assay.test.seed", 1);
    return LongStream.range(first, first + Long.getLong("assay.test.schedules", 3));
  }

  @BeforeAll
  static void takeInBatches() throws Exception {
    contract =
        ContractText.bundled("orders")
            .with("value: fail", "value: latest")
            .within("orders", "mustBeLessOrEqualTo: 5\n", "mustBeLessOrEqualTo: 100\n")
            .option(made);
    OrdersGenerator.of(FEED).writeTo(made);
    files = names(made.resolve("orders"));
    Files.copy(made.resolve("orders").resolve(files.get(3)), made.resolve("orders/again.json"));
    files = names(made.resolve("orders"));
    batch = new OrdersLanding(made.resolve("batch"));
    for (List<String> some : List.of(files.subList(0, 40), files.subList(40, files.size()))) {
      for (String file : some) {
        batch.lands(file, Files.readAllLines(made.resolve("orders").resolve(file)));
      }
      batch.publish(contract);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyScheduleEndsLikeBatches(long seed) throws Exception {
    StreamSchedule schedule = StreamSchedule.drawn(seed, files);
    OrdersLanding stream = new OrdersLanding(folder);
    stream.lands("empty.json", List.of());

    for (List<StreamSchedule.Step> steps : schedule.runs()) {
      run(stream, steps);
    }

    assertThat(stream.landed(), is(empty()));
    assertThat(stream.archived(), hasSize(files.size() + 1));
    long microBatches = published(stream);
    System.out.printf("%d micro-batches: -Dassay.test.seed=%d%n", microBatches, seed);
    assertThat(microBatches, greaterThan(5L));
    for (String table : OrdersOracle.BY_DAY) {
      assertThat("seed " + seed + ": " + table, gold(stream, table), equalTo(gold(batch, table)));
    }
    try (OrdersOracle oracle = Question.about(made).ask()) {
      assertThat(
          oracle.differences(stream.lake().warehouseFile(), List.of("orders"), OrdersOracle.BY_DAY),
          is(empty()));
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static long published(OrdersLanding landing) throws IOException {
    return landing.lake().log().stream().filter(Manifest::isPublished).count();
  }

  private static List<String> gold(OrdersLanding landing, String table) throws Exception {
    return Trace.query(
        landing.output(), "SELECT * EXCLUDE (last_updated) FROM orders_gold." + table);
  }

  private static void run(OrdersLanding landing, List<StreamSchedule.Step> steps)
      throws IOException {
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
            Intake.feed("orders").settledFor(Duration.ZERO).streamed(Duration.ZERO, BYTES),
            landing.landing().toString());
    Delivery common = Planner.open(request);
    Pipeline pipeline = Pipeline.create(options);
    OrdersPipeline.build(
        pipeline,
        MicroBatches.of(
            request, common, new Landings(StreamSchedule.ticks(steps), landing.landing())));
    pipeline.run().waitUntilFinish();
  }

  /** Ticks before each of which some files land. */
  private static final class Landings extends PTransform<PBegin, PCollection<String>> {
    private final transient TestStream<String> ticks;
    private final Path landing;

    Landings(TestStream<String> ticks, Path landing) {
      this.ticks = ticks;
      this.landing = landing;
    }

    @Override
    public PCollection<String> expand(PBegin begin) {
      return begin
          .apply(ticks)
          .apply("Land", ParDo.of(new LandFn(made.toString(), landing.toString())));
    }
  }

  /** Moves files into the landing folder, whole, as a writer does that knows how. */
  private static final class LandFn extends DoFn<String, String> {
    private final String from;
    private final String landing;

    LandFn(String from, String landing) {
      this.from = from;
      this.landing = landing;
    }

    @ProcessElement
    public void land(@Element String names, OutputReceiver<String> out) throws IOException {
      List<String> all = new ArrayList<>(names.isEmpty() ? List.of() : List.of(names.split("\n")));
      for (String name : all) {
        Path unfinished = Path.of(landing, "orders", name + ".tmp");
        Files.copy(Path.of(from, "orders", name), unfinished);
        Files.move(unfinished, Path.of(landing, "orders", name), StandardCopyOption.ATOMIC_MOVE);
      }
      out.output(names);
    }
  }
}
