package dev.assay.transforms.batch;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a stream and whoever started it tell each other, where both are in one process; elsewhere a
 * stream is drained by its runner, and tells of problems in its log.
 */
public final class Streams {
  private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
  private static final Set<String> STOPPING = ConcurrentHashMap.newKeySet();
  private static final Map<String, Integer> IN_FLIGHT = new ConcurrentHashMap<>();
  private static final Map<String, Set<String>> PROBLEMS = new ConcurrentHashMap<>();

  private Streams() {}

  /**
   * Lets a stream cut no more micro-batches.
   *
   * @param run id of its run
   */
  public static void stop(String run) {
    STOPPING.add(run);
  }

  /** Whether a stream is to cut no more micro-batches. */
  public static boolean isStopping(String run) {
    return STOPPING.contains(run);
  }

  /** How many micro-batches of a stream are cut and not seen to the end yet. */
  public static int inFlight(String run) {
    return IN_FLIGHT.getOrDefault(run, 0);
  }

  static void cut(String run) {
    IN_FLIGHT.merge(run, 1, Integer::sum);
  }

  static void ended(String run) {
    IN_FLIGHT.merge(run, -1, Integer::sum);
  }

  /** What kept files of a stream from being taken, each told once. */
  public static Set<String> problems(String run) {
    return PROBLEMS.computeIfAbsent(run, any -> ConcurrentHashMap.newKeySet());
  }

  static void tell(String run, String problem) {
    if (problems(run).add(problem)) {
      LOG.warn("{}", problem);
    }
  }
}
