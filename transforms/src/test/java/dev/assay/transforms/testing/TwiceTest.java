package dev.assay.transforms.testing;

import static org.apache.beam.sdk.values.TypeDescriptors.integers;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.transforms.milestones.Milestone;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.WithTimestamps;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwiceTest {
  private static final List<Integer> NUMBERS = IntStream.range(0, 200).boxed().toList();

  /** What attempts leave behind, lost or not. */
  private static final Map<String, Collection<Object>> EFFECTS = new ConcurrentHashMap<>();

  private final TestPipeline pipeline = newPipeline();

  private static TestPipeline newPipeline() {
    return TestPipeline.create().enableAbandonedNodeEnforcement(true);
  }

  private static void effect(String what, Object value) {
    EFFECTS.computeIfAbsent(what, w -> new ConcurrentLinkedQueue<>()).add(value);
  }

  private static List<Object> effects(String what) {
    return List.copyOf(EFFECTS.getOrDefault(what, List.of()));
  }

  @BeforeEach
  void forget() {
    EFFECTS.clear();
  }

  private PCollection<Integer> numbers() {
    return numbers(pipeline);
  }

  private static PCollection<Integer> numbers(Pipeline pipeline) {
    return pipeline.apply("Numbers", Create.of(NUMBERS));
  }

  private PipelineResult.State runTwice(long seed) {
    Twice.seed(seed).apply(pipeline);
    return pipeline.run().waitUntilFinish();
  }

  /** Does what a DoFn must not: counts on each bundle being processed once. */
  private static final class AppendFn extends DoFn<Integer, Integer> {
    @ProcessElement
    public void append(@Element Integer number, OutputReceiver<Integer> out) {
      effect("appended", number);
      out.output(number);
      effect("after output", number);
    }
  }

  @Test
  void catchesASideEffectThatDoublesWithASecondAttempt() {
    numbers().apply("Append", ParDo.of(new AppendFn()));
    pipeline.run();
    assertThat(effects("appended").size(), is(NUMBERS.size()));

    forget();
    Pipeline again = newPipeline();
    numbers(again).apply("Append", ParDo.of(new AppendFn()));
    assertThat(Twice.seed(7).apply(again), hasItem(startsWith("Append")));
    again.run();
    assertThat(effects("appended").size(), greaterThan(NUMBERS.size()));
    assertThat(Set.copyOf(effects("appended")).size(), is(NUMBERS.size()));
    assertThat(
        "some attempts die at an output",
        effects("after output").size(),
        lessThan(effects("appended").size()));
  }

  /** What happens to groups, since the DirectRunner always makes one bundle of each. */
  private static Map<Object, Long> attemptsAtGroups(long seed) {
    EFFECTS.clear();
    Pipeline run = newPipeline();
    numbers(run)
        .apply("Key", WithKeys.<Integer, Integer>of(number -> number).withKeyType(integers()))
        .apply(GroupByKey.create())
        .apply(
            "Append",
            MapElements.into(integers())
                .via(
                    group -> {
                      effect("appended", group.getKey());
                      return group.getKey();
                    }));
    Twice.seed(seed).apply(run);
    run.run();
    Map<Object, Long> attempts = new TreeMap<>();
    effects("appended").forEach(number -> attempts.merge(number, 1L, Long::sum));
    return attempts;
  }

  @Test
  void doesTheSameForTheSameSeed() {
    Map<Object, Long> attempts = attemptsAtGroups(1);
    assertThat(attemptsAtGroups(1), is(attempts));
    assertThat(attemptsAtGroups(2), is(not(attempts)));
    assertThat(Set.copyOf(attempts.values()), is(Set.of(1L, 2L, 3L)));
  }

  private static final TupleTag<Integer> EVEN = new TupleTag<>("even");
  private static final TupleTag<String> ODD = new TupleTag<>("odd");

  private static final class SortFn extends DoFn<Integer, Integer> {
    @ProcessElement
    public void sort(ProcessContext context) {
      if (context.element() % 2 == 0) {
        context.output(context.element());
      } else {
        context.output(ODD, "odd " + context.element());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void neitherLosesNorDoublesOutputs(long seed) {
    PCollectionTuple sorted =
        numbers()
            .apply("Append", ParDo.of(new AppendFn()))
            .apply("Sort", ParDo.of(new SortFn()).withOutputTags(EVEN, TupleTagList.of(ODD)));
    PAssert.that(sorted.get(EVEN).setCoder(VarIntCoder.of()))
        .containsInAnyOrder(NUMBERS.stream().filter(number -> number % 2 == 0).toList());
    PAssert.that(sorted.get(ODD).setCoder(StringUtf8Coder.of()))
        .containsInAnyOrder(
            NUMBERS.stream().filter(n -> n % 2 == 1).map(number -> "odd " + number).toList());
    runTwice(seed);
  }

  @Test
  void failsThePipelineWithTheExceptionOfTheKeptAttempt() {
    numbers()
        .apply(
            "Refuse",
            MapElements.into(integers())
                .via(
                    number -> {
                      if (number == 42) {
                        throw new IllegalStateException("no room for 42");
                      }
                      return number;
                    }));
    Twice.seed(7).apply(pipeline);
    Exception thrown =
        assertThrows(Pipeline.PipelineExecutionException.class, () -> pipeline.run());
    assertThat(thrown.getMessage(), containsString("no room for 42"));
  }

  /** Puts out, when a bundle ends, how many elements of each window it had. */
  private static final class CountFn extends DoFn<Integer, KV<Integer, Integer>> {
    private transient Map<BoundedWindow, Integer> counts;
    private transient boolean isSetUp;

    @Setup
    public void setUp() {
      isSetUp = true;
    }

    @StartBundle
    public void start() {
      counts = new ConcurrentHashMap<>();
    }

    @ProcessElement
    public void count(@Element Integer number, BoundedWindow window) {
      effect("set up", isSetUp);
      counts.merge(window, 1, Integer::sum);
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      counts.forEach(
          (window, count) -> {
            int start = (int) ((IntervalWindow) window).start().getMillis();
            context.output(KV.of(start, count), window.maxTimestamp(), window);
          });
    }

    @Teardown
    public void tearDown() {
      effect("torn down", true);
    }
  }

  /** Where a value is: its window's start, and its time. */
  private static final class PlaceFn extends DoFn<KV<Integer, Integer>, String> {
    @ProcessElement
    public void place(
        @Element KV<Integer, Integer> count,
        @Timestamp Instant time,
        IntervalWindow window,
        OutputReceiver<String> out) {
      for (int i = 0; i < count.getValue(); i++) {
        out.output(
            count.getKey() + " in " + window.start().getMillis() + " at " + time.getMillis());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void keepsWindowsOfWhatIsPutOutWhenABundleEnds(long seed) {
    PCollection<KV<String, Long>> counts =
        numbers()
            .apply(WithTimestamps.of(number -> new Instant((long) number)))
            .apply(Window.into(FixedWindows.of(Duration.millis(100))))
            .apply("Count", ParDo.of(new CountFn()))
            .apply("Place", ParDo.of(new PlaceFn()))
            .apply(Count.perElement());
    PAssert.that(counts)
        .containsInAnyOrder(List.of(KV.of("0 in 0 at 99", 100L), KV.of("100 in 100 at 199", 100L)));
    runTwice(seed);
    assertThat(effects("set up"), everyItem(is(true)));
    assertThat(effects("torn down"), is(not(empty())));
  }

  private static final class TimeFn extends DoFn<Integer, String> {
    @ProcessElement
    public void tell(@Element Integer number, @Timestamp Instant time, OutputReceiver<String> out) {
      out.output(number + "@" + time.getMillis());
    }
  }

  @Test
  void keepsTheTimeOfEachElement() {
    PCollection<String> times =
        numbers()
            .apply(WithTimestamps.of(number -> new Instant(number * 1000L)))
            .apply("Same", MapElements.into(integers()).via(number -> number))
            .apply("Tell", ParDo.of(new TimeFn()));
    PAssert.that(times)
        .containsInAnyOrder(NUMBERS.stream().map(number -> number + "@" + number * 1000L).toList());
    runTwice(7);
  }

  private static final class ListFn extends DoFn<KV<Integer, Iterable<Integer>>, Integer> {
    @ProcessElement
    public void list(@Element KV<Integer, Iterable<Integer>> group, OutputReceiver<Integer> out) {
      List<Integer> values = new ArrayList<>();
      group.getValue().forEach(values::add);
      effect("orders", values);
      values.forEach(out::output);
    }
  }

  @Test
  void givesTheValuesOfAKeyInAnotherOrderToEachAttempt() {
    int groups = 20;
    PCollection<Integer> listed =
        numbers()
            .apply("Key", WithKeys.<Integer, Integer>of(n -> n % groups).withKeyType(integers()))
            .apply(GroupByKey.create())
            .apply("List", ParDo.of(new ListFn()))
            .setCoder(VarIntCoder.of());
    PAssert.that(listed).containsInAnyOrder(NUMBERS);
    runTwice(7);
    assertThat(effects("orders").size(), greaterThan(groups));
    assertThat(Set.copyOf(effects("orders")).size(), is(effects("orders").size()));
  }

  @Test
  void letsAttemptsDieAtMilestones() {
    numbers()
        .apply(
            "Commit",
            MapElements.into(integers())
                .via(
                    number -> {
                      effect("before", number);
                      Milestone.READY_TO_COMMIT.reached();
                      effect("after", number);
                      return number;
                    }));
    runTwice(7);
    assertThat(effects("before").size(), greaterThan(effects("after").size()));
    assertThat(Set.copyOf(effects("after")).size(), is(NUMBERS.size()));
  }

  /** Puts out the thread it runs in. */
  private static final class ThreadFn extends DoFn<Integer, Long> {
    @ProcessElement
    public void tell(@Element Integer number, OutputReceiver<Long> out) {
      effect("thread", Thread.currentThread().getId());
      out.output(Thread.currentThread().getId());
    }
  }

  private static final class KeepFn extends DoFn<Long, Long> {
    @ProcessElement
    public void keep(@Element Long thread) {
      effect("kept thread", thread);
    }
  }

  @Test
  void runsTwinsInThreadsOfTheirOwnIfAskedTo() {
    numbers().apply("Thread", ParDo.of(new ThreadFn())).apply("Keep", ParDo.of(new KeepFn()));
    Twice.seed(7).withTwins().apply(pipeline);
    pipeline.run();
    Set<Object> lost = new HashSet<>(effects("thread"));
    lost.removeAll(effects("kept thread"));
    assertThat(lost, is(not(empty())));
  }

  @Test
  void countsMetricsOnce() {
    numbers()
        .apply(
            "Meter",
            MapElements.into(integers())
                .via(
                    number -> {
                      Metrics.counter("test", "seen").inc();
                      effect("seen", number);
                      return number;
                    }));
    Twice.seed(7).apply(pipeline);
    PipelineResult result = pipeline.run();
    MetricsFilter seen =
        MetricsFilter.builder().addNameFilter(MetricNameFilter.named("test", "seen")).build();
    long count = result.metrics().queryMetrics(seen).getCounters().iterator().next().getAttempted();
    assertThat(count, is((long) NUMBERS.size()));
    assertThat(effects("seen").size(), greaterThan(NUMBERS.size()));
  }

  private static final class AddFn extends DoFn<Integer, Long> {
    @ProcessElement
    public void add(
        @Element Integer number, @SideInput("hundred") Long hundred, OutputReceiver<Long> out) {
      out.output(number + hundred);
    }
  }

  @Test
  void passesSideInputsOn() {
    PCollectionView<Long> hundred =
        pipeline.apply("Hundred", Create.of(100L)).apply(View.asSingleton());
    PCollection<Long> sums =
        numbers().apply("Add", ParDo.of(new AddFn()).withSideInput("hundred", hundred));
    PAssert.that(sums).containsInAnyOrder(NUMBERS.stream().map(n -> n + 100L).toList());
    runTwice(7);
  }

  private static final class StateFn extends DoFn<KV<Integer, Integer>, Integer> {
    @StateId("last")
    private final StateSpec<ValueState<Integer>> last = StateSpecs.value(VarIntCoder.of());

    @ProcessElement
    public void remember(
        @Element KV<Integer, Integer> pair, @StateId("last") ValueState<Integer> last) {
      last.write(pair.getValue());
    }
  }

  @Test
  void refusesADoFnThatItCannotTryTwice() {
    Pipeline stateful = newPipeline();
    stateful.apply(Create.of(KV.of(1, 2))).apply("Remember", ParDo.of(new StateFn()));
    Exception thrown =
        assertThrows(IllegalArgumentException.class, () -> Twice.seed(7).apply(stateful));
    assertThat(thrown.getMessage(), containsString("Remember"));
    assertThat(thrown.getMessage(), containsString("StateFn has state or timers"));
  }
}
