package dev.assay.transforms.log;

import static dev.assay.transforms.log.Days.day;
import static dev.assay.transforms.log.Days.entry;
import static dev.assay.transforms.log.Days.rooms;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.assay.transforms.log.CurrentTables.Place;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Manifest.TableId;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CurrentTablesTest {
  private static final TableId VISITS = new TableId(Layer.SILVER, "visits");
  private static final TableId COUNTS = new TableId(Layer.GOLD, "visits_by_day");

  @Test
  void eachDayIsThatOfTheHighestEntryThatHasIt() {
    Manifest one = entry(1, "01", "02", "03").manifest();
    Manifest two = entry(2, "02", "04").manifest();
    CurrentTables tables = CurrentTables.of(List.of(one, two));

    assertThat(
        tables.shownOf(one), equalTo(Map.of(VISITS, days("01", "03"), COUNTS, days("01", "03"))));
    assertThat(
        tables.shownOf(two), equalTo(Map.of(VISITS, days("02", "04"), COUNTS, days("02", "04"))));
    assertThat(
        paths(tables, VISITS),
        contains(
            "silver/visits/1/01",
            "silver/visits/2/02",
            "silver/visits/1/03",
            "silver/visits/2/04"));
  }

  @Test
  void aDayThatALaterEntryEmptiedHasNoFiles() {
    Manifest one = entry(1, "01", "02").manifest();
    CurrentTables tables = CurrentTables.of(List.of(one, entry(2).none("01").manifest()));

    assertThat(paths(tables, COUNTS), contains("gold/visits_by_day/1/02"));
    assertThat(tables.shownOf(one).get(COUNTS), is(days("02")));
  }

  @Test
  void anEntryOfWhichNothingIsLeftShowsNoTable() {
    Manifest one = entry(1, "01").manifest();

    assertThat(
        CurrentTables.of(List.of(one, entry(2, "01", "02").manifest())).shownOf(one).keySet(),
        is(empty()));
  }

  @Test
  void anEntryThatWasNotAddedShowsNothing() {
    assertThat(new CurrentTables().shownOf(entry(1, "01").manifest()), is(Map.of()));
  }

  @Test
  void aTableWithoutDaysKeepsItsDayByRank() {
    Manifest newer = rooms(1, "2024-01-09").gold().manifest();
    Manifest older = rooms(2, "2024-01-05").gold().manifest();
    CurrentTables tables = CurrentTables.of(List.of(newer, older));

    assertThat(tables.shownOf(newer), is(Map.of(new TableId(Layer.SILVER, "rooms"), Scope.WHOLE)));
    assertThat(tables.shownOf(older), is(Map.of()));
  }

  @Test
  void aRefusedEntryAndThoseOfOtherFeedsChangeNothing() {
    Manifest one = entry(1, "01").manifest();
    CurrentTables tables =
        CurrentTables.of(
            List.of(
                one, entry(2, "01").refused().manifest(), entry(3, "01").of("others").manifest()));

    assertThat(tables.shownOf(one), is(one.scopes()));
  }

  @Test
  void aTableRecomputedByDayFromNowOnShowsNoEntryThatWasTheWholeOfIt() {
    Manifest whole = rooms(1, "2024-01-09").gold().manifest();
    Manifest byDay =
        entry(2, "01").file(Layer.SILVER, "rooms", "01").silver(Days.byDay("rooms")).manifest();
    CurrentTables tables = CurrentTables.of(List.of(whole, byDay));

    assertThat(tables.shownOf(whole), is(Map.of()));
    assertThat(paths(tables, new TableId(Layer.SILVER, "rooms")), contains("silver/rooms/2/01"));
  }

  @Property(tries = 200)
  void theOrderInWhichEntriesAreAddedMakesNoDifference(
      @ForAll @Size(max = 8) List<@Size(max = 5) List<@IntRange(min = 1, max = 9) Integer>> batches,
      @ForAll Random random) {
    List<Manifest> log =
        LongStream.rangeClosed(1, batches.size())
            .mapToObj(n -> entry(n, days(batches.get((int) n - 1))).manifest())
            .toList();
    List<Manifest> shuffled = new java.util.ArrayList<>(log);
    Collections.shuffle(shuffled, random);
    CurrentTables tables = CurrentTables.of(shuffled);

    Map<LocalDate, Long> last = new TreeMap<>();
    log.forEach(entry -> entry.days().forEach(day -> last.put(day, entry.number())));
    List<String> expected =
        last.entrySet().stream()
            .map(
                day ->
                    "silver/visits/%d/%02d".formatted(day.getValue(), day.getKey().getDayOfMonth()))
            .toList();
    assertThat(
        tables.files(Place.of(entry(99).manifest(), VISITS)).stream().map(DataFile::path).toList(),
        is(expected));
  }

  private static String[] days(List<Integer> days) {
    return days.stream().distinct().map("%02d"::formatted).toArray(String[]::new);
  }

  private static Scope days(String... days) {
    return Scope.of(Stream.of(days).map(Days::day).toList());
  }

  private static List<String> paths(CurrentTables tables, TableId table) {
    return tables.files(Place.of(entry(99).manifest(), table)).stream()
        .map(DataFile::path)
        .toList();
  }
}
