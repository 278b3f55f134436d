package dev.assay.pipelines;

import java.io.PrintStream;

/**
 * Where a command writes.
 *
 * @param out what was asked for: summaries, help
 * @param err everything else a person should know
 * @param isTerminal whether {@code err} is a screen that a person watches
 * @param showsTraces whether failures are shown with their stack trace
 */
public record Console(PrintStream out, PrintStream err, boolean isTerminal, boolean showsTraces) {

  /**
   * The process' own streams. Java cannot tell whether stderr is a terminal, so the launcher does:
   * {@code -Dassay.terminal=true}.
   */
  public static Console system() {
    return new Console(
        System.out,
        System.err,
        Boolean.getBoolean("assay.terminal"),
        "1".equals(System.getenv("ASSAY_STACKTRACE")));
  }

  Console showingTraces(boolean asked) {
    return new Console(out, err, isTerminal, showsTraces || asked);
  }
}
