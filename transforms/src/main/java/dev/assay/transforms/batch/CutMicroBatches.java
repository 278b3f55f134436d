package dev.assay.transforms.batch;

import dev.assay.transforms.lake.Lake;
import dev.assay.transforms.lake.RunFolder;
import dev.assay.transforms.log.Entry;
import dev.assay.transforms.log.History;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Cuts the next micro-batch when it is time: once the one before is in the log, published or
 * refused, and its interval is over, or there is more than one micro-batch takes. All ticks have
 * one key, so that there is one after the other.
 *
 * @param <T> a tick
 */
final class CutMicroBatches<T> extends DoFn<KV<String, T>, String> {
  private final DeliveryRequest request;
  private final MicroBatches microBatches;

  @StateId("last")
  private final StateSpec<ValueState<Last>> lastSpec =
      StateSpecs.value(SerializableCoder.of(Last.class));

  /**
   * The micro-batch that was cut last.
   *
   * @param timestamp of its tick
   * @param run id of the run that it writes with
   * @param identity of its delivery
   * @param cutAt when it was cut
   * @param isFull whether it took all that one may
   */
  private record Last(long timestamp, String run, String identity, Instant cutAt, boolean isFull)
      implements Serializable {}

  CutMicroBatches(DeliveryRequest request, MicroBatches microBatches) {
    this.request = request;
    this.microBatches = microBatches;
  }

  @ProcessElement
  public void cut(
      @Timestamp org.joda.time.Instant tick,
      @StateId("last") ValueState<Last> state,
      OutputReceiver<String> out)
      throws IOException {
    Last last = state.read();
    Instant now = Instant.now();
    if (Streams.isStopping(microBatches.common().lake().run())
        || last != null && (!isDue(last, now) || !isOver(last))) {
      return;
    }
    Optional<Delivery> next = Planner.next(request, microBatches.common());
    if (next.isPresent()) {
      Delivery delivery = next.get();
      microBatches.keep(tick.getMillis(), MicroBatch.of(delivery));
      state.write(
          new Last(
              tick.getMillis(),
              delivery.lake().run(),
              delivery.identity(),
              now,
              delivery.isFull()));
      Streams.cut(microBatches.common().lake().run());
      out.output(delivery.batch());
    }
  }

  private boolean isDue(Last last, Instant now) {
    Duration since = Duration.between(last.cutAt, now);
    return last.isFull || since.compareTo(request.intake().every()) >= 0;
  }

  /** Whether the log says what became of it, or it was given up. */
  private boolean isOver(Last last) throws IOException {
    Delivery common = microBatches.common();
    History history =
        History.latest(common.lake().root(), common.pipeline(), common.contract().domain());
    boolean isOver =
        history.entries().stream().map(Entry::identity).anyMatch(last.identity::equals)
            || microBatches.isGivenUp(last.timestamp);
    if (isOver) {
      RunFolder.release(new Lake(common.lake().root(), last.run));
    }
    return isOver;
  }
}
