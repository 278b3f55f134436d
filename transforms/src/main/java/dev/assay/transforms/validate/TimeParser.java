package dev.assay.transforms.validate;

import dev.assay.schemas.Formats;
import dev.assay.transforms.rows.RowEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Days and instants. Strict: no 31 February, no 24:00, no leap second. */
final class TimeParser extends ValueParser {
  private static final int LONGEST = 64;
  private static final int DATE_LENGTH = 10;
  private static final int TIME_LENGTH = 8;
  private static final int SECONDS_LENGTH = DATE_LENGTH + 1 + TIME_LENGTH;

  /** One separator and at most one offset, which optional parts of one pattern cannot say. */
  private static final List<DateTimeFormatter> ISO_TIMESTAMPS =
      List.of(
          isoTimestamp('T', "[XXX]"),
          isoTimestamp(' ', "[XXX]"),
          isoTimestamp('T', "X"),
          isoTimestamp(' ', "X"));

  private final List<DateTimeFormatter> formats;
  private final Usual usual;
  private final String complaint;
  private final ToLongFunction<TemporalAccessor> number;
  private long value;

  /** The form that nearly all values have, which is read without a formatter. */
  private enum Usual {
    /** There is none. */
    NONE,
    /** {@code 2024-02-29}. */
    DATE,
    /** {@code 2024-02-29T23:59:59}, with up to six decimals, and with {@code Z} or without. */
    TIMESTAMP
  }

  private TimeParser(
      List<DateTimeFormatter> formats,
      Usual usual,
      String complaint,
      ToLongFunction<TemporalAccessor> number) {
    this.formats = formats;
    this.usual = usual;
    this.complaint = complaint;
    this.number = number;
  }

  /** Days, as days since 1970; ISO 8601 if no format is given. */
  static TimeParser dates(List<String> patterns) {
    boolean isIso = patterns.isEmpty() || patterns.get(0).equals("uuuu-MM-dd");
    return new TimeParser(
        formatters(patterns, List.of(DateTimeFormatter.ISO_LOCAL_DATE)),
        isIso ? Usual.DATE : Usual.NONE,
        "is not a date of the form " + forms(patterns, "yyyy-MM-dd"),
        TimeParser::days);
  }

  /** Instants, as microseconds since 1970, in UTC unless the text has an offset; ISO 8601. */
  static TimeParser timestamps(List<String> patterns) {
    return new TimeParser(
        formatters(patterns, ISO_TIMESTAMPS),
        patterns.isEmpty() ? Usual.TIMESTAMP : Usual.NONE,
        "is not a time of the form " + forms(patterns, "yyyy-MM-ddTHH:mm:ss[.ffffff][Z]"),
        TimeParser::micros);
  }

  private static DateTimeFormatter isoTimestamp(char separator, String offset) {
    return new DateTimeFormatterBuilder()
        .append(DateTimeFormatter.ISO_LOCAL_DATE)
        .appendLiteral(separator)
        .append(DateTimeFormatter.ISO_LOCAL_TIME)
        .appendPattern(offset)
        .toFormatter(Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  private static List<DateTimeFormatter> formatters(
      List<String> patterns, List<DateTimeFormatter> iso) {
    return patterns.isEmpty() ? iso : patterns.stream().map(Formats::formatter).toList();
  }

  private static String forms(List<String> patterns, String iso) {
    return patterns.isEmpty() ? iso : String.join(" or ", patterns);
  }

  private static long days(TemporalAccessor parsed) {
    return requireYear(LocalDate.from(parsed)).toEpochDay();
  }

  private static long micros(TemporalAccessor parsed) {
    Instant instant =
        parsed.isSupported(ChronoField.INSTANT_SECONDS)
            ? Instant.from(parsed)
            : parsed.isSupported(ChronoField.HOUR_OF_DAY)
                ? LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC)
                : LocalDate.from(parsed).atStartOfDay().toInstant(ZoneOffset.UTC);
    requireYear(instant.atOffset(ZoneOffset.UTC).toLocalDate());
    if (instant.getNano() % 1000 != 0) {
      throw new DateTimeException("finer than microseconds");
    }
    return RowEncoder.micros(instant);
  }

  /** Warehouses keep the years that four digits name. */
  private static LocalDate requireYear(LocalDate day) {
    if (day.getYear() < 1 || day.getYear() > 9999) {
      throw new DateTimeException("year " + day.getYear());
    }
    return day;
  }

  @Override
  @Nullable String parse(byte[] bytes, int start, int end) {
    if (parseUsual(bytes, start, end)) {
      return null;
    }
    if (end - start > LONGEST) {
      return complaint;
    }
    String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    for (DateTimeFormatter format : formats) {
      try {
        value = number.applyAsLong(format.parse(text));
        return null;
      } catch (DateTimeException | ArithmeticException e) {
        continue; // the next format may fit
      }
    }
    return complaint;
  }

  /** Whether the text has the usual form; if not, it may have another. */
  private boolean parseUsual(byte[] bytes, int start, int end) {
    return switch (usual) {
      case NONE -> false;
      case DATE -> end - start == DATE_LENGTH && parseDate(bytes, start);
      case TIMESTAMP ->
          end - start >= SECONDS_LENGTH
              && (bytes[start + DATE_LENGTH] == 'T' || bytes[start + DATE_LENGTH] == ' ')
              && parseDate(bytes, start)
              && parseTime(bytes, start + DATE_LENGTH + 1, end);
    };
  }

  private boolean parseDate(byte[] bytes, int start) {
    int year = digits(bytes, start, 4);
    int month = digits(bytes, start + 5, 2);
    int day = digits(bytes, start + 8, 2);
    if (bytes[start + 4] != '-' || bytes[start + 7] != '-') {
      return false;
    }
    if (year < 1 || month < 1 || month > 12 || day < 1) {
      return false;
    }
    if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
      return false;
    }
    value = LocalDate.of(year, month, day).toEpochDay();
    return true;
  }

  /** The time of the day that {@link #parseDate} has read. */
  private boolean parseTime(byte[] bytes, int start, int end) {
    int hour = digits(bytes, start, 2);
    int minute = digits(bytes, start + 3, 2);
    int second = digits(bytes, start + 6, 2);
    if (bytes[start + 2] != ':' || bytes[start + 5] != ':') {
      return false;
    }
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
      return false;
    }
    int behind = bytes[end - 1] == 'Z' ? end - 1 : end;
    int decimals = Math.max(behind - start - TIME_LENGTH - 1, 0);
    int fraction = decimals == 0 ? 0 : digits(bytes, behind - decimals, decimals);
    if (behind > start + TIME_LENGTH
        && (bytes[start + TIME_LENGTH] != '.' || decimals == 0 || decimals > 6 || fraction < 0)) {
      return false;
    }
    for (int i = decimals; i < 6; i++) {
      fraction *= 10;
    }
    value = ((value * 24 + hour) * 60 + minute) * 60 + second;
    value = value * 1_000_000 + fraction;
    return true;
  }

  private static int digits(byte[] bytes, int start, int count) {
    int number = 0;
    for (int i = start; i < start + count; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  @Override
  void write(RowEncoder into) {
    into.putLong(value);
  }

  @Override
  long number() {
    return value;
  }
}
