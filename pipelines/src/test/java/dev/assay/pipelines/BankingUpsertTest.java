package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.pipelines.generate.banking.BankingOracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Deliveries of the real bank, one after another into one lake: as it is; again; with a balance
 * changed and a customer more; with a customer less; an old one late; and with the warehouse lost.
 */
class BankingUpsertTest {
  private static final String BALANCES = "customer_account_balance";

  @TempDir private static Path folder;
  private static Path bank;
  private static BankingLake lake;

  private static State first;
  private static BankingLake.Run again;
  private static State afterAgain;
  private static State upserted;
  private static State shrunk;
  private static BankingLake.Run late;
  private static State afterLate;
  private static BankingLake.Run reused;
  private static State afterReused;
  private static BankingLake.Run rebuilt;
  private static State afterRebuilt;

  /** What can be seen at one moment: the length of the log, balances, and all there is. */
  private record State(
      int entries, List<List<String>> balances, List<List<String>> gold, List<List<String>> all) {

    static State now() throws IOException, SQLException {
      return new State(
          lake.log().size(),
          lake.warehouse("SELECT * FROM banking_gold." + BALANCES + " ORDER BY customer_id"),
          lake.goldTables(),
          everything());
    }

    private static List<List<String>> everything() throws SQLException {
      List<List<String>> rows = new ArrayList<>();
      for (List<String> table :
          lake.warehouse(
              "SELECT table_schema || '.' || table_name FROM information_schema.tables ORDER BY 1")) {
        rows.add(table);
        rows.addAll(lake.warehouse("SELECT * FROM " + table.get(0) + " ORDER BY ALL"));
      }
      return rows;
    }
  }

  @BeforeAll
  static void deliver() throws Exception {
    String data = System.getenv("ASSAY_DATA");
    assumeTrue(data != null, "ASSAY_DATA is not set: no real data to run on");
    bank = Path.of(data, "banking");
    lake = BankingLake.at(folder.resolve("lake"));
    lake.publish(bank);
    first = State.now();

    again = lake.run(bank);
    afterAgain = State.now();

    Path changed = copy(bank, "changed");
    edit(changed, "accounts.csv", line -> !line.startsWith("1,"), "1,45,Savings,99999.99");
    edit(
        changed,
        "customers.csv",
        line -> true,
        "NEWCUST001,Fatima,Ali,55 Cedar Rd,Toronto,ON,M4B1B3");
    edit(changed, "accounts.csv", line -> true, "NEWACC001,NEWCUST001,Savings,88888.88");
    lake.publish(changed, "--batch=monday");
    upserted = State.now();

    Path without = copy(changed, "without");
    edit(without, "customers.csv", line -> !line.startsWith("45,"));
    lake.publish(without, "--batch=tuesday");
    shrunk = State.now();

    late = lake.run(bank, "--asOf=2001-02-03");
    afterLate = State.now();

    reused = lake.run(without, "--batch=monday");
    afterReused = State.now();

    Files.delete(lake.warehouseFile());
    rebuilt = lake.run(without, "--batch=tuesday");
    afterRebuilt = State.now();
  }

  @Test
  void aSecondRunOfTheSameDeliveryChangesNothing() {
    assertThat(again.code(), is(ExitCode.PUBLISHED));
    assertThat(again.out(), containsString("Already published"));
    assertThat(afterAgain, equalTo(first));
    assertThat(first.entries, is(1));
    assertThat(first.balances, hasSize(86));
  }

  @Test
  void updatesOneRowInsertsOneAndTouchesNoOther() throws Exception {
    assertThat(merges("monday"), contains(List.of("1", "1", "0", "85", "87")));
    assertThat(common(first.balances, upserted.balances), is(85));
    assertThat(row(upserted, "45"), hasSize(1));
    assertThat(row(upserted, "45").get(0).subList(7, 9), contains("1", "99999.99"));
    assertThat(
        row(upserted, "NEWCUST001").get(0).subList(0, 9),
        contains(
            "NEWCUST001",
            "Fatima",
            "Ali",
            "55 Cedar Rd",
            "Toronto",
            "ON",
            "M4B1B3",
            "1",
            "88888.88"));
  }

  @Test
  void stampsNoRowButThoseChanged() throws Exception {
    assertThat(
        lake.warehouse(
            "SELECT count(*) FROM banking_gold.customer_account_balance"
                + " WHERE last_updated = (SELECT min(published_at) FROM assay.load_audit)"),
        contains(List.of("85")));
    String monday = "TIMESTAMPTZ '" + lake.log().get(1).committedAt() + "'";
    assertThat(
        lake.warehouse(
            "SELECT customer_id FROM banking_gold.customer_account_balance WHERE last_updated = "
                + monday
                + " ORDER BY 1"),
        contains(List.of("NEWCUST001")));
  }

