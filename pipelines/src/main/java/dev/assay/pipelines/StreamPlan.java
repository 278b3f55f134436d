package dev.assay.pipelines;

import dev.assay.transforms.batch.Deliveries;
import dev.assay.transforms.batch.Delivery;
import dev.assay.transforms.batch.DeliveryRequest;
import dev.assay.transforms.batch.MicroBatches;
import dev.assay.transforms.batch.Planner;
import dev.assay.transforms.batch.Streams;
import dev.assay.transforms.lake.RunFolder;
import dev.assay.transforms.land.Inflow;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.warehouse.WarehouseSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.transforms.PeriodicImpulse;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The plan of a pipeline that goes on until it is stopped. A signal stops it once the micro-batch
 * that is under way is published; what lands after that is for the next start.
 */
final class StreamPlan implements Plan {
  /** How often at least the stream looks whether it is time for a micro-batch. */
  private static final Duration SLOWEST_TICK = Duration.ofSeconds(1);

  /** So many times within the interval of micro-batches, if that is short. */
  private static final int TICKS = 5;

  private static final org.joda.time.Duration BETWEEN_LOOKS = org.joda.time.Duration.millis(500);

  /** How long a micro-batch that is under way is waited for once somebody wants to stop. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private final DeliveryRequest request;
  private final Delivery common;
  private final BiConsumer<Pipeline, Deliveries> build;
  private final Inflow inflow;
  private final @Nullable Duration idle;
  private final Streams stream;
  private final Set<String> toldProblems = new HashSet<>();
  private long told;
  private boolean isOver;

  private StreamPlan(
      DeliveryRequest request,
      Delivery common,
      BiConsumer<Pipeline, Deliveries> build,
      Inflow inflow,
      @Nullable Duration idle) {
    this.request = request;
    this.common = common;
    this.build = build;
    this.inflow = inflow;
    this.idle = idle;
    this.stream = Streams.start(common.lake().run());
  }

  /**
   * Plans a stream, and shows in the warehouse what was committed before.
   *
   * @param warehouse how the warehouse is opened
   * @param build adds what is computed from each micro-batch
   * @param inflow lands what comes without a file
   * @param idle the stream ends when it has found nothing new for so long; null if it goes on
   */
  static Plan of(
      DeliveryRequest request,
      WarehouseSettings warehouse,
      BiConsumer<Pipeline, Deliveries> build,
      Inflow inflow,
      @Nullable Duration idle)
      throws IOException {
    Delivery common = Planner.open(request, warehouse);
    BatchPlan.catchUp(request, warehouse);
    return new StreamPlan(request, common, build, inflow, idle);
  }

  @Override
  public Map<String, Long> bytes() {
    return Map.of();
  }

  @Override
  public void build(Pipeline pipeline) {
    build.accept(
        pipeline, MicroBatches.of(request, common, ticks(request.intake().every())).with(inflow));
  }

  private static PeriodicImpulse ticks(Duration every) {
    long millis = Math.min(every.toMillis() / TICKS, SLOWEST_TICK.toMillis());
    return PeriodicImpulse.create().withInterval(org.joda.time.Duration.millis(millis));
  }

  @Override
  @SuppressWarnings("try") // it is there to be closed
  public ExitCode follow(PipelineResult running, Console console) throws IOException {
    told = Log.of(root()).last();
    console
        .out()
        .printf(
            "%s: a micro-batch every %s of what is new in %s; stop it with Ctrl-C%n",
            common.pipeline(), Durations.text(request.intake().every()), request.input());
    try (StopRequest asked = StopRequest.honour(() -> stop(console))) {
      run(running, console);
    }
    if (!isOver) {
      console
          .err()
          .printf(
              "%s: stopped before its last micro-batch was published; the next start takes it in%n",
              common.pipeline());
      return ExitCode.FAILED;
    }
    console.out().printf("%s: stopped%n", common.pipeline());
    return ExitCode.PUBLISHED;
  }

  private void stop(Console console) {
    stream.stop();
    if (stream.isBusy()) {
      console.err().printf("%n%s: stopping after this micro-batch%n", common.pipeline());
    }
  }

  private void run(PipelineResult running, Console console) throws IOException {
    Instant lastNews = Instant.now();
    while (!stream.isStopping() && !isIdle(lastNews)) {
      look(running);
      if (tell(console) || stream.isBusy()) {
        lastNews = Instant.now();
      }
    }
    stream.stop();
    Instant giveUp = Instant.now().plus(PATIENCE);
    while (stream.isBusy() && Instant.now().isBefore(giveUp)) {
      look(running);
    }
    running.cancel();
    isOver = !stream.isBusy();
    tell(console);
  }

  /** Waits a moment; the runner ends a stream only if something goes wrong, and throws what. */
  private static void look(PipelineResult running) {
    PipelineResult.@Nullable State state = running.waitUntilFinish(BETWEEN_LOOKS);
    if (state != null && state.isTerminal()) {
      throw new IllegalStateException("the runner ended the stream as " + state);
    }
  }

  private boolean isIdle(Instant lastNews) {
    return idle != null && stream.hasLookedInVainSince(lastNews.plus(idle));
  }

  /** Tells of what became of micro-batches since the last time; returns whether there was any. */
  private boolean tell(Console console) throws IOException {
    boolean isNew = false;
    Log log = Log.of(root());
    for (long last = log.last(); told < last; told++) {
      Manifest entry = log.read(told + 1);
      if (entry.isOf(common.pipeline(), common.contract().domain())) {
        console.out().println(MicroBatchLine.of(entry));
        isNew = true;
      }
    }
    for (String problem : stream.problems()) {
      if (toldProblems.add(problem)) {
        console.err().printf("%s: %s%n", common.pipeline(), Text.printable(problem));
      }
    }
    return isNew;
  }

  private String root() {
    return common.lake().root();
  }

  @Override
  public BatchResult result() {
    throw new IllegalStateException("a stream comes to no result");
  }

  @Override
  public void close() throws IOException {
    Streams.forget(common.lake().run());
    if (isOver) {
      RunFolder.release(common.lake());
    } else {
      RunFolder.abandon(common.lake());
    }
  }
}
