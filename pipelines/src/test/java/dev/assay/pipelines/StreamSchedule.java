package dev.assay.pipelines;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * When files of orders land, and what the stream sees of time meanwhile: drawn from a seed. Files
 * come in any order, some before one tick and some before another; ticks come without files, two at
 * one time, long after each other; the watermark goes on, or lags so that several land in one
 * micro-batch. Each run of the stream ends drained, with files left that have landed or not.
 *
 * @param runs what happens in one run of the stream after the other
 */
record StreamSchedule(List<List<Step>> runs) {
  private static final Instant START = Instant.parse("2024-06-01T00:00:00Z");

  /** More ticks than there can be micro-batches left. */
  private static final int LAST_TICKS = 16;

  /** A step: some files land, then a tick comes at that time. */
  record Step(List<String> files, Instant tick, Duration pause, boolean watermarkFollows) {}

  static StreamSchedule drawn(long seed, List<String> files) {
    Random random = new Random(seed);
    List<String> shuffled = new ArrayList<>(files);
    Collections.shuffle(shuffled, random);
    int restarts = 1 + random.nextInt(2);
    List<List<Step>> runs = new ArrayList<>();
    Instant now = START;
    int from = 0;
    for (int run = 0; run <= restarts; run++) {
      boolean isLast = run == restarts;
      int to = isLast ? files.size() : from + (files.size() - from) / 2;
      List<Step> steps = new ArrayList<>();
      while (from < to) {
        int landing = Math.min(to - from, random.nextInt(12));
        now = next(now, random);
        steps.add(step(shuffled.subList(from, from + landing), now, random));
        from += landing;
      }
      for (int tick = 0; isLast && tick < LAST_TICKS; tick++) {
        now = now.plus(Duration.standardMinutes(15));
        steps.add(new Step(List.of(), now, Duration.ZERO, true));
      }
      runs.add(steps);
    }
    return new StreamSchedule(runs);
  }

  private static Instant next(Instant now, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> now;
      case 1 -> now.plus(Duration.standardHours(9));
      default -> now.plus(Duration.standardMinutes(15));
    };
  }

  private static Step step(List<String> files, Instant tick, Random random) {
    Duration pause = random.nextInt(5) == 0 ? Duration.standardHours(3) : Duration.ZERO;
    return new Step(List.copyOf(files), tick, pause, random.nextInt(3) > 0);
  }

  /** The ticks of one run; each brings the names of the files that land before it. */
  static TestStream<String> ticks(List<Step> steps) {
    TestStream.Builder<String> stream =
        TestStream.create(StringUtf8Coder.of()).advanceWatermarkTo(START);
    Instant watermark = START;
    for (Step step : steps) {
      String names = String.join("\n", step.files());
      stream = stream.addElements(TimestampedValue.of(names, step.tick()));
      if (step.pause().isLongerThan(Duration.ZERO)) {
        stream = stream.advanceProcessingTime(step.pause());
      }
      // No tick may be late: one more of the same time would be.
      if (step.watermarkFollows() && step.tick().isAfter(watermark)) {
        watermark = step.tick();
        stream = stream.advanceWatermarkTo(watermark);
      }
    }
    return stream.advanceWatermarkToInfinity();
  }

  /** All files, in the order in which they land. */
  List<String> files() {
    return runs.stream().flatMap(List::stream).flatMap(step -> step.files().stream()).toList();
  }
}
