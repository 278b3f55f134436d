package dev.assay.transforms.warehouse;

import static dev.assay.transforms.warehouse.Lake.balance;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.assay.schemas.Table;
import dev.assay.transforms.log.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectionTest {
  @TempDir Path folder;
  private Lake lake;

  @BeforeEach
  void makeLake() {
    lake = new Lake(folder.resolve("lake"));
  }

  private List<Publication> catchUp(String file, List<Manifest> log) {
    try (Warehouse warehouse = Warehouse.open("duckdb:" + folder.resolve(file))) {
      return Projection.catchUp(log, lake.root(), warehouse);
    }
  }

  private List<String> sql(String file, String statement) {
    return Lake.sql("jdbc:duckdb:" + folder.resolve(file), statement);
  }

  private Manifest batch(long number, String asOf, String... rows) {
    return lake.batch(number, "b" + number).asOf(asOf).balances(rows).manifest();
  }

  private static List<String> ids(List<Publication> publications) {
    return publications.stream().map(Publication::batch).toList();
  }

  @Test
  void projectsWhatTheWarehouseLacksInOrder() {
    Manifest one = batch(1, "2026-01-01", balance("A", "1"));
    Manifest two = batch(2, "2026-01-02", balance("A", "2"));
    Manifest three = batch(3, "2026-01-03", balance("A", "3"), balance("B", "1"));

    assertThat(ids(catchUp("w", List.of(one))), contains("b1"));
    assertThat(ids(catchUp("w", List.of(one, two, three))), contains("b2", "b3"));
    assertThat(catchUp("w", List.of(one, two, three)), empty());
    assertThat(
        sql("w", "SELECT total FROM bank_gold.balance ORDER BY 1 DESC"), contains("3.00", "1.00"));
  }

  @Test
  void fillsAnEmptyWarehouseRowForRowAsItWas() {
    List<Manifest> log =
        List.of(
            batch(1, "2026-01-01", balance("A", "1"), balance("B", "1")),
            lake.batch(2, "b2").refused().manifest(),
            batch(3, "2026-01-02", balance("A", "1"), balance("B", "2")),
            lake.batch(4, "b2").asOf("2026-01-03").balances(balance("B", "2")).manifest());
    for (int entries = 1; entries <= log.size(); entries++) {
      catchUp("grown", log.subList(0, entries));
    }

    catchUp("replayed", log);

    for (String table :
        List.of(
            "bank_gold.balance",
            "assay.load_audit",
            "assay.merge_audit",
            "assay.data_quality_checks",
            "assay.reconciliation")) {
      String all = "SELECT * FROM " + table + " ORDER BY ALL";
      assertThat(sql("replayed", all), equalTo(sql("grown", all)));
    }
    assertThat(
        sql("replayed", "SELECT batch, status FROM assay.load_audit ORDER BY 1"),
        contains("b1|published", "b2|published", "b3|published"));
  }

  @Test
  void keepsNewerDataWhenABackfillArrives() {
    Manifest newer = batch(1, "2026-01-09", balance("A", "9"));
    Manifest backfill = batch(2, "2026-01-05", balance("A", "5"));

    List<Publication> publications = catchUp("w", List.of(newer, backfill));

    assertThat(publications.get(1), equalTo(new Publication("b2", true, List.of())));
    assertThat(sql("w", "SELECT total FROM bank_gold.balance"), contains("9.00"));
    assertThat(
        sql("w", "SELECT batch, status FROM assay.load_audit ORDER BY 1"),
        contains("b1|published", "b2|superseded"));
  }

  @Test
  void takesTheLaterEntryOfTwoForOneDay() {
    catchUp(
        "w",
        List.of(
            batch(1, "2026-01-01", balance("A", "1")), batch(2, "2026-01-01", balance("A", "2"))));

    assertThat(sql("w", "SELECT total FROM bank_gold.balance"), contains("2.00"));
  }

  @Test
  void doesNotGoBackBehindALaterEntryForOneThatWasMissed() {
    Manifest missed = batch(1, "2026-01-01", balance("A", "1"));
    Manifest later = batch(2, "2026-01-02", balance("A", "2"));
    catchUp("w", List.of(later));

    catchUp("w", List.of(missed, later));

    assertThat(sql("w", "SELECT total FROM bank_gold.balance"), contains("2.00"));
    assertThat(
        sql("w", "SELECT status FROM assay.load_audit WHERE batch = 'b1'"), contains("superseded"));
  }

  @Test
  void aRefusedBatchIsNoReasonToHoldBackAnOlderOne() {
    catchUp(
        "w",
        List.of(
            lake.batch(1, "b1").asOf("2026-01-09").refused().manifest(),
            batch(2, "2026-01-05", balance("A", "5"))));

    assertThat(sql("w", "SELECT total FROM bank_gold.balance"), contains("5.00"));
  }

  @Test
  void aStageShowsItsTablesThoughSilverIsOfALaterDay() {
    Manifest silver = lake.batch(1, "a-silver").asOf("2026-01-01").firstStage().manifest();
    Manifest later = lake.batch(2, "b-silver").asOf("2026-01-02").firstStage().manifest();
    Manifest tables =
        lake.batch(3, "a-tables")
            .asOf("2026-01-01")
            .stageAfter(1L)
            .balances(balance("A", "1"))
            .manifest();

    assertThat(
        ids(catchUp("w", List.of(silver, later, tables))),
        contains("a-silver", "b-silver", "a-tables"));
    assertThat(sql("w", "SELECT total FROM bank_gold.balance"), contains("1.00"));
  }

  @Test
  void ofOneDayTheStageThatReadsTheLaterDeliveryIsShown() {
    Manifest one = lake.batch(1, "a-silver").firstStage().manifest();
    Manifest two = lake.batch(2, "b-silver").firstStage().manifest();
    Manifest newer = lake.batch(3, "b").stageAfter(2L).balances(balance("A", "2")).manifest();
    Manifest late = lake.batch(4, "a").stageAfter(1L).balances(balance("A", "1")).manifest();

    catchUp("w", List.of(one, two, newer, late));

    assertThat(sql("w", "SELECT total FROM bank_gold.balance"), contains("2.00"));
    assertThat(
        sql("w", "SELECT batch, status FROM assay.load_audit ORDER BY log_number"),
        contains("a-silver|published", "b-silver|published", "b|published", "a|superseded"));
  }

  /** A run of all stages on day 1, silver alone on day 3, a run of all stages on day 2. */
  @Test
  void goldFollowsAWholeRunThoughSilverIsOfALaterDay() {
    List<Manifest> log =
        List.of(
            whole(1, "2026-01-01", "s1", "1"),
            silver(2, "2026-01-03", "s3"),
            whole(3, "2026-01-02", "s2", "2"));

    List<Publication> publications = catchUp("w", log);

    assertThat(publications.get(2).merges(), contains(new TableMerge("balance", 0, 1, 0, 0, 1)));
    assertThat(tables("w"), contains("s3", "2.00"));
    assertThat(status("w"), contains("b1|published", "b2|published", "b3|published"));
    assertThat(Projection.isCurrent(log.get(0), log), is(false));
    assertThat(Projection.isCurrent(log.get(1), log), is(true));
    assertThat("not all its tables show it", Projection.isCurrent(log.get(2), log), is(false));
  }

  @Test
  void theTablesAreThoseOfTheLatestDayInWhateverOrderEntriesWereCommitted() {
    int[][] orders = {{1, 2, 3}, {1, 3, 2}, {2, 1, 3}, {2, 3, 1}, {3, 1, 2}, {3, 2, 1}};
    for (int[] order : orders) {
      String name = order[0] + "-" + order[1] + "-" + order[2];
      lake = new Lake(folder.resolve("lake" + name));
      List<Manifest> log =
          Stream.of(
                  whole(order[0], "2026-01-01", "s1", "1"),
                  silver(order[1], "2026-01-03", "s3"),
                  whole(order[2], "2026-01-02", "s2", "2"))
              .sorted(Comparator.comparingLong(Manifest::number))
              .toList();
      for (int entries = 1; entries <= log.size(); entries++) {
        catchUp("grown" + name, log.subList(0, entries));
      }

      catchUp("refilled" + name, log);

      assertThat(name, tables("grown" + name), contains("s3", "2.00"));
      assertThat(name, tables("refilled" + name), contains("s3", "2.00"));
      for (String table : List.of("bank_gold.balance", "assay.load_audit", "assay.merge_audit")) {
        String all = "SELECT * FROM " + table + " ORDER BY ALL";
        assertThat(name, sql("refilled" + name, all), equalTo(sql("grown" + name, all)));
      }
    }
  }

  @Test
  void aStageOfALaterDayKeepsBackNoTableButItsOwn() {
    Table totals =
        new Table(
            "totals",
            "",
            Lake.BALANCE.columns(),
            List.of("customer_id"),
            null,
            false,
            List.of(),
            List.of());
    Manifest star =
        lake.batch(1, "star")
            .asOf("2026-01-03")
            .stageAfter(9L)
            .balances(balance("A", "3"))
            .manifest();
    Manifest whole =
        lake.batch(2, "whole")
            .asOf("2026-01-02")
            .gold(Lake.BALANCE, totals)
            .balances(balance("A", "2"))
            .rows("totals", balance("A", "22"))
            .manifest();

    catchUp("w", List.of(star, whole));

    assertThat(sql("w", "SELECT total FROM bank_gold.balance"), contains("3.00"));
    assertThat(sql("w", "SELECT total FROM bank_gold.totals"), contains("22.00"));
  }

  @Test
  void eachSilverViewFollowsAMovedLakeToTheBatchItShows() throws IOException {
    Table others =
        new Table(
            "others", "", Lake.ACCOUNTS.columns(), List.of(), null, false, List.of(), List.of());
    Manifest both =
        lake.batch(1, "b1")
            .asOf("2026-01-01")
            .silver(Lake.ACCOUNTS, others)
            .accounts("s1")
            .accountsOf("others", "o1")
            .firstStage()
            .manifest();
    List<Manifest> log = List.of(both, silver(2, "2026-01-02", "s2"));
    catchUp("w", log);

    Files.move(folder.resolve("lake"), folder.resolve("moved"));
    lake = new Lake(folder.resolve("moved"));
    catchUp("w", log);

    assertThat(sql("w", "SELECT account_id FROM bank_silver.accounts"), contains("s2"));
    assertThat(sql("w", "SELECT account_id FROM bank_silver.others"), contains("o1"));
  }

  private Manifest whole(long number, String asOf, String account, String total) {
    return lake.batch(number, "b" + number)
        .asOf(asOf)
        .accounts(account)
        .balances(balance("A", total))
        .manifest();
  }

  private Manifest silver(long number, String asOf, String account) {
    return lake.batch(number, "b" + number).asOf(asOf).accounts(account).firstStage().manifest();
  }

  /** The account that silver shows, and the total that gold shows. */
  private List<String> tables(String file) {
    return sql(
        file,
        "SELECT account_id FROM bank_silver.accounts"
            + " UNION ALL SELECT total::VARCHAR FROM bank_gold.balance");
  }

  private List<String> status(String file) {
    return sql(file, "SELECT batch, status FROM assay.load_audit ORDER BY log_number");
  }
}