  @Test
  void deletesTheRowOfACustomerWhoVanished() throws Exception {
    assertThat(merges("tuesday"), contains(List.of("0", "0", "1", "86", "86")));
    assertThat(row(shrunk, "45"), empty());
    assertThat(common(upserted.balances, shrunk.balances), is(86));
    assertThat(
        lake.warehouse(
            "SELECT rows, amount::DECIMAL(38, 2) FROM assay.unattributed"
                + " WHERE column_name = 'total_balance' AND batch = 'tuesday'"),
        contains(List.of("13", "107481.24")));
  }

  @Test
  void keepsNewerGoldWhenAnOldDeliveryComesLate() throws Exception {
    assertThat(late.code(), is(ExitCode.PUBLISHED));
    assertThat(afterLate.entries, is(shrunk.entries + 1));
    assertThat(afterLate.gold, equalTo(shrunk.gold));
    assertThat(
        lake.warehouse("SELECT DISTINCT status, as_of FROM assay.load_audit WHERE log_number = 4"),
        contains(List.of("superseded", "2001-02-03")));
    assertThat(
        lake.warehouse("SELECT count(*) FROM banking_silver.customers"), contains(List.of("87")));
  }

  @Test
  void tellsThatAnOldDeliveryChangedNoTable() {
    assertThat(late.out(), containsString("tables keep newer data"));
  }

  @Test
  void refusesTheNameOfABatchForOtherContent() {
    assertThat(reused.code(), is(ExitCode.REQUEST));
    assertThat(
        reused.err(),
        allOf(
            containsString("--batch=monday was published with other data"),
            not(containsString("\tat "))));
    assertThat(afterReused, equalTo(afterLate));
  }

  @Test
  void fillsALostWarehouseFromTheLog() {
    assertThat(rebuilt.code(), is(ExitCode.PUBLISHED));
    assertThat(rebuilt.out(), containsString("Already published tuesday"));
    assertThat(afterRebuilt, equalTo(afterReused));
  }

  @Test
  void archivesWhatItPublishedOnce() throws Exception {
    BankingLake other = BankingLake.at(folder.resolve("archiving"));
    Path landing = copy(bank, "landing");
    String archive = "--archive=" + folder.resolve("archive");
    other.publish(landing, archive, "--batch=monday");
    assertThat(names(landing), empty());
    assertThat(names(folder.resolve("archive/monday")), equalTo(names(bank)));
    for (String name : names(bank)) {
      assertThat(
          Files.mismatch(bank.resolve(name), folder.resolve("archive/monday").resolve(name)),
          is(-1L));
    }
    BankingLake.Run rerun = other.run(landing, archive, "--batch=monday");
    assertThat(rerun.code(), is(ExitCode.PUBLISHED));
    assertThat(rerun.out(), containsString("nothing new"));
    assertThat(other.log(), hasSize(1));
  }

  @Test
  void stillAgreesWithTheOracleAfterAllOfThat() throws Exception {
    try (BankingOracle oracle = BankingOracle.of(folder.resolve("without"))) {
      assertThat(oracle.differences(lake.warehouseFile()), empty());
    }
  }

  /** Inserted, updated, deleted, unchanged, and rows afterwards. */
  private static List<List<String>> merges(String batch) throws SQLException {
    return lake.warehouse(
        "SELECT inserted, updated, deleted, unchanged, rows_after FROM assay.merge_audit"
            + " WHERE table_name = 'customer_account_balance' AND batch = '"
            + batch
            + "'");
  }

  /** Rows that are equal in both, {@code last_updated} included. */
  private static int common(List<List<String>> before, List<List<String>> after) {
    return (int) after.stream().filter(before::contains).count();
  }

  private static List<List<String>> row(State state, String customer) {
    return state.balances.stream().filter(row -> row.get(0).equals(customer)).toList();
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Path copy(Path from, String name) throws IOException {
    Path to = Files.createDirectories(folder.resolve(name));
    for (String file : names(from)) {
      Files.copy(from.resolve(file), to.resolve(file));
    }
    return to;
  }

  /** Keeps some lines of a file, and adds some. */
  private static void edit(Path delivery, String file, Predicate<String> keep, String... more)
      throws IOException {
    List<String> lines = new ArrayList<>();
    Files.readAllLines(delivery.resolve(file)).stream().filter(keep).forEach(lines::add);
    lines.addAll(List.of(more));
    Files.write(delivery.resolve(file), lines);
  }
}
