package dev.assay.transforms.warehouse;

import static dev.assay.transforms.warehouse.Lake.balance;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.transforms.log.Manifest;
import java.nio.file.Path;
import java.util.List;
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
}
