package dev.assay.transforms.warehouse;

import java.time.Duration;

/**
 * How a warehouse is opened and what it may use.
 *
 * @param patience how long to wait for another process that holds the warehouse
 * @param threads threads of the engine, at least 1
 * @param memory the most memory the engine takes before it spills to disk, as it writes it: {@code
 *     512MB}
 */
public record WarehouseSettings(Duration patience, int threads, String memory) {

  /** System property for another patience than a minute, in seconds. */
  public static final String PATIENCE = "assay.warehouse.patience";

  /** A minute of patience, a thread a core, and memory that leaves the rest to the JVM. */
  public static final WarehouseSettings DEFAULT =
      new WarehouseSettings(
          Duration.ofSeconds(Long.getLong(PATIENCE, 60)),
          Runtime.getRuntime().availableProcessors(),
          "512MB");

  public WarehouseSettings {
    if (patience.isNegative() || threads < 1) {
      throw new IllegalArgumentException("patience " + patience + ", threads " + threads);
    }
  }

  public WarehouseSettings withPatience(Duration newPatience) {
    return new WarehouseSettings(newPatience, threads, memory);
  }

  public WarehouseSettings withThreads(int newThreads) {
    return new WarehouseSettings(patience, newThreads, memory);
  }

  public WarehouseSettings withMemory(String newMemory) {
    return new WarehouseSettings(patience, threads, newMemory);
  }
}
