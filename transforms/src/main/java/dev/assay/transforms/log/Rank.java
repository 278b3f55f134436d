package dev.assay.transforms.log;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * Which of two entries that fill the whole of one table it shows: the later by this order.
 *
 * @param asOf the day the entry speaks of
 * @param origin number of the entry by which its files came in
 * @param number its own number
 */
record Rank(LocalDate asOf, long origin, long number) implements Comparable<Rank> {
  private static final Comparator<Rank> ORDER =
      Comparator.comparing(Rank::asOf)
          .thenComparingLong(Rank::origin)
          .thenComparingLong(Rank::number);

  @Override
  public int compareTo(Rank other) {
    return ORDER.compare(this, other);
  }
}
