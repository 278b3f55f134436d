package dev.assay.pipelines;

import dev.assay.transforms.batch.Deliveries;
import dev.assay.transforms.batch.Delivery;
import dev.assay.transforms.batch.DeliveryRequest;
import dev.assay.transforms.batch.MicroBatches;
import dev.assay.transforms.batch.Planner;
import dev.assay.transforms.batch.Streams;
import dev.assay.transforms.lake.RunFolder;
import dev.assay.transforms.log.Entry;
import dev.assay.transforms.log.Log;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.GenerateSequence;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The plan of a pipeline that goes on until it is stopped. A signal stops it once the micro-batch
 * that is under way is published; what lands after that is for the next start.
 */
final class StreamPlan implements Plan {
  /** How often the stream looks whether it is time for a micro-batch. */
  private static final org.joda.time.Duration TICK = org.joda.time.Duration.millis(500);

  private static final org.joda.time.Duration BETWEEN_LOOKS = org.joda.time.Duration.millis(200);

  /** How long a micro-batch that is under way is waited for once somebody wants to stop. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final DeliveryRequest request;
  private final Delivery common;
  private final BiConsumer<Pipeline, Deliveries> build;
  private final @Nullable Duration idle;
  private final Set<Long> told = new HashSet<>();
  private final Set<String> toldProblems = new HashSet<>();

  private StreamPlan(
      DeliveryRequest request,
      Delivery common,
      BiConsumer<Pipeline, Deliveries> build,
      @Nullable Duration idle) {
    this.request = request;
    this.common = common;
    this.build = build;
    this.idle = idle;
  }

  /**
   * Plans a stream.
   *
   * @param build adds what is computed from each micro-batch
   * @param idle the stream ends when nothing was new for so long; null if it goes on
   */
  static Plan of(
      DeliveryRequest request, BiConsumer<Pipeline, Deliveries> build, @Nullable Duration idle)
      throws IOException {
    return new StreamPlan(request, Planner.open(request), build, idle);
  }

  @Override
  public Map<String, Long> bytes() {
    return Map.of();
  }

  @Override
  public void build(Pipeline pipeline) {
    build.accept(
        pipeline, MicroBatches.of(request, common, GenerateSequence.from(0).withRate(1, TICK)));
  }

  @Override
  public ExitCode follow(PipelineResult running, Console console) throws IOException {
    for (Entry entry : Log.of(root()).entries()) {
      told.add(entry.number());
    }
    console
        .out()
        .printf(
            "%s: a micro-batch every %s of what is new in %s; stop it with Ctrl-C%n",
            common.pipeline(), request.intake().every(), request.input());
    Thread main = Thread.currentThread();
    Thread onSignal = new Thread(() -> stop(main), "stop");
    Runtime.getRuntime().addShutdownHook(onSignal);
    try {
      run(running, console);
    } finally {
      removeHook(onSignal);
    }
    console.out().printf("%s: stopped%n", common.pipeline());
    return ExitCode.PUBLISHED;
  }

  private void run(PipelineResult running, Console console) throws IOException {
    Instant lastNews = Instant.now();
    while (!isToStop(lastNews)) {
      PipelineResult.@Nullable State state = running.waitUntilFinish(BETWEEN_LOOKS);
      if (state != null && state.isTerminal()) {
        throw new IllegalStateException("the runner ended the stream as " + state);
      }
      if (tell(console) || Streams.inFlight(run()) > 0) {
        lastNews = Instant.now();
      }
    }
    Streams.stop(run());
    Instant giveUp = Instant.now().plus(PATIENCE);
    while (Streams.inFlight(run()) > 0 && Instant.now().isBefore(giveUp)) {
      running.waitUntilFinish(BETWEEN_LOOKS);
    }
    running.cancel();
    tell(console);
  }

  private boolean isToStop(Instant lastNews) {
    boolean isIdle = idle != null && Duration.between(lastNews, Instant.now()).compareTo(idle) > 0;
    return isIdle || Streams.isStopping(run());
  }

  /** The process ends once this returns; it waits for the stream to come to its end. */
  private void stop(Thread main) {
    Streams.stop(run());
    try {
      main.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // it is running: the process ends
    }
  }

  /** Tells of what became of micro-batches since the last time; returns whether there was any. */
  private boolean tell(Console console) throws IOException {
    boolean isNew = false;
    for (Entry entry : Log.of(root()).entries()) {
      if (told.add(entry.number()) && entry.isOf(common.pipeline(), common.contract().domain())) {
        console.out().println(MicroBatchLine.of(Log.of(root()).read(entry.number())));
        isNew = true;
      }
    }
    for (String problem : Streams.problems(run())) {
      if (toldProblems.add(problem)) {
        console.err().println("passed over: " + Text.printable(problem));
      }
    }
    return isNew;
  }

  private String root() {
    return common.lake().root();
  }

  private String run() {
    return common.lake().run();
  }

  @Override
  public BatchResult result() {
    throw new IllegalStateException("a stream comes to no result");
  }

  @Override
  public void close() throws IOException {
    RunFolder.release(common.lake());
  }
}
