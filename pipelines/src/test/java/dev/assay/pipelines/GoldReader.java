package dev.assay.pipelines;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Somebody who opens a warehouse again and again, and notes each state of gold that there was. */
final class GoldReader implements AutoCloseable {
  private static final long BETWEEN_LOOKS_MILLIS = 30;

  private final Path output;
  private final Thread thread;
  private final List<Map<String, List<String>>> seen = new ArrayList<>();
  private int looks;

  private GoldReader(Path output) {
    this.output = output;
    this.thread = new Thread(this::look, "reader");
  }

  /** Starts to read what an output folder holds. */
  static GoldReader of(Path output) {
    GoldReader reader = new GoldReader(output);
    reader.thread.start();
    return reader;
  }

  private void look() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        note(Trace.gold(output));
      } catch (SQLException e) {
        // A run has it, and lets nobody else in meanwhile.
      }
      try {
        TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private synchronized void note(Map<String, List<String>> gold) {
    looks++;
    if (!seen.contains(gold)) {
      seen.add(gold);
    }
  }

  /** Ends the reading; the states that were seen, each once. */
  List<Map<String, List<String>>> seen() {
    close();
    synchronized (this) {
      return List.copyOf(seen);
    }
  }

  synchronized int looks() {
    return looks;
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
