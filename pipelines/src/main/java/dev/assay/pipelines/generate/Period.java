package dev.assay.pipelines.generate;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The eighteen months that every generated delivery covers, whatever the day it is made on. */
public final class Period {

  public static final LocalDate FIRST = LocalDate.of(2023, 1, 1);
  public static final LocalDate LAST = LocalDate.of(2024, 6, 30);

  private static final LocalDate[] DAYS =
      FIRST.datesUntil(LAST.plusDays(1)).toArray(LocalDate[]::new);

  private static final int SECONDS_A_DAY = 24 * 60 * 60;
  private static final DateTimeFormatter TO_THE_SECOND = DateTimeFormatter.ofPattern("HH:mm:ss");

  private Period() {}

  /** About the day that lies {@code part / whole} into the period, up to three days off. */
  public static LocalDate around(RandomStream random, long part, long whole) {
    int day = (int) (part * DAYS.length / whole) + random.between(-3, 3);
    return DAYS[Math.min(Math.max(day, 0), DAYS.length - 1)];
  }

  /** A day of the period that is not {@code day}. */
  static LocalDate other(RandomStream random, @Nullable LocalDate day) {
    int current = day == null ? 0 : (int) ChronoUnit.DAYS.between(FIRST, day);
    return DAYS[(current + random.between(1, DAYS.length - 1)) % DAYS.length];
  }

  /** Any second of the period, as files write it. */
  public static String time(RandomStream random) {
    return time(random.below(DAYS.length), random.below(SECONDS_A_DAY));
  }

  /**
   * The second that lies {@code part / whole} into the period: one for each part, if it is long.
   */
  public static String time(long part, long whole) {
    long second = part * DAYS.length * SECONDS_A_DAY / whole;
    return time((int) (second / SECONDS_A_DAY), (int) (second % SECONDS_A_DAY));
  }

  private static String time(int day, int second) {
    return DAYS[day] + " " + LocalTime.ofSecondOfDay(second).format(TO_THE_SECOND);
  }

  /** Number of the month within the period, from 0 to 17. */
  public static int month(LocalDate day) {
    return (day.getYear() - FIRST.getYear()) * 12 + day.getMonthValue() - FIRST.getMonthValue();
  }
}
