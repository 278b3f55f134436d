package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.assay.pipelines.generate.orders.Feed;
import dev.assay.pipelines.generate.orders.OrdersGenerator;
import dev.assay.pipelines.generate.orders.OrdersOracle;
import dev.assay.pipelines.generate.orders.OrdersOracle.Question;
import dev.assay.transforms.log.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.options.PipelineOptions.CheckEnabled;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.reflect.DoFnSignatures;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
    StreamedOrders streamed = new StreamedOrders(made, stream, contract, BYTES);

    for (List<StreamSchedule.Step> steps : schedule.runs()) {
      streamed.run(StreamSchedule.ticks(steps));
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

  /**
   * A run of {@code orders} takes in what a micro-batch holds that is under way, and more: that one
   * cannot be published any more, and leaves nothing behind; the next one is cut.
   */
  @Test
  void aBatchThatOvertakesAMicroBatchEndsLikeTheBatches() throws Exception {
    OrdersLanding stream = new OrdersLanding(folder);
    stream.lands("empty.json", List.of());
    String all = String.join("\n", files.subList(0, 40));
    String rest = String.join("\n", files.subList(44, files.size()));
    TestStream<String> ticks =
        TestStream.create(StringUtf8Coder.of())
            .advanceWatermarkTo(at(0))
            .addElements(TimestampedValue.of(all, at(1)))
            .addElements(
                TimestampedValue.of(
                    String.join("\n", files.subList(40, 44)) + "\n" + StreamedOrders.BATCH, at(2)))
            .advanceWatermarkTo(at(3))
            .addElements(TimestampedValue.of(rest, at(3)))
            .advanceWatermarkToInfinity();

    new StreamedOrders(made, stream, contract, Long.MAX_VALUE).run(ticks);

    List<Manifest> log = stream.lake().log();
    assertThat(log.stream().map(entry -> entry.sources().size()).toList(), contains(45, 61));
    assertThat(stream.landed(), is(empty()));
    for (String table : OrdersOracle.BY_DAY) {
      assertThat(table, gold(stream, table), equalTo(gold(batch, table)));
    }
    Set<String> listed = new TreeSet<>();
    log.forEach(entry -> entry.files().forEach(file -> listed.add(file.path())));
    assertThat(files(stream.output()), equalTo(listed));
  }

  private static Instant at(int tick) {
    return new Instant(0).plus(org.joda.time.Duration.standardMinutes(tick));
  }

  /** The files of a lake, without its log, its warehouse and what runs have not finished. */
  private static Set<String> files(Path lake) throws IOException {
    try (Stream<Path> all = Files.walk(lake)) {
      return all.filter(Files::isRegularFile)
          .map(file -> lake.relativize(file).toString())
          .filter(file -> file.contains("/batch="))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** What a running job keeps for a step is known by its name when the job is updated. */
  @Test
  void stepsThatKeepSomethingHaveNamesThatStay() throws Exception {
    List<String> names = new ArrayList<>();
    OrdersLanding stream = new OrdersLanding(folder);
    stream.lands("empty.json", List.of());
    TestStream<String> ticks = TestStream.create(StringUtf8Coder.of()).advanceWatermarkToInfinity();
    Pipeline graph = new StreamedOrders(made, stream, contract, 1).graph(ticks);
    graph.getOptions().setStableUniqueNames(CheckEnabled.ERROR);
    graph.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public void visitPrimitiveTransform(TransformHierarchy.Node node) {
            if (keeps(node.getTransform())) {
              names.add(node.getFullName());
            }
          }
        });

    assertThat(names, hasSize(new TreeSet<>(names).size()));
    Path golden = Path.of("src/test/resources/dev/assay/pipelines/orders-stream-steps.txt");
    assertThat(names.stream().sorted().toList(), equalTo(Files.readAllLines(golden)));
  }

  private static boolean keeps(PTransform<?, ?> step) {
    return step instanceof GroupByKey
        || step instanceof ParDo.MultiOutput<?, ?> parDo
            && DoFnSignatures.isStateful(parDo.getFn());
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
}
