package dev.assay.pipelines.generate.orders;

import dev.assay.pipelines.generate.Sum;

/**
 * How many there are and what they come to: all, and those of completed orders alone. Mutable while
 * the feed is written.
 */
record Totals(Sum all, Sum completed) {
  Totals() {
    this(new Sum(), new Sum());
  }

  void add(boolean isCompleted, long cents) {
    all.add(cents);
    if (isCompleted) {
      completed.add(cents);
    }
  }

  Totals plus(Totals other) {
    return new Totals(all.plus(other.all), completed.plus(other.completed));
  }
}
