package dev.assay.transforms.batch;

import dev.assay.transforms.validate.HashKey;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How a pipeline takes files in.
 *
 * @param datasets those it takes, by name; none stands for all of the contract
 * @param isFeed whether the input is a landing folder, of which only what is new is taken, be it
 *     much or little; otherwise it is one delivery that holds every dataset, whole
 * @param isDaily whether a feed's snapshots are taken, of a day each, and what is there is reported
 *     on even if none is new
 * @param settled how long a file of a feed must not have changed to be taken for complete
 * @param bytes a run of a feed takes no further file once it has so many bytes; the rest is left
 *     for the next
 * @param every how often at most a stream cuts a micro-batch; null for a batch
 * @param lasting names of the options that have to be the same for all batches of a feed: days that
 *     some batches computed and days that others did stand in one table
 * @param indexDays how many days back, from the latest one there is, the key of a row is looked for
 * @param hidingKey the key with which classified values are hashed in quarantine; null if records
 *     are kept there as delivered
 */
public record Intake(
    List<String> datasets,
    boolean isFeed,
    boolean isDaily,
    Duration settled,
    long bytes,
    @Nullable Duration every,
    List<String> lasting,
    int indexDays,
    @Nullable HashKey hidingKey)
    implements Serializable {

  /** Days that a repeat is expected to come within. */
  public static final int INDEX_DAYS = 35;

  /** A delivery of everything that the contract describes. */
  public static final Intake DELIVERY =
      new Intake(
          List.of(),
          false,
          false,
          Duration.ZERO,
          Long.MAX_VALUE,
          null,
          List.of(),
          INDEX_DAYS,
          null);

  public Intake {
    datasets = List.copyOf(datasets);
    lasting = List.copyOf(lasting);
  }

  /** What is new of these datasets in a landing folder. */
  public static Intake feed(String... datasets) {
    return new Intake(
        List.of(datasets),
        true,
        false,
        Duration.ofSeconds(5),
        Long.MAX_VALUE,
        null,
        List.of(),
        INDEX_DAYS,
        null);
  }

  /** The same, of files that have not changed for so long. */
  public Intake settledFor(Duration time) {
    return new Intake(datasets, isFeed, isDaily, time, bytes, every, lasting, indexDays, hidingKey);
  }

  /** The same, as a stream: a micro-batch so often, of no more than about so many bytes. */
  public Intake streamed(Duration interval, long atMost) {
    return new Intake(
        datasets, isFeed, isDaily, settled, atMost, interval, lasting, indexDays, hidingKey);
  }

  /**
   * Whether it goes on for ever: what would keep a batch from being published for one record's sake
   * is reported, and a micro-batch that is refused is set aside.
   */
  boolean isStream() {
    return every != null;
  }

  /** The same, with keys looked for in so many days. */
  public Intake lookingBack(int days) {
    return new Intake(datasets, isFeed, isDaily, settled, bytes, every, lasting, days, hidingKey);
  }

  /** The same, of snapshots of a day, and reporting even if none is new. */
  public Intake daily() {
    return new Intake(datasets, isFeed, true, settled, bytes, every, lasting, indexDays, hidingKey);
  }

  /** The same, with options that must not change from one batch to the next. */
  public Intake lasting(String... options) {
    return new Intake(
        datasets, isFeed, isDaily, settled, bytes, every, List.of(options), indexDays, hidingKey);
  }

  /** The same, with classified values hashed in quarantine; null keeps records as delivered. */
  public Intake hidingWith(@Nullable HashKey key) {
    return new Intake(datasets, isFeed, isDaily, settled, bytes, every, lasting, indexDays, key);
  }

  boolean takes(String dataset) {
    return datasets.isEmpty() || datasets.contains(dataset);
  }
}
