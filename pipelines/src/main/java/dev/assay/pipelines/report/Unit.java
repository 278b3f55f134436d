package dev.assay.pipelines.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What the values of a column are, and so how a person reads them. */
enum Unit {
  /** Words. */
  TEXT("text") {
    @Override
    String shown(Object value) {
      return value.toString();
    }
  },
  /** Whole things: {@code 12,345}. */
  COUNT("a whole number") {
    @Override
    String shown(Object value) {
      return rounded(value, 0);
    }
  },
  /** Money, in the one currency of its source: {@code 1,234.50}. */
  AMOUNT("an amount, exact") {
    @Override
    String shown(Object value) {
      return rounded(value, CENTS);
    }
  },
  /** A share of one, as percent: {@code 98.7%}. */
  SHARE("a share of one, 0 to 1") {
    @Override
    String shown(Object value) {
      return rounded(((BigDecimal) value).movePointRight(2), 1) + "%";
    }
  },
  /** A number of days: {@code 32.5}. */
  DAYS("a number of days") {
    @Override
    String shown(Object value) {
      return plain(((BigDecimal) value).setScale(1, RoundingMode.HALF_UP));
    }
  },
  /** A day: {@code 2024-06-30}. */
  DAY("a day") {
    @Override
    String shown(Object value) {
      return value.toString();
    }
  },
  /** A month, told by its first day: {@code Jun 2024}. */
  MONTH("a month, told by its first day") {
    @Override
    String shown(Object value) {
      return MONTHS.format((LocalDate) value);
    }
  },
  /** A moment: {@code 2024-06-30 14:05 UTC}. */
  TIME("a moment, UTC") {
    @Override
    String shown(Object value) {
      return MINUTES.format((Instant) value);
    }
  },
  /** An hour of the day, 0 to 23: {@code 08:00}. */
  HOUR("an hour of the day, 0 to 23") {
    @Override
    String shown(Object value) {
      return String.format(Locale.ROOT, "%02d:00", ((BigDecimal) value).intValueExact());
    }
  },
  /** A day of the week, 1 for Monday: {@code Mon}. */
  WEEKDAY("a day of the week, 1 for Monday") {
    @Override
    String shown(Object value) {
      return WEEK.get(((BigDecimal) value).intValueExact() - 1);
    }
  };

  /** What stands where nothing is known. */
  static final String NONE = "–";

  private static final int CENTS = 2;
  private static final List<String> WEEK = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
  private static final DateTimeFormatter MONTHS =
      DateTimeFormatter.ofPattern("MMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final String meaning;

  Unit(String meaning) {
    this.meaning = meaning;
  }

  /** What a value is, in words. */
  String meaning() {
    return meaning;
  }

  /** A value for a person; {@link #NONE} if there is none. */
  String text(@Nullable Object value) {
    return value == null ? NONE : shown(value);
  }

  abstract String shown(Object value);

  /** Whether values are numbers to compare, and stand to the right. */
  boolean isNumber() {
    return switch (this) {
      case COUNT, AMOUNT, SHARE, DAYS -> true;
      case TEXT, DAY, MONTH, TIME, HOUR, WEEKDAY -> false;
    };
  }

  /** Whether values are words, which may be long; all others stand in one line. */
  boolean isWord() {
    return this == TEXT;
  }

  private static String rounded(Object value, int decimals) {
    BigDecimal rounded = ((BigDecimal) value).setScale(decimals, RoundingMode.HALF_UP);
    return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
  }

  private static String plain(BigDecimal value) {
    return String.format(Locale.ROOT, "%,." + value.scale() + "f", value);
  }
}
