package dev.assay.transforms.gold;

import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/** Days and times as gold rows hold them: instants in UTC, days at midnight. */
public final class Days {
  private Days() {}

  public static Instant toInstant(LocalDate day) {
    return Instant.ofEpochMilli(TimeUnit.DAYS.toMillis(day.toEpochDay()));
  }

  /** The day that an instant is in. */
  public static LocalDate of(Instant instant) {
    return LocalDate.ofEpochDay(Math.floorDiv(instant.getMillis(), TimeUnit.DAYS.toMillis(1)));
  }

  public static Instant midnight(Instant instant) {
    return toInstant(of(instant));
  }

  /** The hour of its day that an instant is in, from 0 to 23. */
  public static long hour(Instant instant) {
    return TimeUnit.MILLISECONDS.toHours(
        Math.floorMod(instant.getMillis(), TimeUnit.DAYS.toMillis(1)));
  }

  public static Instant firstOfMonth(Instant instant) {
    return toInstant(of(instant).withDayOfMonth(1));
  }

  /** The day in a column of days, as its beginning. */
  public static Instant day(Row row, String column) {
    return toInstant(row.getLogicalTypeValue(column, LocalDate.class));
  }

  /** The timestamp of a silver row, to the millisecond; null if the row has none. */
  public static @Nullable Instant instant(Row row, String column) {
    java.time.Instant instant = row.getLogicalTypeValue(column, java.time.Instant.class);
    return instant == null ? null : Instant.ofEpochMilli(instant.toEpochMilli());
  }

  /** A day as a number: yyyymmdd. */
  public static long id(LocalDate day) {
    return day.getYear() * 10_000L + day.getMonthValue() * 100 + day.getDayOfMonth();
  }
}
