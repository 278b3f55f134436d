package dev.assay.transforms.batch;

import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.transforms.Combine;

/**
 * When the sound records of some files of incremental datasets say that they happened.
 *
 * @param fileTimes by file, the latest value of its partition field, in microseconds since 1970
 * @param days by dataset, the days there are, in days since 1970
 */
record Arrivals(Map<String, Long> fileTimes, Map<String, Set<Long>> days) implements Serializable {

  static Arrivals none() {
    return new Arrivals(new TreeMap<>(), new TreeMap<>());
  }

  /** Adds those of a part of a file. */
  void add(String dataset, String file, long latest, Set<Long> daysOfPart) {
    fileTimes.merge(file, latest, Math::max);
    days.computeIfAbsent(dataset, name -> new TreeSet<>()).addAll(daysOfPart);
  }

  /** The days of a dataset. */
  Set<Long> days(String dataset) {
    return days.getOrDefault(dataset, Set.of());
  }

  /** Those of several parts together. */
  static final class Union extends Combine.CombineFn<Arrivals, Arrivals, Arrivals> {
    @Override
    public Arrivals createAccumulator() {
      return none();
    }

    @Override
    public Arrivals addInput(Arrivals all, Arrivals part) {
      part.fileTimes.forEach((file, latest) -> all.fileTimes.merge(file, latest, Math::max));
      part.days.forEach(
          (dataset, more) ->
              all.days.computeIfAbsent(dataset, name -> new TreeSet<>()).addAll(more));
      return all;
    }

    @Override
    public Arrivals mergeAccumulators(Iterable<Arrivals> parts) {
      Arrivals all = none();
      parts.forEach(part -> addInput(all, part));
      return all;
    }

    @Override
    public Arrivals extractOutput(Arrivals all) {
      return all;
    }
  }
}
