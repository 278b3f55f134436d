package dev.assay.pipelines;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a command does when the process is told to stop (Ctrl-C, SIGTERM) and it wants to come to
 * its own end: as a stream, whose end this is. Any other command just ends.
 */
final class StopRequest implements AutoCloseable {
  private static final AtomicReference<@Nullable StopRequest> HONOURED = new AtomicReference<>();

  /** How long at most; a stream is to have given up before. */
  private static final Duration PATIENCE = StreamPlan.PATIENCE.plusSeconds(30);

  private final Runnable stop;

  private StopRequest(Runnable stop) {
    this.stop = stop;
  }

  /** From now on the process ends only after {@code stop} was called and the command has ended. */
  static StopRequest honour(Runnable stop) {
    StopRequest request = new StopRequest(stop);
    HONOURED.set(request);
    return request;
  }

  /**
   * Makes the request, from a thread that the process waits for before it ends.
   *
   * @param over reaches zero when the command has ended
   * @return whether the command honoured it and ended in time
   */
  static boolean make(CountDownLatch over) {
    StopRequest request = HONOURED.get();
    if (request == null) {
      return false;
    }
    request.stop.run();
    try {
      return over.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The command has come to its end by itself: there is nothing to stop. */
  @Override
  public void close() {
    HONOURED.compareAndSet(this, null);
  }
}
