package dev.assay.transforms.validate;

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
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Days and instants. Strict: no 31 February, no 24:00, no leap second. */
final class TimeParser extends ValueParser {
  private static final int LONGEST = 64;

  private static final DateTimeFormatter ISO_TIMESTAMP =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("[' ']['T']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private final List<DateTimeFormatter> formats;
  private final boolean hasFastPath;
  private final String complaint;
  private final ToLongFunction<TemporalAccessor> number;
  private long value;

  private TimeParser(
      List<DateTimeFormatter> formats,
      boolean hasFastPath,
      String complaint,
      ToLongFunction<TemporalAccessor> number) {
    this.formats = formats;
    this.hasFastPath = hasFastPath;
    this.complaint = complaint;
    this.number = number;
  }

  /** Days, as days since 1970; ISO 8601 if no format is given. */
  static TimeParser dates(List<String> patterns) {
    boolean isIso = patterns.isEmpty() || patterns.get(0).equals("yyyy-MM-dd");
    return new TimeParser(
        formatters(patterns, DateTimeFormatter.ISO_LOCAL_DATE),
        isIso,
        "is not a date of the form " + forms(patterns, "yyyy-MM-dd"),
        parsed -> LocalDate.from(parsed).toEpochDay());
  }

  /** Instants, as microseconds since 1970, in UTC unless the text has an offset; ISO 8601. */
  static TimeParser timestamps(List<String> patterns) {
    return new TimeParser(
        formatters(patterns, ISO_TIMESTAMP),
        false,
        "is not a time of the form " + forms(patterns, "yyyy-MM-ddTHH:mm:ss[.ffffff][Z]"),
        TimeParser::micros);
  }

  /**
   * A contract's pattern as a strict formatter. In strict resolution {@code y} is the year of an
   * era that the text would have to name; what people mean by it is {@code u}.
   */
  static DateTimeFormatter formatter(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(withProlepticYears(pattern))
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  private static String withProlepticYears(String pattern) {
    StringBuilder changed = new StringBuilder(pattern);
    boolean isQuoted = false;
    for (int i = 0; i < changed.length(); i++) {
      isQuoted ^= changed.charAt(i) == '\'';
      if (!isQuoted && changed.charAt(i) == 'y') {
        changed.setCharAt(i, 'u');
      }
    }
    return changed.toString();
  }

  private static List<DateTimeFormatter> formatters(List<String> patterns, DateTimeFormatter iso) {
    return patterns.isEmpty()
        ? List.of(iso)
        : patterns.stream().map(TimeParser::formatter).toList();
  }

  private static String forms(List<String> patterns, String iso) {
    return patterns.isEmpty() ? iso : String.join(" or ", patterns);
  }

  private static long micros(TemporalAccessor parsed) {
    Instant instant =
        parsed.isSupported(ChronoField.OFFSET_SECONDS)
            ? Instant.from(parsed)
            : parsed.isSupported(ChronoField.HOUR_OF_DAY)
                ? LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC)
                : LocalDate.from(parsed).atStartOfDay().toInstant(ZoneOffset.UTC);
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  @Override
  @Nullable String parse(byte[] bytes, int start, int end) {
    if (hasFastPath && end - start == 10 && bytes[start + 4] == '-' && parseIso(bytes, start)) {
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

  private boolean parseIso(byte[] bytes, int start) {
    int year = digits(bytes, start, 4);
    int month = digits(bytes, start + 5, 2);
    int day = digits(bytes, start + 8, 2);
    if (bytes[start + 7] != '-' || year < 0 || month < 1 || month > 12 || day < 1) {
      return false;
    }
    if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
      return false;
    }
    value = LocalDate.of(year, month, day).toEpochDay();
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
