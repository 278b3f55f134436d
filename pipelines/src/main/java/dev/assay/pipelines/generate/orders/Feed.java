package dev.assay.pipelines.generate.orders;

import dev.assay.schemas.RequestException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The size and kind of a feed, and how its time is cut. It begins on {@link #FIRST_DAY}, whatever
 * the day it is made on. Orders are numbered from 0, in order of time; so are the quarters of an
 * hour, each of which has one file, unless no order falls into it.
 *
 * @param hours how long it goes on, from 1 to {@value #MOST_HOURS}
 * @param rate orders an hour, the same in each quarter but for one
 * @param late share of orders that come in a later file than that of their quarter
 * @param duplicates share of orders that come again, byte for byte
 * @param conflicts share of orders that come again with other content
 * @param mismatch share of orders whose total is off by more than a cent
 * @param dirty share of orders made a line that breaks the contract
 * @param seed what all chance follows from
 */
public record Feed(
    int hours,
    int rate,
    double late,
    double duplicates,
    double conflicts,
    double mismatch,
    double dirty,
    long seed) {

  public static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
  static final int NONE = -1;

  static final long MICROS_A_SECOND = 1_000_000;
  static final long MICROS_A_QUARTER = 15 * 60 * MICROS_A_SECOND;
  static final int QUARTERS_AN_HOUR = 4;
  static final int HOURS_A_DAY = 24;

  private static final int MOST_HOURS = 100_000;
  private static final long MOST_ORDERS = 1_000_000_000;
  private static final long START =
      FIRST_DAY.atStartOfDay().toEpochSecond(ZoneOffset.UTC) * MICROS_A_SECOND;

  /**
   * A feed that is yet to be written.
   *
   * @throws RequestException if a number is out of its range; it lists all that are
   */
  public Feed {
    List<String> problems = new ArrayList<>();
    if (hours < 1 || hours > MOST_HOURS) {
      problems.add("--hours=" + hours + ": a feed goes on for 1 to " + MOST_HOURS + " hours");
    }
    if (rate < 1 || (long) hours * rate > MOST_ORDERS) {
      problems.add(
          "--rate=" + rate + ": at least 1 order an hour, and at most " + MOST_ORDERS + " in all");
    }
    share(problems, "late", late);
    share(problems, "duplicates", duplicates);
    share(problems, "conflicts", conflicts);
    share(problems, "mismatch", mismatch);
    share(problems, "dirty", dirty);
    if (!problems.isEmpty()) {
      throw new RequestException(problems);
    }
  }

  private static void share(List<String> problems, String option, double share) {
    if (!(share >= 0 && share <= 1)) {
      problems.add("--" + option + "=" + share + ": takes a share from 0 to 1");
    }
  }

  /** How many orders there are, broken ones included, each counted once. */
  long orders() {
    return (long) hours * rate;
  }

  int quarters() {
    return hours * QUARTERS_AN_HOUR;
  }

  /** How many days it touches. */
  int days() {
    return (hours + HOURS_A_DAY - 1) / HOURS_A_DAY;
  }

  /** The number of the first order of a quarter, which is also how many come before it. */
  long firstOf(int quarter) {
    return (long) quarter * rate / QUARTERS_AN_HOUR;
  }

  /** The quarter that an order falls into. */
  int quarterOf(long order) {
    return (int) (((order + 1) * QUARTERS_AN_HOUR - 1) / rate);
  }

  /** Whether a quarter has an order, and so a file. */
  boolean hasFile(int quarter) {
    return firstOf(quarter) < firstOf(quarter + 1);
  }

  /** When a quarter begins, in microseconds since 1970. */
  static long startOf(int quarter) {
    return START + quarter * MICROS_A_QUARTER;
  }

  /** The hour of the feed, from 0, that a time falls into. */
  static int hourOf(long micros) {
    return (int) ((micros - START) / (QUARTERS_AN_HOUR * MICROS_A_QUARTER));
  }

  /** The day of the feed of that number, from 0. */
  static LocalDate day(int number) {
    return FIRST_DAY.plusDays(number);
  }

  static LocalDateTime timeOf(long micros) {
    Instant second = Instant.ofEpochSecond(Math.floorDiv(micros, MICROS_A_SECOND));
    return LocalDateTime.ofInstant(second, ZoneOffset.UTC);
  }

  /** How many customers its dimension has in the end. */
  int customers() {
    return (int) Math.min(5_000, Math.max(50, orders() / 10));
  }

  /** How many products its dimension has in the end. */
  int products() {
    return (int) Math.min(1_000, Math.max(30, orders() / 50));
  }
}
