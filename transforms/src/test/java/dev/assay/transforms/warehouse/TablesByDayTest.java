package dev.assay.transforms.warehouse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Table;
import dev.assay.schemas.Type;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of which a batch has some days: what it does to those, and leaves of the others. */
class TablesByDayTest {
  private static final String VISITS =
      "SELECT visitor, day(came_on), minutes, epoch(last_updated) - 1769904000.5"
          + " FROM bank_gold.visits ORDER BY ALL";
  private static final String STAYS =
      "SELECT visitor, day(came_at), minutes FROM bank_silver.stays ORDER BY ALL";

  @TempDir Path folder;
  private Lake lake;

  @BeforeEach
  void makeLake() {
    lake = new Lake(folder.resolve("lake"));
  }

  private Lake.Batch batch(long number) {
    return lake.batch(number, "b" + number).ofVisits();
  }

  private List<Publication> catchUp(String file, Manifest... log) {
    try (Warehouse warehouse = Warehouse.open("duckdb:" + folder.resolve(file))) {
      return Projection.catchUp(List.of(log), lake.root(), warehouse);
    }
  }

  private List<String> sql(String file, String statement) {
    return Lake.sql("jdbc:duckdb:" + folder.resolve(file), statement);
  }

  private static TableMerge only(List<Publication> publications) {
    return publications.get(publications.size() - 1).merges().get(0);
  }

  private Manifest first() {
    return batch(1)
        .visits(1, "('A', 10)", "('B', 20)")
        .visits(2, "('C', 30)")
        .visits(3, "('D', 40)")
        .manifest();
  }

  @Test
  void changesRowsOfItsDaysAndNoOthers() {
    Manifest second =
        batch(2).visits(1, "('A', 11)", "('E', 50)").visits(4, "('F', NULL)").manifest();

    assertThat(only(catchUp("w", first())), is(new TableMerge("visits", 4, 0, 0, 0, 4)));
    assertThat(only(catchUp("w", first(), second)), is(new TableMerge("visits", 2, 1, 1, 0, 5)));

    assertThat(
        sql("w", VISITS),
        contains("A|1|11|2.0", "C|2|30|1.0", "D|3|40|1.0", "E|1|50|2.0", "F|4|null|2.0"));
    assertThat(sql("w", STAYS), contains("A|1|11", "C|2|30", "D|3|40", "E|1|50", "F|4|null"));
  }

  @Test
  void leavesWhatDidNotChangeAsItWas() {
    Manifest second = batch(2).visits(1, "('B', 20)", "('A', 10)").visits(3).manifest();

    assertThat(only(catchUp("w", first(), second)), is(new TableMerge("visits", 0, 0, 1, 2, 3)));
    assertThat(sql("w", VISITS), contains("A|1|10|1.0", "B|1|20|1.0", "C|2|30|1.0"));
  }

  @Test
  void aDayWithoutFilesIsEmptied() {
    Manifest second = batch(2).visits(1).manifest();

    catchUp("w", first());
    assertThat(only(catchUp("w", first(), second)), is(new TableMerge("visits", 0, 0, 2, 0, 2)));

    assertThat(sql("w", VISITS), contains("C|2|30|1.0", "D|3|40|1.0"));
    assertThat(sql("w", STAYS), contains("C|2|30", "D|3|40"));
  }

  @Test
  void aRowWhoseKeyMovesToAnotherOfTheDaysGoesFromOneAndComesToTheOther() {
    Manifest second =
        batch(2).visits(1, "('B', 20)").visits(3, "('D', 40)", "('A', 10)").manifest();

    assertThat(only(catchUp("w", first(), second)), is(new TableMerge("visits", 1, 0, 1, 2, 4)));
    assertThat(sql("w", VISITS), contains("A|3|10|2.0", "B|1|20|1.0", "C|2|30|1.0", "D|3|40|1.0"));
  }

  @Test
  void aBatchWithoutDaysIsPublishedAndChangesNothing() {
    Manifest second = batch(2).manifest();

    List<Publication> publications = catchUp("w", first(), second);

    assertThat(publications.get(1), is(new Publication("b2", true, List.of())));
    assertThat(sql("w", STAYS).size(), is(4));
    assertThat(
        sql("w", "SELECT batch, status FROM assay.load_audit ORDER BY 1"),
        contains("b1|published", "b2|published"));
    assertThat(Projection.isCurrent(second, List.of(first(), second)), is(true));
  }

