package dev.assay.transforms.log;

import java.io.IOException;

/**
 * Appends entries that build on the log, as a process of its own: root, number of the writer, how
 * many. Whoever was late plans again.
 */
final class AppendDays {
  private AppendDays() {}

  public static void main(String[] arguments) throws IOException {
    long writer = 1000 * Long.parseLong(arguments[1]);
    for (long done = 0; done < Long.parseLong(arguments[2]); ) {
      long base = History.latest(arguments[0], "visits", "visits").number();
      try {
        Log.of(arguments[0]).append(Days.entry(writer + done, "01").basedOn(base).manifest());
        done++;
      } catch (StaleBaseException e) {
        continue;
      }
    }
  }
}
