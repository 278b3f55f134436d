package dev.assay.pipelines;

import dev.assay.transforms.milestones.ReadCounters;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Duration;

/**
 * How far a run is: one line a dataset, drawn again and again on a terminal, and nothing anywhere
 * else. Lines of our own, because a bar a dataset from the usual library starts in 280 ms (it asks
 * the terminal through child processes) and does not align.
 */
final class Progress {
  private static final Duration BETWEEN_LOOKS = Duration.millis(200);
  private static final int BAR = 30;
  private static final MetricsFilter FILTER =
      MetricsFilter.builder()
          .addNameFilter(MetricNameFilter.inNamespace(ReadCounters.BYTES))
          .addNameFilter(MetricNameFilter.inNamespace(ReadCounters.RECORDS))
          .build();

  private final Console console;
  private final Map<String, Long> totals;
  private int drawn;

  private Progress(Console console, Map<String, Long> totals) {
    this.console = console;
    this.totals = totals;
  }

  /** Progress towards these totals, bytes of each dataset. */
  static Progress on(Console console, Map<String, Long> totals) {
    return new Progress(console, totals);
  }

  /**
   * Draws how far a run is until it has ended.
   *
   * @throws IllegalStateException if it did not end well
   */
  void follow(PipelineResult running) {
    PipelineResult.@Nullable State state = null;
    try {
      while (state == null || !state.isTerminal()) {
        show(running);
        state = running.waitUntilFinish(BETWEEN_LOOKS);
      }
    } finally {
      clear();
    }
    if (state != PipelineResult.State.DONE) {
      throw new IllegalStateException("the runner ended the job as " + state);
    }
  }

  /** Draws how far the run is now. */
  void show(PipelineResult running) {
    if (!console.isTerminal()) {
      return;
    }
    Map<String, Long> bytes = new HashMap<>();
    Map<String, Long> records = new HashMap<>();
    for (MetricResult<Long> counter : running.metrics().queryMetrics(FILTER).getCounters()) {
      boolean isBytes = counter.getName().getNamespace().equals(ReadCounters.BYTES);
      (isBytes ? bytes : records)
          .merge(counter.getName().getName(), counter.getAttempted(), Long::sum);
    }
    draw(lines(totals, bytes, records));
  }

  /** Takes the lines off the terminal, so that what comes next stands alone. */
  void clear() {
    draw(List.of());
  }

  /**
   * What is drawn.
   *
   * @param totals bytes to read of each dataset
   * @param bytes bytes read so far; a retry may have counted some twice
   * @param records records read so far
   */
  static List<String> lines(
      Map<String, Long> totals, Map<String, Long> bytes, Map<String, Long> records) {
    int width = totals.keySet().stream().mapToInt(String::length).max().orElse(1);
    List<String> lines = new ArrayList<>();
    totals.forEach(
        (dataset, total) -> {
          long done = Math.min(total, bytes.getOrDefault(dataset, 0L));
          lines.add(
              String.format(
                  "  %-" + width + "s  %s %8s of %s  %s",
                  dataset,
                  bar(done, total),
                  Text.bytes(done),
                  Text.bytes(total),
                  Text.count(records.getOrDefault(dataset, 0L), "record")));
        });
    if (totals.entrySet().stream()
        .allMatch(e -> bytes.getOrDefault(e.getKey(), 0L) >= e.getValue())) {
      lines.add("  all read; computing, auditing, publishing");
    }
    return lines;
  }

  private static String bar(long done, long total) {
    int full = total == 0 ? BAR : (int) (BAR * done / total);
    return "█".repeat(full) + "░".repeat(BAR - full);
  }

  private void draw(List<String> lines) {
    if (drawn == 0 && lines.isEmpty()) {
      return;
    }
    StringBuilder screen = new StringBuilder();
    if (drawn > 0) {
      // Up to the first line drawn before, then clear to the end of the screen.
      screen.append("\033[").append(drawn).append("A\033[J");
    }
    // Cut off what is wider than the terminal: a line that wraps would count as two.
    screen.append("\033[?7l");
    lines.forEach(line -> screen.append(line).append('\n'));
    screen.append("\033[?7h");
    PrintStream terminal = console.err();
    terminal.print(screen);
    terminal.flush();
    drawn = lines.size();
  }
}
