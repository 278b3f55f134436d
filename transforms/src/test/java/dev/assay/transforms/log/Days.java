package dev.assay.transforms.log;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Table;
import dev.assay.schemas.Type;
import dev.assay.transforms.ledger.Ledger;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Manifest.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Entries of a feed whose tables are recomputed by day: visits, counted by day, and rooms. */
final class Days {
  static final Table VISITS = byDay("visits");
  static final Table VISITS_BY_DAY = byDay("visits_by_day");
  static final Table ROOMS = whole("rooms");

  private final long number;
  private String batch;
  private final List<DataFile> files = new ArrayList<>();
  private final TreeSet<LocalDate> days = new TreeSet<>();
  private List<Table> silver = List.of(VISITS);
  private List<Table> gold = List.of(VISITS_BY_DAY);
  private List<Manifest.Source> sources = List.of();
  private Status status = Status.PUBLISHED;
  private String domain = "visits";
  private LocalDate asOf = LocalDate.parse("2024-01-01");
  private @Nullable Long base;

  private Days(long number) {
    this.number = number;
    this.batch = "b" + number;
  }

  /** An entry that has those days of visits and their count, a file each of one row. */
  static Days entry(long number, String... days) {
    Days entry = new Days(number);
    for (String day : days) {
      entry.days.add(day(day));
      entry.file(Layer.SILVER, "visits", day).file(Layer.INDEX, "visits", day);
      entry.file(Layer.GOLD, "visits_by_day", day);
    }
    return entry;
  }

  /** An entry that brings the rooms, whole, and nothing by day. */
  static Days rooms(long number, String asOf) {
    Days entry = new Days(number);
    entry.silver = List.of(ROOMS);
    entry.asOf = LocalDate.parse(asOf);
    return entry.file(Layer.SILVER, "rooms", null);
  }

  static LocalDate day(String day) {
    return LocalDate.parse("2024-01-" + day);
  }

  /** Says that the entry has a day, with no row. */
  Days none(String day) {
    days.add(day(day));
    return this;
  }

  Days file(Layer layer, String table, @Nullable String day) {
    String path = layer.folder() + "/" + table + "/" + number + "/" + (day == null ? "" : day);
    files.add(new DataFile(layer, table, day == null ? null : day(day), path, 1, 1, "ab"));
    return this;
  }

  Days silver(Table... tables) {
    silver = List.of(tables);
    return this;
  }

  Days gold(Table... tables) {
    gold = List.of(tables);
    return this;
  }

  Days source(String name, long bytes) {
    sources = List.of(new Manifest.Source("visits", name, bytes, "0badcafe"));
    return this;
  }

  /** Files that differ in their bytes alone. */
  Days sources(int count) {
    sources =
        LongStream.range(0, count)
            .mapToObj(bytes -> new Manifest.Source("visits", "many", bytes, "0badcafe"))
            .toList();
    return this;
  }

  Days batch(String id) {
    batch = id;
    return this;
  }

  Days refused() {
    status = Status.REFUSED;
    return this;
  }

  Days of(String newDomain) {
    domain = newDomain;
    return this;
  }

  Days basedOn(long entry) {
    base = entry;
    return this;
  }

  Manifest manifest() {
    return new Manifest(
        Manifest.FORMAT,
        number,
        batch,
        "identity-" + number,
        "visits",
        domain,
        null,
        status,
        asOf,
        base,
        List.copyOf(days),
        new Manifest.ContractVersion("visits", "1.0.0", "c0ffee"),
        Map.of(),
        sources,
        List.copyOf(files),
        silver,
        gold,
        new Ledger(List.of(), List.of(), List.of()),
        Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number),
        "test");
  }

  static Table byDay(String name) {
    return new Table(name, "", columns(), List.of("id"), "day", true, List.of(), List.of());
  }

  private static Table whole(String name) {
    return new Table(name, "", columns(), List.of("id"), null, false, List.of(), List.of());
  }

  private static Columns columns() {
    return Columns.of(
        List.of(new Column("id", Type.STRING, false, ""), new Column("day", Type.DATE, false, "")));
  }
}
