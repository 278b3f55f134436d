package dev.assay.transforms.gold;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** The first few of many rows in an order. */
public final class Best {
  private Best() {}

  /**
   * The first rows, in their order; no more than those are held at a time.
   *
   * @param count how many at most, one at least
   * @param order leaves no choice between two rows
   * @param others told each of the rest
   */
  public static <T> List<T> of(
      int count, Comparator<? super T> order, Iterable<T> rows, Consumer<? super T> others) {
    PriorityQueue<T> best = new PriorityQueue<>(order.reversed());
    for (T row : rows) {
      best.add(row);
      if (best.size() > count) {
        others.accept(best.remove());
      }
    }
    return best.stream().sorted(order).toList();
  }
}