  @Test
  void aFirstBatchWithoutDaysLeavesTablesWithoutRows() {
    catchUp("w", batch(1).visits(1).manifest());

    assertThat(sql("w", VISITS), empty());
    assertThat(sql("w", STAYS), empty());
  }

  /** Entry 2 is projected before entry 1, which then brings only the day that 2 does not have. */
  @Test
  void anEntryThatWasMissedBringsOnlyDaysThatNoLaterOneHas() {
    Manifest missed = batch(1).visits(1, "('A', 1)").visits(2, "('B', 1)").manifest();
    Manifest later = batch(2).visits(2, "('C', 2)").visits(3).manifest();
    catchUp("w", later);

    List<Publication> publications = catchUp("w", missed, later);

    assertThat(only(publications), is(new TableMerge("visits", 1, 0, 0, 0, 2)));
    assertThat(sql("w", VISITS), contains("A|1|1|1.0", "C|2|2|2.0"));
    assertThat(sql("w", STAYS), contains("A|1|1", "C|2|2"));
    assertThat(
        sql("w", "SELECT batch, status FROM assay.load_audit ORDER BY 1"),
        contains("b1|published", "b2|published"));
  }

  @Test
  void anEntryThatWasMissedAndIsOvertakenWholeChangesNothing() {
    Manifest missed = batch(1).visits(2, "('B', 1)").manifest();
    Manifest later = batch(2).visits(2, "('C', 2)").manifest();
    catchUp("w", later);

    List<Publication> publications = catchUp("w", missed, later);

    assertThat(publications, contains(new Publication("b1", true, List.of())));
    assertThat(sql("w", STAYS), contains("C|2|2"));
    assertThat(
        sql("w", "SELECT status FROM assay.load_audit WHERE batch = 'b1'"), contains("superseded"));
    assertThat(Projection.isCurrent(missed, List.of(missed, later)), is(false));
  }

  @Test
  void catchesUpWithManyEntriesAsIfTheyHadComeOneByOne() {
    Manifest[] log = {
      first(),
      batch(2).visits(1, "('A', 11)").visits(2, "('C', 30)", "('B', 20)").manifest(),
      lake.batch(3, "b3").ofVisits().visits(1).refused().manifest(),
      batch(4).visits(3).visits(5, "('D', 41)").manifest(),
      batch(5).visits(5, "('D', 41)", "('A', 11)").visits(1).manifest()
    };
    for (int entries = 1; entries <= log.length; entries++) {
      catchUp("grown", Arrays.copyOf(log, entries));
    }

    catchUp("refilled", log);

    assertThat(
        sql("grown", VISITS), contains("A|5|11|5.0", "B|2|20|2.0", "C|2|30|1.0", "D|5|41|4.0"));
    for (String rows :
        List.of(
            VISITS,
            STAYS,
            "SELECT * FROM assay.load_audit ORDER BY ALL",
            "SELECT * FROM assay.merge_audit ORDER BY ALL")) {
      assertThat(sql("refilled", rows), equalTo(sql("grown", rows)));
    }
  }

  @Test
  void aCatchUpThatBrokeOffIsFinishedByTheNext() throws IOException {
    Manifest second = batch(2).visits(2, "('C', 31)").manifest();
    Manifest third = batch(3).visits(3).manifest();
    Path file = folder.resolve("lake").resolve(second.files(Layer.GOLD, "visits").get(0).path());
    Files.move(file, folder.resolve("away"));
    assertThrows(WarehouseException.class, () -> catchUp("w", first(), second, third));
    assertThat(sql("w", VISITS).size(), is(4));
    Files.move(folder.resolve("away"), file);

    assertThat(catchUp("w", first(), second, third).size(), is(2));

    assertThat(sql("w", VISITS), contains("A|1|10|1.0", "B|1|20|1.0", "C|2|31|2.0"));
    assertThat(sql("w", STAYS), contains("A|1|10", "B|1|20", "C|2|31"));
  }

