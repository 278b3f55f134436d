package dev.assay.transforms.retail;

import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Instant;

/** Days as gold rows hold them: instants at midnight UTC. */
final class Days {
  private Days() {}

  static Instant toInstant(LocalDate day) {
    return Instant.ofEpochMilli(TimeUnit.DAYS.toMillis(day.toEpochDay()));
  }

  /** The day that an instant is in, UTC. */
  static LocalDate of(Instant instant) {
    return LocalDate.ofEpochDay(Math.floorDiv(instant.getMillis(), TimeUnit.DAYS.toMillis(1)));
  }

  static Instant midnight(Instant instant) {
    return toInstant(of(instant));
  }

  static Instant firstOfMonth(Instant instant) {
    return toInstant(of(instant).withDayOfMonth(1));
  }

  /** The timestamp of a silver row, to the millisecond. */
  static Instant instant(Row row, String column) {
    return Instant.ofEpochMilli(
        row.getLogicalTypeValue(column, java.time.Instant.class).toEpochMilli());
  }

  /** A day as a number: yyyymmdd. */
  static long id(LocalDate day) {
    return day.getYear() * 10_000L + day.getMonthValue() * 100 + day.getDayOfMonth();
  }
}
