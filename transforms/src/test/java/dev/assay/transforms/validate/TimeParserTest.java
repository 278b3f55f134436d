package dev.assay.transforms.validate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeParserTest {
  private static final String NEARLY = "0123456789:. TZa";
  private final TimeParser parser = TimeParser.timestamps(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-29T23:59:59",
        "2024-02-29 23:59:59",
        "2024-02-29T23:59:59Z",
        "2024-02-29T23:59:59.1",
        "2024-02-29T23:59:59.120",
        "2024-02-29T23:59:59.123456Z",
        "2024-02-29T23:59:59.1234560",
        "2024-02-29T23:59",
        "2024-02-29T23:59:59+02:00",
        "0001-01-01T00:00:00",
        "1969-12-31T23:59:59.999999",
        "9999-12-31T23:59:59.999999Z"
      })
  void readsWhatIsoNames(String text) {
    assertThat(parsed(text), is(expected(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-02-29T00:00:00",
        "2024-04-31T00:00:00",
        "2024-13-01T00:00:00",
        "2024-00-01T00:00:00",
        "0000-01-01T00:00:00",
        "2024-01-01T24:00:00",
        "2024-01-01T23:60:00",
        "2024-01-01T23:59:60",
        "2024-01-01T23:59:59.1234567",
        "2024-01-01T23:59:59ZZ",
        "2024-01-01T23:59:5Z",
        "2024-01-01T23:59:59,5",
        "2024-01-01_23:59:59",
        "2024-01-01T",
        "2024-01-01"
      })
  void refusesWhatIsNoTime(String text) {
    assertThat(parsed(text), is((Long) null));
  }

  /** Each is a time with one character changed, left out or put in. */
  @Test
  void agreesWithJavaOnWhatIsNearlyATime() {
    long seed = Long.getLong("assay.test.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(time(random));
      int at = random.nextInt(text.length());
      String character = String.valueOf(NEARLY.charAt(random.nextInt(NEARLY.length())));
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, character);
        case 2 -> text.replace(at, at + 1, character);
        default -> {}
      }
      assertThat("seed " + seed + ": " + text, parsed(text.toString()), is(expected(text + "")));
    }
  }

  private static String time(Random random) {
    long span = 400L * 366 * 24 * 3600 * 1_000_000;
    Instant instant = Instant.EPOCH.plus(random.nextLong(-span, span), ChronoUnit.MICROS);
    String text = LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString();
    String separated = random.nextBoolean() ? text : text.replace('T', ' ');
    return random.nextBoolean() ? separated : separated + "Z";
  }

  private @Nullable Long parsed(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return parser.parse(bytes, 0, bytes.length) == null ? parser.number() : null;
  }

  /** As {@code java.time} reads it; null if it is no time, or one that a warehouse cannot keep. */
  private static @Nullable Long expected(String text) {
    String iso = text.length() > 10 && text.charAt(10) == ' ' ? text.replace(' ', 'T') : text;
    Instant instant = instant(iso);
    if (instant == null || instant.getNano() % 1000 != 0) {
      return null;
    }
    int year = instant.atOffset(ZoneOffset.UTC).getYear();
    return year < 1 || year > 9999
        ? null
        : instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
  }

  private static @Nullable Instant instant(String iso) {
    try {
      return LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      try {
        return OffsetDateTime.parse(iso).toInstant();
      } catch (DateTimeException none) {
        return null;
      }
    }
  }
}
