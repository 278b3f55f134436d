package dev.assay.schemas;

/**
 * What happens when a key of an incremental dataset comes again with other content. Which of the
 * rows stays is decided by what they hold: {@code latestBy}, then content.
 */
public enum OnConflict {
  /** The batch is not published. */
  FAIL,
  /** One row stays; the other goes to the duplicates, and is reported as a fault. */
  QUARANTINE,
  /** One row stays; the other is an older version of it, and goes to the duplicates. */
  LATEST
}
