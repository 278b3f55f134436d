package dev.assay.transforms.batch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a stream and whoever started it tell each other, where both are in one process. Nothing that
 * a stream comes to depends on it: elsewhere a stream is drained by its runner, and tells of
 * problems in its log.
 */
public final class Streams {
  private static final Logger LOG = LoggerFactory.getLogger(Streams.class);

  /** The streams that were started in this process and have not ended, by the run. */
  private static final Map<String, Streams> HERE = new ConcurrentHashMap<>();

  private final Set<Long> inFlight = ConcurrentHashMap.newKeySet();
  private final Set<String> problems = ConcurrentHashMap.newKeySet();
  private volatile boolean isStopping;
  private volatile @Nullable Instant lookedInVain;

  private Streams() {}

  /**
   * Takes note of a stream that is about to start in this process.
   *
   * @param run id of its run
   */
  public static Streams start(String run) {
    return HERE.computeIfAbsent(run, any -> new Streams());
  }

  /** Forgets a stream that has ended. */
  public static void forget(String run) {
    HERE.remove(run);
  }

  private static Optional<Streams> here(Delivery common) {
    return Optional.ofNullable(HERE.get(common.lake().run()));
  }

  /** Lets it cut no more micro-batches. */
  public void stop() {
    isStopping = true;
  }

  public boolean isStopping() {
    return isStopping;
  }

  /** Whether a micro-batch is cut and not seen to its end yet. */
  public boolean isBusy() {
    return !inFlight.isEmpty();
  }

  /** Whether it has looked for what is new at that time or later, and found nothing. */
  public boolean hasLookedInVainSince(Instant time) {
    Instant looked = lookedInVain;
    return looked != null && !looked.isBefore(time);
  }

  /** What kept files from being taken, in no order; each is told once. */
  public List<String> problems() {
    return new ArrayList<>(problems);
  }

  static boolean isStopping(Delivery common) {
    return here(common).map(Streams::isStopping).orElse(false);
  }

  /** A micro-batch was cut; said before anybody can work on it. */
  static void cut(Delivery common, long timestamp) {
    here(common).ifPresent(stream -> stream.inFlight.add(timestamp));
  }

  /** A micro-batch has come to its end; may be said more than once. */
  static void ended(Delivery common, long timestamp) {
    here(common).ifPresent(stream -> stream.inFlight.remove(timestamp));
  }

  static void foundNothing(Delivery common, Instant lookedAt) {
    here(common).ifPresent(stream -> stream.lookedInVain = lookedAt);
  }

  static void tell(Delivery common, String problem) {
    boolean isNew = here(common).map(stream -> stream.problems.add(problem)).orElse(true);
    if (isNew) {
      LOG.warn("{}", problem);
    }
  }
}
