package dev.assay.transforms.log;

import dev.assay.schemas.Table;
import dev.assay.transforms.log.DataFile.Layer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
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
  private @Nullable Part latest;

  /** What an entry holds of the table, or of one day of it. */
  private record Part(Rank rank, Table table, List<DataFile> files) {
    boolean isOf(long number) {
      return rank.number() == number;
    }

    Stream<DataFile> files(Layer layer) {
      return files.stream().filter(file -> file.layer() == layer);
    }
  }

  /**
   * The same as data, each definition once: entries by the hundred may have one.
   *
   * @param definitions what the parts refer to by their index
   * @param whole what it shows if it is filled whole
   * @param byDay what it shows of each day
   * @param latest the definition last given, and by which entry
   */
  record Saved(
      List<Table> definitions,
      @Nullable SavedPart whole,
      List<SavedPart> byDay,
      @Nullable SavedPart latest) {}

  /** A part as data; the day is that of a part of a table by day. */
  record SavedPart(@Nullable LocalDate day, Rank rank, int definition, List<DataFile> files) {}

  Saved save() {
    List<Table> definitions = new ArrayList<>();
    List<SavedPart> days = new ArrayList<>();
    byDay.forEach((day, part) -> days.add(save(day, part, definitions)));
    return new Saved(
        definitions, save(null, whole, definitions), days, save(null, latest, definitions));
  }

  private static @Nullable SavedPart save(
      @Nullable LocalDate day, @Nullable Part part, List<Table> definitions) {
    if (part == null) {
      return null;
    }
    if (!definitions.contains(part.table())) {
      definitions.add(part.table());
    }
    return new SavedPart(day, part.rank(), definitions.indexOf(part.table()), part.files());
  }

  static CurrentTable of(Saved saved) {
    CurrentTable table = new CurrentTable();
    table.whole = part(saved.whole(), saved);
    table.latest = part(saved.latest(), saved);
    for (SavedPart day : saved.byDay()) {
      table.byDay.put(day.day(), part(day, saved));
    }
    return table;
  }

  private static @Nullable Part part(@Nullable SavedPart part, Saved saved) {
    return part == null
        ? null
        : new Part(part.rank(), saved.definitions().get(part.definition()), part.files());
  }

  /** A table that shows the same, and goes ways of its own from here. */
  CurrentTable copy() {
    CurrentTable copy = new CurrentTable();
    copy.whole = whole;
    copy.byDay.putAll(byDay);
    copy.latest = latest;
    return copy;
  }

  /**
   * Takes what one more entry fills of the table.
   *
   * @param definition what the entry says the table is
   * @param files all its files of the table
   */
  void add(Rank rank, Scope scope, Table definition, List<DataFile> files) {
    // Entries are many and say the same of a table, nearly always.
    Table table = latest != null && latest.table().equals(definition) ? latest.table() : definition;
    if (latest == null || latest.rank().number() < rank.number()) {
      latest = new Part(rank, table, List.of());
    }
    if (scope.isWhole()) {
      addWhole(new Part(rank, table, files));
    } else {
      addDays(rank, scope, table, files);
    }
  }

  private void addWhole(Part part) {
    if (whole == null || whole.rank().compareTo(part.rank()) < 0) {
      whole = part;
    }
  }

  private void addDays(Rank rank, Scope scope, Table table, List<DataFile> files) {
    Map<LocalDate, List<DataFile>> ofDay =
        files.stream().filter(scope::covers).collect(Collectors.groupingBy(DataFile::day));
    for (LocalDate day : scope.days()) {
      Part shown = byDay.get(day);
      if (shown == null || shown.rank().number() < rank.number()) {
        byDay.put(day, new Part(rank, table, ofDay.getOrDefault(day, List.of())));
      }
    }
  }

  /** Whether it is filled whole, and not by day. */
  private boolean isWhole() {
    return latest == null || !latest.table().incremental();
  }

  /** What it is defined as by the entry of the highest number that fills it. */
  Optional<Table> definition() {
    return Optional.ofNullable(latest).map(Part::table);
  }

  /** Number of the last entry that fills it; 0 if none does. */
  long lastFilled() {
    return latest == null ? 0 : latest.rank().number();
  }

  /** How much the table shows of what an entry fills of it. */
  Scope shown(long number, Scope filled) {
    if (filled.isWhole() != isWhole()) {
      return Scope.NONE;
    }
    if (isWhole()) {
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
    return parts().flatMap(part -> part.files(layer));
  }

  private Stream<Part> parts() {
    return isWhole() ? Stream.ofNullable(whole) : byDay.values().stream();
  }

  /** Its files by what they were written as; first the latest definition, if with no file. */
  List<TableFiles> byDefinition(Layer layer) {
    Map<Table, List<DataFile>> files = new LinkedHashMap<>();
    (isWhole() ? parts().map(Part::table) : definition().stream())
        .forEach(table -> files.put(table, new ArrayList<>()));
    parts()
        .filter(part -> !part.files().isEmpty())
        .forEach(
            part ->
                files
                    .computeIfAbsent(part.table(), table -> new ArrayList<>())
                    .addAll(part.files(layer).toList()));
    return files.entrySet().stream().map(e -> new TableFiles(e.getKey(), e.getValue())).toList();
  }

  /** Its files of one day; none if it has no row there, or is no table by day. */
  Stream<DataFile> files(Layer layer, LocalDate day) {
    Part part = isWhole() ? null : byDay.get(day);
    return part == null ? Stream.of() : part.files(layer);
  }

  /** How many rows it has on each day that it has any on; none if it is no table by day. */
  NavigableMap<LocalDate, Long> rows(Layer layer) {
    NavigableMap<LocalDate, Long> rows = new TreeMap<>();
    if (!isWhole()) {
      byDay.forEach(
          (day, part) -> rows.put(day, part.files(layer).mapToLong(DataFile::rows).sum()));
      rows.values().removeIf(count -> count == 0);
    }
    return rows;
  }
}
