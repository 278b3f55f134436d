package dev.assay.transforms.batch;

import dev.assay.transforms.land.Inflow;
import dev.assay.transforms.log.Entry;
import dev.assay.transforms.log.History;
import dev.assay.transforms.log.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Cuts the next micro-batch when it is time: once it is decided what becomes of the one before, and
 * its interval is over, or there is more to take than it took, or its files are to be tried one by
 * one. All ticks have one key, so that there is one after the other.
 *
 * <p>A bundle that fails leaves no state, and comes again: what it had cut is cut again, or found
 * where it was kept. Should two attempts cut twice, the log takes one of them, since both build on
 * one entry.
 *
 * @param <T> a tick
 */
final class CutMicroBatches<T> extends DoFn<KV<String, T>, String> {
  private final DeliveryRequest request;
  private final MicroBatches microBatches;
  private final Inflow inflow;

  /** The {@link Last} as JSON: a running job that is updated can read what an older one wrote. */
  @StateId("last")
  private final StateSpec<ValueState<String>> lastSpec = StateSpecs.value(StringUtf8Coder.of());

  /**
   * The micro-batch that was cut last.
   *
   * @param timestamp that its window is known by
   * @param base number of the entry that it builds on
   * @param identity of its delivery
   * @param cutAt when it was cut
   * @param isNextDue whether the next one need not wait: there was more to take, or it was refused,
   *     and its files are tried one by one
   * @param isOver whether it is decided what becomes of it
   */
  record Last(
      long timestamp,
      long base,
      String identity,
      Instant cutAt,
      boolean isNextDue,
      boolean isOver) {

    /**
     * The same once the log says what becomes of it: it holds the micro-batch, or another batch
     * that was published since, after which this one cannot be. Empty if it does not say yet.
     */
    Optional<Last> over(History history) {
      List<Entry> since =
          history.entries().stream()
              .filter(entry -> entry.number() > base)
              .filter(entry -> entry.identity().equals(identity) || entry.isPublished())
              .toList();
      boolean isRefused = since.stream().noneMatch(Entry::isPublished);
      return since.isEmpty()
          ? Optional.empty()
          : Optional.of(new Last(timestamp, base, identity, cutAt, isNextDue || isRefused, true));
    }

    boolean isDue(Instant now, Duration every) {
      return isNextDue || Duration.between(cutAt, now).compareTo(every) >= 0;
    }
  }

  CutMicroBatches(DeliveryRequest request, MicroBatches microBatches, Inflow inflow) {
    this.request = request;
    this.microBatches = microBatches;
    this.inflow = inflow;
  }

  @Teardown
  public void close() throws IOException {
    inflow.close();
  }

  @ProcessElement
  public void cut(
      @Timestamp org.joda.time.Instant tick,
      @StateId("last") ValueState<String> state,
      PipelineOptions options,
      OutputReceiver<String> out)
      throws IOException {
    Delivery common = microBatches.common();
    String written = state.read();
    Last last = written == null ? null : Json.read(written, Last.class);
    Instant now = Instant.now();
    if (Streams.isStopping(common) || !isTime(last, now, state)) {
      return;
    }
    land(options);
    long timestamp = last == null ? tick.getMillis() : after(last.timestamp(), tick.getMillis());
    Optional<MicroBatch> next = microBatches.cut(timestamp, request);
    if (next.isEmpty()) {
      Streams.foundNothing(common, now);
      return;
    }
    MicroBatch cut = next.get();
    state.write(
        Json.write(new Last(timestamp, cut.base(), cut.identity(), now, cut.leavesSome(), false)));
    Streams.cut(common, timestamp);
    out.outputWithTimestamp(cut.batch(), new org.joda.time.Instant(timestamp));
  }

  /** What cannot be had now comes later; what has landed does not wait for it. */
  private void land(PipelineOptions options) {
    try {
      inflow.land(options);
    } catch (IOException e) {
      microBatches.tell("nothing is landed now: " + e.getMessage());
    }
  }

  private boolean isTime(@Nullable Last last, Instant now, ValueState<String> state)
      throws IOException {
    if (last == null) {
      return true;
    }
    if (last.isOver()) {
      return last.isDue(now, request.intake().every());
    }
    Optional<Last> over = last.over(microBatches.history());
    if (over.isEmpty()) {
      return false;
    }
    state.write(Json.write(over.get()));
    return over.get().isDue(now, request.intake().every());
  }

  /** Two ticks may have one time, and no two micro-batches: it tells their windows apart. */
  private static long after(long last, long tick) {
    return Math.max(last + 1, tick);
  }
}
