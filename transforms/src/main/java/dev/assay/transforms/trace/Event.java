package dev.assay.transforms.trace;

import dev.assay.transforms.log.Manifest;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Something that happened to a record.
 *
 * @param kind what
 * @param batch in which batch
 * @param entry number of that batch in the log
 * @param at when the log took the batch
 * @param facts what is to be said of it, by name, in an order for people
 */
public record Event(
    Kind kind, String batch, long entry, Instant at, Map<String, @Nullable Object> facts) {

  /** The kinds of what can happen. */
  public enum Kind {
    /** It was read: the batch, the contract, the file. */
    READ,
    /** It comes from a line of quarantine. */
    REPLAYS,
    /** It broke rules and was refused. */
    QUARANTINED,
    /** It broke a rule, and went on. */
    WARNED,
    /** Another row has its key, and was kept. */
    DUPLICATE,
    /** It was kept, and another row with its key was not. */
    KEPT,
    /** It became a row of silver. */
    ROW,
    /** It counts in a row of gold. */
    COUNTED,
    /** No record starts at that line. */
    NONE,
    /** The batch was published. */
    PUBLISHED,
    /** The batch was refused. */
    REFUSED,
    /** A later row with its key took its place. */
    REPLACED,
    /** It was taken out of quarantine again. */
    REPLAYED,
    /** Something newer counts in its place. */
    SUPERSEDED
  }

  /** An event of a batch, of which nothing is said yet. */
  static Event of(Kind kind, Manifest batch) {
    return new Event(kind, batch.batch(), batch.number(), batch.committedAt(), Map.of());
  }

  /** The same with one fact more; a null is left out. */
  Event with(String fact, @Nullable Object value) {
    if (value == null) {
      return this;
    }
    Map<String, @Nullable Object> more = new LinkedHashMap<>(facts);
    more.put(fact, value);
    return new Event(kind, batch, entry, at, Collections.unmodifiableMap(more));
  }
}