  @Test
  void ofDaysThatSeveralEntriesHaveTheLastIsShownInWhateverOrderTheyAreProjected() {
    Manifest one = batch(1).visits(1, "('A', 1)").visits(2, "('B', 1)").manifest();
    Manifest two = batch(2).visits(2, "('B', 2)").visits(3, "('C', 2)").manifest();
    Manifest three = batch(3).visits(3, "('D', 3)").manifest();

    catchUp("w", three);
    catchUp("w", one, three);
    catchUp("w", one, two, three);

    assertThat(sql("w", VISITS), contains("A|1|1|1.0", "B|2|2|2.0", "D|3|3|3.0"));
    assertThat(sql("w", STAYS), contains("A|1|1", "B|2|2", "D|3|3"));
  }

  @Test
  void theViewOfSilverFollowsAMovedLakeOverAllDays() throws IOException {
    Manifest second = batch(2).visits(2, "('C', 31)").manifest();
    catchUp("w", first(), second);
    Files.move(folder.resolve("lake"), folder.resolve("moved"));
    lake = new Lake(folder.resolve("moved"));

    assertThat(catchUp("w", first(), second), empty());

    assertThat(sql("w", STAYS), contains("A|1|10", "B|1|20", "C|2|31", "D|3|40"));
  }

  @Test
  void refusesRowsOfOtherDaysThanTheirFileIsSaidToBeOf() {
    catchUp("w", first());
    Manifest wrong =
        batch(2)
            .days(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 2))
            .parquet(
                Layer.GOLD,
                "visits",
                LocalDate.of(2026, 1, 1),
                "SELECT 'Z' AS visitor, DATE '2026-01-02' AS came_on, 1::BIGINT AS minutes",
                1)
            .manifest();

    Exception e = assertThrows(WarehouseException.class, () -> catchUp("w", first(), wrong));

