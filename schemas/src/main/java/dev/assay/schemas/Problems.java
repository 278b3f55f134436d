package dev.assay.schemas;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with one document, collected so that all of it is told at once. */
final class Problems {
  private record Problem(int line, String text) {}

  private final String source;
  private final List<Problem> problems = new ArrayList<>();

  Problems(String source) {
    this.source = source;
  }

  /**
   * Adds a problem.
   *
   * @param line of the document, from 1; 0 if it concerns the document as a whole
   * @param where within the document, such as {@code schema accounts}; may be empty
   * @param message what is wrong, and what to do
   */
  void add(int line, String where, String message) {
    String at = line > 0 ? source + ":" + line + ": " : source + ": ";
    problems.add(new Problem(line, at + (where.isEmpty() ? "" : where + ": ") + message));
  }

  /** Throws what has been collected, in the order of the document; does nothing if that is none. */
  void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new RequestException(
          problems.stream()
              .sorted(Comparator.comparingInt(Problem::line))
              .map(Problem::text)
              .distinct()
              .toList());
    }
  }
}
