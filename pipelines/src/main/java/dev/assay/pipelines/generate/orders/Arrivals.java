package dev.assay.pipelines.generate.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What is still to come in files of later quarters. As large as what is late, not as the feed. */
final class Arrivals {
  private final TreeMap<Integer, List<Arrival>> byQuarter = new TreeMap<>();

  /** As what an order comes. */
  enum Version {
    FIRST,
    REPEAT,
    RIVAL
  }

  /** A line that is to come: the order can be made from its number. */
  record Arrival(long number, Version version) {}

  void add(int quarter, long number, Version version) {
    byQuarter.computeIfAbsent(quarter, q -> new ArrayList<>()).add(new Arrival(number, version));
  }

  /** What comes in the file of that quarter; it is then no longer to come. */
  List<Arrival> take(int quarter) {
    List<Arrival> arrivals = byQuarter.remove(quarter);
    return arrivals == null ? List.of() : arrivals;
  }
}