    assertThat(
        e.getMessage(),
        is(
            "Table visits: its files hold {2026-01-02=1} rows by day, its manifest says"
                + " {2026-01-01=1}; nothing was changed."));
    assertThat(sql("w", VISITS).size(), is(4));
  }

  @Test
  void takesTwoRowsOfOneKeyOnTwoDaysAndKeepsThemApart() {
    Manifest twice = batch(1).visits(1, "('A', 1)").visits(2, "('A', 2)").manifest();
    Manifest again = batch(2).visits(1, "('A', 1)").visits(2, "('A', 3)").manifest();

    catchUp("w", twice);
    assertThat(sql("w", VISITS), contains("A|1|1|1.0", "A|2|2|1.0"));

    assertThat(only(catchUp("w", twice, again)), is(new TableMerge("visits", 0, 1, 0, 1, 2)));
    assertThat(sql("w", VISITS), contains("A|1|1|1.0", "A|2|3|2.0"));
  }

  @Test
  void refusesTwoRowsOfOneKeyOnOneDay() {
    Manifest twice = batch(1).visits(1, "('A', 1)", "('A', 2)").manifest();

    Exception e = assertThrows(WarehouseException.class, () -> catchUp("w", twice));

    assertThat(e.getMessage(), containsString("1 keys have more than one row (visitor)"));
  }

  @Test
  void makesTheDaysOfATableWithoutKeyEqualToTheBatchRowByRow() {
    Table keyless = withoutKey();
    Manifest one = sales(1, keyless, "(1, 7), (1, 7), (1, 8), (2, 7), (2, NULL)");
    Manifest two = sales(2, keyless, "(2, 7), (2, 7), (3, 9)");

    assertThat(only(catchUp("w", one, two)), is(new TableMerge("sales", 2, 0, 1, 1, 6)));

    assertThat(
        sql(
            "w",
            "SELECT day(day), amount, epoch(last_updated) - 1769904000.5 FROM bank_gold.sales ORDER BY ALL"),
        contains("1|7|1.0", "1|7|1.0", "1|8|1.0", "2|7|1.0", "2|7|2.0", "3|9|2.0"));
  }

  private static Table withoutKey() {
    return new Table(
        "sales",
        "One row per sale",
        Columns.of(
            List.of(
                new Column("day", Type.DATE, false, ""),
                new Column("amount", Type.INTEGER, true, ""))),
        List.of(),
        "day",
        true,
        List.of(),
        List.of());
  }

  /** Sales as {@code (day, amount)}, by day. */
  private Manifest sales(long number, Table table, String rows) {
    Lake.Batch batch = lake.batch(number, "b" + number).silver().gold(table);
    for (int i = 1; i <= 3; i++) {
      LocalDate day = LocalDate.of(2026, 1, i);
      long count = rows.split("\\(" + i + ",", -1).length - 1;
      if (count > 0) {
        batch
            .days(day)
            .parquet(
                Layer.GOLD,
                "sales",
                day,
                "SELECT DATE '%s' AS day, a::BIGINT AS amount FROM (VALUES %s) v(d, a) WHERE d = %d"
                    .formatted(day, rows, i),
                count);
      }
    }
    return batch.manifest();
  }

  @Test
  void aTableCutByTheDayOfATimeIsMergedByItsDayInUtc() {
    Manifest one = stays(1, "'A', TIMESTAMPTZ '2026-01-01 00:00:00+00', 1", 1);
    Manifest two = stays(2, "'B', TIMESTAMPTZ '2026-01-01 23:59:59.999999+00', 2", 1);
    Manifest three = stays(3, "'C', TIMESTAMPTZ '2026-01-02 00:00:00+00', 3", 2);

    catchUp("w", one, two, three);

    assertThat(sql("w", "SELECT visitor FROM bank_gold.stays ORDER BY 1"), contains("B", "C"));
  }

  private Manifest stays(long number, String row, int day) {
    LocalDate date = LocalDate.of(2026, 1, day);
    return lake.batch(number, "b" + number)
        .silver()
        .gold(Lake.STAYS)
        .days(date)
        .parquet(
            Layer.GOLD,
            "stays",
            date,
            "SELECT v::VARCHAR AS visitor, a AS came_at, m::BIGINT AS minutes FROM (VALUES (%s)) x(v, a, m)"
                .formatted(row),
            1)
        .manifest();
  }

  @Test
  void givesRowsOfOtherDaysANewColumnWithoutAValue() {
    Table wider = withColumn(new Column("mood", Type.STRING, true, ""));
    Manifest second =
        lake.batch(2, "b2")
            .silver()
            .gold(wider)
            .days(LocalDate.of(2026, 1, 1))
            .parquet(
                Layer.GOLD,
                "visits",
                LocalDate.of(2026, 1, 1),
                "SELECT 'A' AS visitor, DATE '2026-01-01' AS came_on, 10::BIGINT AS minutes, 'glad' AS mood",
                1)
            .manifest();

    assertThat(only(catchUp("w", first(), second)), is(new TableMerge("visits", 0, 1, 1, 0, 3)));

    assertThat(
        sql("w", "SELECT visitor, mood, minutes FROM bank_gold.visits ORDER BY 1"),
        contains("A|glad|10", "C|null|30", "D|null|40"));
  }

  @Test
  void refusesANewColumnThatRowsOfOtherDaysCannotBeWithout() {
    Table wider = withColumn(new Column("mood", Type.STRING, false, ""));
    Manifest second = lake.batch(2, "b2").silver().gold(wider).days(LocalDate.EPOCH).manifest();

    Exception e = assertThrows(WarehouseException.class, () -> catchUp("w", first(), second));

    assertThat(
        e.getMessage(),
        is(
            "Table visits: the rows of other days have no mood VARCHAR; recompute all days into"
                + " another --output and --warehouse."));
    assertThat(sql("w", VISITS).size(), is(4));
  }

  private static Table withColumn(Column column) {
    return new Table(
        "visits",
        "",
        Lake.VISITS.columns().plus(column),
        List.of("visitor"),
        "came_on",
        true,
        List.of(),
        List.of());
  }

  @Test
  void silverShowsDaysThatWereWrittenBeforeAColumnCameWithoutIt() {
    Table wider =
        new Table(
            "stays",
            "",
            Lake.STAYS.columns().plus(new Column("room", Type.STRING, true, "")),
            List.of("visitor"),
            "came_at",
            true,
            List.of(),
            List.of());
    Manifest second =
        lake.batch(2, "b2")
            .silver(wider)
            .gold()
            .days(LocalDate.of(2026, 1, 1))
            .parquet(
                Layer.SILVER,
                "stays",
                LocalDate.of(2026, 1, 1),
                "SELECT 'A' AS visitor, TIMESTAMPTZ '2026-01-01 10:00:00+00' AS came_at, 10::BIGINT AS minutes, 'blue' AS room",
                1)
            .manifest();

    catchUp("w", first(), second);

    assertThat(
        sql("w", "SELECT visitor, room FROM bank_silver.stays ORDER BY 1"),
        contains("A|blue", "C|null", "D|null"));
  }
}
