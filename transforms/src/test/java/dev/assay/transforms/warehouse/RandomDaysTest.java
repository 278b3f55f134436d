package dev.assay.transforms.warehouse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.assay.transforms.log.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * A feed whose batches move, change, drop and add visitors on random days, held against a map that
 * is told the same.
 */
class RandomDaysTest {

  /** What a batch says of a visitor: when they came, and for how long; day 0 if never. */
  record Told(String visitor, int day, int minutes) {}

  /** What the feed knows of a visitor, and since which entry. */
  private record Visit(int day, int minutes, long since) {}

  /** A batch, and whether the warehouse is brought up to the log after it. */
  record Step(List<Told> told, boolean isProjected) {}

  @Property(tries = 12)
  void theWarehouseIsWhatTheLastBatchOfEachDayMadeItAndRefillsTheSame(
      @ForAll("feeds") List<Step> feed) throws IOException {
    Path folder = Files.createTempDirectory("visits");
    try {
      check(feed, folder);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(RandomDaysTest::delete);
      }
    }
  }

  private static void check(List<Step> feed, Path folder) {
    Lake lake = new Lake(folder.resolve("lake"));
    Map<String, Visit> known = new TreeMap<>();
    List<Manifest> log = new ArrayList<>();
    for (Step step : feed) {
      log.add(batch(lake, log.size() + 1, step.told(), known));
      if (step.isProjected()) {
        catchUp(folder.resolve("grown"), lake, log);
      }
    }
    catchUp(folder.resolve("grown"), lake, log);
    catchUp(folder.resolve("refilled"), lake, log);

    List<String> expected = new ArrayList<>();
    known.forEach(
        (who, visit) ->
            expected.add(who + "|" + visit.day() + "|" + visit.minutes() + "|" + visit.since()));
    for (String warehouse : List.of("grown", "refilled")) {
      assertThat(
          Lake.sql(
              "jdbc:duckdb:" + folder.resolve(warehouse),
              "SELECT visitor, day(came_on), minutes, (epoch(last_updated) - 1769904000.5)::INT"
                  + " FROM bank_gold.visits ORDER BY 1"),
          is(expected));
      assertThat(
          Lake.sql(
              "jdbc:duckdb:" + folder.resolve(warehouse),
              "SELECT visitor, came_at::DATE, minutes FROM bank_silver.stays EXCEPT ALL"
                  + " SELECT visitor, came_on, minutes FROM bank_gold.visits"),
          is(List.of()));
    }
    for (String table : List.of("load_audit", "merge_audit")) {
      String all = "SELECT * FROM assay." + table + " ORDER BY ALL";
      assertThat(
          Lake.sql("jdbc:duckdb:" + folder.resolve("refilled"), all),
          is(Lake.sql("jdbc:duckdb:" + folder.resolve("grown"), all)));
    }
  }

  /** The entry that leaves every day it touches as it then is. */
  private static Manifest batch(Lake lake, long number, List<Told> told, Map<String, Visit> known) {
    TreeSet<Integer> days = new TreeSet<>();
    for (Told each : told) {
      Visit before = known.get(each.visitor());
      if (before != null) {
        days.add(before.day());
      }
      if (each.day() == 0) {
        known.remove(each.visitor());
        continue;
      }
      days.add(each.day());
      if (before == null || before.day() != each.day() || before.minutes() != each.minutes()) {
        known.put(each.visitor(), new Visit(each.day(), each.minutes(), number));
      }
    }
    Lake.Batch batch = lake.batch(number, "b" + number).ofVisits();
    for (int day : days) {
      batch.visits(
          day,
          known.entrySet().stream()
              .filter(visit -> visit.getValue().day() == day)
              .map(visit -> "('" + visit.getKey() + "', " + visit.getValue().minutes() + ")")
              .toArray(String[]::new));
    }
    return batch.manifest();
  }

  @Provide
  Arbitrary<List<Step>> feeds() {
    Arbitrary<Told> told =
        Combinators.combine(
                Arbitraries.of("A", "B", "C", "D", "E"),
                Arbitraries.integers().between(0, 4),
                Arbitraries.integers().between(1, 3))
            .as(Told::new);
    Arbitrary<List<Told>> batch = told.list().ofMaxSize(4).uniqueElements(Told::visitor);
    // Before there is a day there is no table to look at.
    return Combinators.combine(batch, Arbitraries.of(true, false))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .filter(feed -> feed.get(0).told().stream().anyMatch(visitor -> visitor.day() > 0));
  }

  private static void catchUp(Path file, Lake lake, List<Manifest> log) {
    try (Warehouse warehouse = Warehouse.open("duckdb:" + file)) {
      Projection.catchUp(log, lake.root(), warehouse);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
