package dev.assay.transforms.warehouse;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Days without a hole between them.
 *
 * @param first the first of them
 * @param end the day after the last
 */
record DayRange(LocalDate first, LocalDate end) {

  /** The fewest ranges that hold some days and no others: a year is one, not 365. */
  static List<DayRange> of(Set<LocalDate> days) {
    SortedSet<LocalDate> left = new TreeSet<>(days);
    List<DayRange> ranges = new ArrayList<>();
    while (!left.isEmpty()) {
      LocalDate end = left.first();
      while (left.contains(end)) {
        end = end.plusDays(1);
      }
      ranges.add(new DayRange(left.first(), end));
      left = left.tailSet(end);
    }
    return List.copyOf(ranges);
  }
}
