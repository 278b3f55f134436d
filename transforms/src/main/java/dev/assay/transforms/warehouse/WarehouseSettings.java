package dev.assay.transforms.warehouse;

import java.time.Duration;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How a warehouse is opened and what it may use.
 *
 * @param patience how long to wait for another process that holds the warehouse
 * @param threads threads of the engine, at least 1
 * @param memory the most memory the engine takes before it spills to disk, as it writes it: {@code
 *     512MB}
 * @param options what the run was started with: where a service is, who asks it; null if nothing
 */
public record WarehouseSettings(
    Duration patience, int threads, String memory, @Nullable PipelineOptions options) {

  /** System property for another patience than a minute, in seconds. */
  public static final String PATIENCE = "assay.warehouse.patience";

  /** A minute of patience, a thread a core, and memory that leaves the rest to the JVM. */
  public static final WarehouseSettings DEFAULT =
      new WarehouseSettings(
          Duration.ofSeconds(Long.getLong(PATIENCE, 60)),
          Runtime.getRuntime().availableProcessors(),
          "512MB",
          null);

  /** The default, for a run that was started with those options. */
  public static WarehouseSettings of(PipelineOptions options) {
    return new WarehouseSettings(DEFAULT.patience, DEFAULT.threads, DEFAULT.memory, options);
  }

  public WarehouseSettings {
    if (patience.isNegative() || threads < 1) {
      throw new IllegalArgumentException("patience " + patience + ", threads " + threads);
    }
  }

  public WarehouseSettings withPatience(Duration newPatience) {
    return new WarehouseSettings(newPatience, threads, memory, options);
  }

  public WarehouseSettings withThreads(int newThreads) {
    return new WarehouseSettings(patience, newThreads, memory, options);
  }

  public WarehouseSettings withMemory(String newMemory) {
    return new WarehouseSettings(patience, threads, newMemory, options);
  }
}
