package dev.assay.transforms.batch;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How a pipeline takes files in.
 *
 * @param datasets those it takes, by name; none stands for all of the contract
 * @param isFeed whether the input is a landing folder, of which only what is new is taken, be it
 *     much or little; otherwise it is one delivery that holds every dataset, whole
 * @param settled how long a file of a feed must not have changed to be taken for complete
 * @param bytes a run of a feed takes no further file once it has so many bytes; the rest is left
 *     for the next
 * @param indexDays how many days back, from the latest one there is, the key of a row is looked for
 */
public record Intake(
    List<String> datasets, boolean isFeed, Duration settled, long bytes, int indexDays)
    implements Serializable {

  /** Days that a repeat is expected to come within. */
  public static final int INDEX_DAYS = 35;

  /** A delivery of everything that the contract describes. */
  public static final Intake DELIVERY =
      new Intake(List.of(), false, Duration.ZERO, Long.MAX_VALUE, INDEX_DAYS);

  public Intake {
    datasets = List.copyOf(datasets);
  }

  /** What is new of these datasets in a landing folder. */
  public static Intake feed(String... datasets) {
    return new Intake(List.of(datasets), true, Duration.ofSeconds(5), Long.MAX_VALUE, INDEX_DAYS);
  }

  /** The same, of files that have not changed for so long. */
  public Intake settledFor(Duration time) {
    return new Intake(datasets, isFeed, time, bytes, indexDays);
  }

  /** The same, no more than about so many bytes at once. */
  public Intake atMost(long newBytes) {
    return new Intake(datasets, isFeed, settled, newBytes, indexDays);
  }

  /** The same, with keys looked for in so many days. */
  public Intake lookingBack(int days) {
    return new Intake(datasets, isFeed, settled, bytes, days);
  }

  boolean takes(String dataset) {
    return datasets.isEmpty() || datasets.contains(dataset);
  }
}
