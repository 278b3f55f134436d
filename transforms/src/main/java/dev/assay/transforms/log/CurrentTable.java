package dev.assay.transforms.log;

import dev.assay.transforms.log.DataFile.Layer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Which entry one table of one feed shows: one for all of it, or one a day. A table that is filled
 * otherwise than it once was is what the entry of the highest number makes of it, and shows only
 * entries that fill it alike.
 */
final class CurrentTable {
  private @Nullable Part whole;
  private final NavigableMap<LocalDate, Part> byDay = new TreeMap<>();
  private long latest;
  private boolean isWhole;

  /** What an entry holds of the table, or of one day of it. */
  private record Part(Rank rank, List<DataFile> files) {
    boolean isOf(long number) {
      return rank.number() == number;
    }

    Stream<DataFile> files(Layer layer) {
      return files.stream().filter(file -> file.layer() == layer);
    }
  }

  /** Takes what one more entry fills of the table, with all its files. */
  void add(Rank rank, Scope scope, List<DataFile> files) {
    if (rank.number() >= latest) {
      latest = rank.number();
      isWhole = scope.isWhole();
    }
    if (scope.isWhole()) {
      addWhole(new Part(rank, files));
    } else {
      addDays(rank, scope, files);
    }
  }

  private void addWhole(Part part) {
    if (whole == null || whole.rank().compareTo(part.rank()) < 0) {
      whole = part;
    }
  }

  private void addDays(Rank rank, Scope scope, List<DataFile> files) {
    Map<LocalDate, List<DataFile>> ofDay =
        files.stream().filter(scope::covers).collect(Collectors.groupingBy(DataFile::day));
    for (LocalDate day : scope.days()) {
      Part shown = byDay.get(day);
      if (shown == null || shown.rank().number() < rank.number()) {
        byDay.put(day, new Part(rank, ofDay.getOrDefault(day, List.of())));
      }
    }
  }

  /** How much the table shows of what an entry fills of it. */
  Scope shown(long number, Scope filled) {
    if (filled.isWhole() != isWhole) {
      return Scope.NONE;
    }
    if (isWhole) {
      return whole != null && whole.isOf(number) ? Scope.WHOLE : Scope.NONE;
    }
    return Scope.of(filled.days().stream().filter(day -> shows(number, day)).toList());
  }

  private boolean shows(long number, LocalDate day) {
    Part part = byDay.get(day);
    return part != null && part.isOf(number);
  }

  /** Its files of a layer: by day, and those of a day in the order of their entry. */
  Stream<DataFile> files(Layer layer) {
    if (isWhole) {
      return whole == null ? Stream.of() : whole.files(layer);
    }
    return byDay.values().stream().flatMap(part -> part.files(layer));
  }

  /** Its files of one day; none if it has no row there, or is no table by day. */
  Stream<DataFile> files(Layer layer, LocalDate day) {
    Part part = isWhole ? null : byDay.get(day);
    return part == null ? Stream.of() : part.files(layer);
  }

  /** How many rows it has on each day that it has any on; none if it is no table by day. */
  NavigableMap<LocalDate, Long> rows(Layer layer) {
    NavigableMap<LocalDate, Long> rows = new TreeMap<>();
    if (!isWhole) {
      byDay.forEach(
          (day, part) -> rows.put(day, part.files(layer).mapToLong(DataFile::rows).sum()));
      rows.values().removeIf(count -> count == 0);
    }
    return rows;
  }
}
