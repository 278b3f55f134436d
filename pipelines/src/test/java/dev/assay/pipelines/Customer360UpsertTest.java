package dev.assay.pipelines;

import static dev.assay.pipelines.generate.customer360.Customer360Oracle.TESTDATA;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.assay.pipelines.generate.customer360.Customer360Oracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Deliveries of a small retailer, one after another into one lake: as it is; again; and with an
 * amount corrected, an agent more and a customer less.
 */
class Customer360UpsertTest {
  @TempDir private static Path folder;
  private static Customer360Lake lake;
  private static Path changed;
  private static List<List<String>> first;
  private static PipelineLake.Run again;
  private static List<List<String>> afterAgain;
  private static int entriesAfterAgain;

  @BeforeAll
  static void deliver() throws Exception {
    String contract = ContractText.bundled("customer-360").relaxed().option(folder);
    lake = Customer360Lake.at(folder.resolve("lake"));
    lake.publish(TESTDATA.resolve("small"), contract);
    first = lake.goldTables();

    again = lake.run(TESTDATA.resolve("small"), contract);
    afterAgain = lake.goldTables();
    entriesAfterAgain = lake.log().size();

    changed = copy(TESTDATA.resolve("small"));
    // 25 is more than the 21 of the other record with that key, which now stays.
    edit("OnlineTransactions.csv", "Card,20,", "Card,25,");
    edit("Agents.csv", "2,Ben,,", "2,Ben,,\n3,Cid,Billing,Morning");
    edit("Customers.csv", "3,Cy,cy@example.com,\"2 Oak St\nApt 4\"\n", "");
    lake.publish(changed, contract, "--batch=monday");
  }

  @Test
  void aSecondRunOfTheSameDeliveryChangesNothing() {
    assertThat(again.code(), is(ExitCode.PUBLISHED));
    assertThat(again.out(), containsString("Already published"));
    assertThat(afterAgain, equalTo(first));
    assertThat(first, hasSize(18));
    assertThat(entriesAfterAgain, is(1));
  }

  @Test
  void changesTheRowsThatTheDeliveryChangesAndNoOther() throws Exception {
    assertThat(
        lake.warehouse(
            "SELECT table_name, inserted, updated, deleted, unchanged FROM assay.merge_audit"
                + " WHERE batch = 'monday' ORDER BY table_name"),
        contains(
            List.of("agent_performance_summary", "1", "0", "0", "2"),
            List.of("average_order_value", "0", "2", "0", "3"),
            List.of("channel_activity_trends", "0", "1", "0", "6"),
            List.of("customer_segments", "0", "1", "1", "2")));
    assertThat(
        lake.warehouse(
            "SELECT customer_id, online_spend, segment FROM customer360_gold.customer_segments"
                + " WHERE customer_id IN (1, 3)"),
        contains(List.of("1", "1025.50", "Loyalty Champion")));
  }

  @Test
  void leavesRowsInTheLoadAuditForEachLoad() throws Exception {
    assertThat(
        lake.warehouse(
            "SELECT log_number, status, count(*), sum(rows_read) FROM assay.load_audit"
                + " GROUP BY ALL ORDER BY log_number"),
        contains(List.of("1", "published", "9", "48"), List.of("2", "published", "9", "48")));
  }

  @Test
  void agreesWithTheOracleAfterwards() throws Exception {
    try (Customer360Oracle oracle = Customer360Oracle.of(changed, "Completed")) {
      assertThat(oracle.differences(lake.warehouseFile()), empty());
    }
  }

  private static Path copy(Path from) throws IOException {
    Path to = Files.createDirectories(folder.resolve("changed"));
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }

  private static void edit(String file, String old, String replacement) throws IOException {
    String text = Files.readString(changed.resolve(file));
    if (!text.contains(old)) {
      throw new IllegalArgumentException("not in " + file + ": " + old);
    }
    Files.writeString(changed.resolve(file), text.replace(old, replacement));
  }
}
