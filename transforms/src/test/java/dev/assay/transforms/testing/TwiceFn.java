package dev.assay.transforms.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.beam.runners.core.metrics.MetricsContainerImpl;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.metrics.MetricsContainer;
import org.apache.beam.sdk.metrics.MetricsEnvironment;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.joda.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands in for a DoFn: collects a bundle of the runner, then makes attempts at parts of it. */
final class TwiceFn<InputT, OutputT> extends DoFn<InputT, OutputT> {
  static final int LARGEST_BUNDLE = 16;

  private static final int MOST_LOST = 2;
  private static final Logger LOG = LoggerFactory.getLogger(TwiceFn.class);

  /** When a lost attempt runs, seen from the one that is kept. */
  private enum Timing {
    BEFORE,
    AFTER,
    BESIDE
  }

  private final Subject<InputT, OutputT> subject;
  private final long seed;
  private final boolean twins;
  private transient List<Arrival<InputT, OutputT>> arrivals;

  TwiceFn(Subject<InputT, OutputT> subject, long seed, boolean twins) {
    this.subject = subject;
    this.seed = seed;
    this.twins = twins;
  }

  @StartBundle
  public void start() {
    arrivals = new ArrayList<>();
  }

  @ProcessElement
  public void collect(ProcessContext context, BoundedWindow window, MultiOutputReceiver out) {
    arrivals.add(new Arrival<>(context, window, out));
  }

  @FinishBundle
  public void process(FinishBundleContext context) throws CoderException {
    int from = 0;
    while (from < arrivals.size()) {
      Random random = subject.random(seed, arrivals.get(from).context().element());
      int to = Math.min(arrivals.size(), from + 1 + random.nextInt(LARGEST_BUNDLE));
      process(arrivals.subList(from, to), random, new Outlet.Kept<>(context));
      from = to;
    }
  }

  private void process(
      List<Arrival<InputT, OutputT>> bundle, Random random, Outlet<InputT, OutputT> outlet)
      throws CoderException {
    List<CompletableFuture<Void>> beside = new ArrayList<>();
    List<Runnable> after = new ArrayList<>();
    for (int lost = random.nextInt(MOST_LOST + 1); lost > 0; lost--) {
      Runnable attempt = lostAttempt(bundle, new Random(random.nextLong()));
      switch (timing(random)) {
        case BEFORE -> attempt.run();
        case BESIDE -> beside.add(CompletableFuture.runAsync(attempt, r -> new Thread(r).start()));
        case AFTER -> after.add(attempt);
      }
    }
    try {
      keptAttempt(bundle, random, outlet).run();
    } finally {
      beside.forEach(CompletableFuture::join);
    }
    after.forEach(Runnable::run);
  }

  private Timing timing(Random random) {
    return Timing.values()[random.nextInt(twins ? 3 : 2)];
  }

  private Attempt<InputT, OutputT> keptAttempt(
      List<Arrival<InputT, OutputT>> bundle, Random random, Outlet<InputT, OutputT> outlet) {
    List<Attempt.Seen<InputT, OutputT>> seen = new ArrayList<>();
    for (Arrival<InputT, OutputT> arrival : bundle) {
      seen.add(new Attempt.Seen<>(arrival, subject.shuffle(arrival.context().element(), random)));
    }
    Collections.shuffle(seen, random);
    return new Attempt<>(subject, seen, outlet);
  }

  private Runnable lostAttempt(List<Arrival<InputT, OutputT>> bundle, Random random)
      throws CoderException {
    List<Attempt.Seen<InputT, OutputT>> seen = new ArrayList<>();
    for (Arrival<InputT, OutputT> arrival : bundle) {
      InputT copy = subject.copyOf(arrival.context().element());
      seen.add(new Attempt.Seen<>(arrival, subject.shuffle(copy, random)));
    }
    Collections.shuffle(seen, random);
    Attempt<InputT, OutputT> attempt = new Attempt<>(subject, seen, new Outlet.Lost<>());
    return () -> lose(attempt, random);
  }

  /** Whatever an attempt dies of, a cluster would try again. */
  private void lose(Attempt<InputT, OutputT> attempt, Random random) {
    MetricsContainer counting =
        MetricsEnvironment.setCurrentContainer(new MetricsContainerImpl(subject.name()));
    try {
      Doom.meet(attempt::run, random);
    } catch (RuntimeException e) {
      LOG.debug("An attempt at {} is lost", subject.name(), e);
    } finally {
      MetricsEnvironment.setCurrentContainer(counting);
    }
  }

  @Override
  @Deprecated
  public Duration getAllowedTimestampSkew() {
    return subject.fn().getAllowedTimestampSkew();
  }

  @Override
  public TypeDescriptor<InputT> getInputTypeDescriptor() {
    return subject.fn().getInputTypeDescriptor();
  }

  @Override
  public TypeDescriptor<OutputT> getOutputTypeDescriptor() {
    return subject.fn().getOutputTypeDescriptor();
  }
}
