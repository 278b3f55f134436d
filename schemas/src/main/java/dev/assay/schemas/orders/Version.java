package dev.assay.schemas.orders;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/** What is known of something in a period of days. Periods of one thing do not overlap. */
public interface Version {

  /** First day of the period. */
  Instant getValidFrom();

  /** First day after the period; null if it has not ended. */
  @Nullable Instant getValidTo();

  /** Whether that day, a midnight in UTC, is in the period. */
  default boolean isValidOn(Instant day) {
    return !day.isBefore(getValidFrom()) && (getValidTo() == null || day.isBefore(getValidTo()));
  }
}
