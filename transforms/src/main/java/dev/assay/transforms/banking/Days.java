package dev.assay.transforms.banking;

import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.joda.time.Instant;

/** Days as gold rows hold them: instants at midnight UTC. */
final class Days {
  private Days() {}

  static Instant toInstant(LocalDate day) {
    return Instant.ofEpochMilli(TimeUnit.DAYS.toMillis(day.toEpochDay()));
  }
}
