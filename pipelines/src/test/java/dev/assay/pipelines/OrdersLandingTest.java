package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may lie in a landing folder, and what becomes of it: as the README says, case by case. */
class OrdersLandingTest {
  private static final String ONE = order("A1", "2024-01-05T10:01:00", "10.00");
  private static final String TWO = order("A2", "2024-01-05T10:02:00", "20.00");
  private static final String THREE = order("A3", "2024-01-05T10:03:00", "30.00");

  @TempDir private Path folder;
  private OrdersLanding landing;

  @BeforeEach
  void land() {
    landing = new OrdersLanding(folder);
  }

  private static String order(String id, String at, String total) {
    return """
        {"order_id": "%s", "customer_id": "C1", "order_timestamp": "%s", "items": [{"product_id":\
         "P1", "quantity": 1, "unit_price": %s}], "total_amount": %s,\
         "payment_status": "completed"}"""
        .formatted(id, at, total, total);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "b.json.tmp",
        "b.json.part",
        "b.json.partial",
        "b.json.gz.tmp",
        "b.json.crdownload",
        "b.json.filepart",
        "b.json~",
        ".b.json",
        "_b.json"
      })
  void leavesAFileWhoseNameSaysThatItIsNotComplete(String name) throws Exception {
    landing.lands("a.json", List.of(ONE)).lands(name, List.of(TWO));

    PipelineLake.Run run = landing.publish();

    assertThat(orders(), contains("A1"));
    assertThat(landing.landed(), contains("orders/" + name));
    assertThat(run.out(), containsString("Not complete yet, left for a later run: orders/" + name));
  }

  @Test
  void takesAFileOnceItHasItsName() throws Exception {
    landing.lands("a.json.tmp", List.of(ONE));
    assertNothingNew();

    Files.move(landing.file("a.json.tmp"), landing.file("a.json"));
    landing.publish();

    assertThat(orders(), contains("A1"));
  }

  @Test
  void leavesAFileThatWasWrittenToAMomentAgo() throws Exception {
    landing.lands("a.json", List.of(ONE)).lands("b.json", List.of(TWO));
    settled("a.json", Duration.ofMinutes(11));
    settled("b.json", Duration.ofMinutes(9));

    landing.publish("--settle=600");
    assertThat(orders(), contains("A1"));
    assertThat(landing.landed(), contains("orders/b.json"));

    settled("b.json", Duration.ofMinutes(11));
    landing.publish("--settle=600");
    assertThat(orders(), contains("A1", "A2"));
  }

  private void settled(String name, Duration ago) throws IOException {
    Files.setLastModifiedTime(landing.file(name), FileTime.from(Instant.now().minus(ago)));
  }

  @Test
  void countsTheSameFileUnderAnotherNameAsRepeats() throws Exception {
    landing.lands("a.json", List.of(ONE, TWO)).publish();
    List<List<String>> before = landing.lake().goldTables();

    landing.lands("b.json", List.of(ONE, TWO)).publish();

    assertThat(landing.lake().goldTables(), equalTo(before));
    assertThat(landing.lake().last().ledger().files().get(0).duplicates(), is(2L));
    assertThat(landing.archived(), contains("orders/a.json", "orders/b.json"));
  }

  @Test
  void takesTheSameNameWithOtherContentAsANewFile() throws Exception {
    landing.lands("a.json", List.of(ONE, TWO)).publish();

    landing.lands("a.json", List.of(TWO, THREE)).publish();

    assertThat(orders(), contains("A1", "A2", "A3"));
    assertThat(landing.archived(), contains("orders/a.json", "orders/a.json"));
    assertThat(landing.landed(), empty());
  }

  @Test
  void archivesAFileThatReappearsAndTakesNothingFromIt() throws Exception {
    landing.lands("a.json", List.of(ONE)).publish();

    landing.lands("a.json", List.of(ONE));
    assertNothingNew();

    assertThat(landing.lake().log().size(), is(1));
    assertThat(landing.landed(), empty());
    assertThat(landing.archived(), contains("orders/a.json"));
  }

  @Test
  void takesWhatIsNewBesideAFileThatReappears() throws Exception {
    landing.lands("a.json", List.of(ONE)).publish();

    landing.lands("a.json", List.of(ONE)).lands("b.json", List.of(TWO)).publish();

    assertThat(landing.lake().last().sources().size(), is(1));
    assertThat(orders(), contains("A1", "A2"));
    assertThat(landing.landed(), empty());
  }

  @Test
  void leavesFilesWhereTheyAreWithoutAnArchive() throws Exception {
    landing.lands("a.json", List.of(ONE));
    landing.lake().publish(landing.landing());

    assertThat(landing.lake().run(landing.landing()).out(), containsString("nothing new"));
    assertThat(landing.landed(), contains("orders/a.json"));
    assertThat(landing.lake().log().size(), is(1));

    assertNothingNew();
    assertThat("an archive that is given later", landing.archived(), contains("orders/a.json"));
  }

  @Test
  void doesNothingWhenNothingHasLanded() throws Exception {
    Files.createDirectories(landing.landing());
    assertNothingNew();

    Files.createDirectories(landing.landing().resolve("orders"));
    assertNothingNew();
    assertThat(landing.lake().log(), empty());
  }

  @Test
  void refusesALandingFolderThatIsNone() throws Exception {
    assertRefused(
        "--landing=" + landing.landing() + " does not exist; give the folder that files land in");

    Files.createFile(landing.landing());
    assertRefused(
        "--landing=" + landing.landing() + " is not a folder; give the folder that files land in");
  }

  @Test
  void refusesAFileWhereTheFolderOfADatasetIsDue() throws Exception {
    Files.createDirectories(landing.landing());
    Files.createFile(landing.landing().resolve("orders"));
    assertRefused(landing.landing() + "/orders is not a folder");
  }

  @Test
  void refusesAFolderWhereAFileIsDue() throws Exception {
    landing.lands("a.json", List.of(ONE));
    Files.createDirectories(landing.file("b.json"));

    assertRefused("orders/b.json is a folder");

    Files.delete(landing.file("b.json"));
    landing.publish();
    assertThat(orders(), contains("A1"));
  }

  @Test
  void takesAFileOfNoBytesForOneWithoutOrders() throws Exception {
    landing.lands("a.json", List.of()).publish();

    assertThat(landing.lake().last().ledger().files().get(0).read(), is(0L));
    assertThat(landing.archived(), contains("orders/a.json"));

    landing.lands("b.json", List.of(ONE)).lands("c.json", List.of()).publish();
    assertThat(orders(), contains("A1"));
    assertThat(landing.landed(), empty());
  }

  @Test
  void refusesACompressedFileThatIsCutOff() throws Exception {
    landing.lands("a.json", List.of(ONE)).lands("b.json.gz", List.of(TWO));
    byte[] gzip = Files.readAllBytes(landing.file("b.json.gz"));
    Files.write(landing.file("b.json.gz"), Arrays.copyOf(gzip, gzip.length - 9));
    assertRefused("orders/b.json.gz");

    landing.lands("b.json.gz", List.of(TWO)).publish();
    assertThat(orders(), contains("A1", "A2"));
  }

  @Test
  void namesAFileThatMayNotBeRead() throws Exception {
    landing.lands("a.json", List.of(ONE)).lands("b.json", List.of(TWO));
    Files.setPosixFilePermissions(
        landing.file("b.json"), PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(landing.file("b.json")), "whoever may do all may read all");
    assertRefused("orders/b.json cannot be read");
  }

  @Test
  void namesALinkThatLeadsNowhere() throws Exception {
    landing.lands("a.json", List.of(ONE));
    Files.createSymbolicLink(landing.file("b.json"), folder.resolve("nowhere"));
    assertRefused("orders/b.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b.json",
        "a*b.json",
        "a?b.json",
        "a[1].json",
        "a{1,2}.json",
        "a#1%20.json",
        "-a.json",
        "ä€.json",
        "a.b.json.gz"
      })
  void takesAFileWhateverItIsCalled(String name) throws Exception {
    landing.lands(name, List.of(ONE)).lands("z.json", List.of(TWO)).publish();

    assertThat(orders(), contains("A1", "A2"));
    assertThat(landing.landed(), empty());
    assertThat(landing.archived(), containsInAnyOrder("orders/" + name, "orders/z.json"));
    assertNothingNew();
  }

  @Test
  void leavesWhatIsNoFileOfOrders() throws Exception {
    landing.lands("a.json", List.of(ONE)).lands("README.txt", List.of("not orders"));
    Files.writeString(landing.landing().resolve("b.json"), TWO);

    landing.publish();

    assertThat(orders(), contains("A1"));
    assertThat(landing.landed(), contains("b.json", "orders/README.txt"));
  }

  /** The rest of it counts as a new file: the contents differ. */
  @Test
  void takesAFileThatGrewWhileItWasReadAgain() throws Exception {
    landing.lands("a.json", List.of(ONE, TWO));
    try (StartedRun started = StartedRun.of(landing)) {
      Files.writeString(landing.file("a.json"), ONE + "\n" + TWO + "\n" + THREE + "\n");
      started.finish();
    }
    assertThat(landing.landed(), contains("orders/a.json"));

    landing.publish();

    assertThat(orders(), contains("A1", "A2", "A3"));
    assertThat(landing.landed(), empty());
  }

  @Test
  void refusesAFileThatChangedWhileItWasRead() throws Exception {
    landing.lands("a.json", List.of(ONE, TWO));
    try (StartedRun started = StartedRun.of(landing)) {
      landing.lands("a.json", List.of(ONE, THREE));
      started.finish();
    }
    assertThat(landing.lake().last().isPublished(), is(false));
    assertThat(
        landing.lake().last().ledger().refusals().get(0).sample(), contains("orders/a.json"));

    landing.publish();

    assertThat(orders(), contains("A1", "A3"));
    assertThat(landing.landed(), empty());
  }

  private List<String> orders() throws Exception {
    return landing
        .lake()
        .warehouse(
            "SELECT DISTINCT order_id FROM orders_gold.fact_orders"
                + " JOIN orders_silver.orders USING (order_id) ORDER BY ALL")
        .stream()
        .map(row -> row.get(0))
        .toList();
  }

  private void assertNothingNew() {
    PipelineLake.Run run = landing.run();
    assertThat(run.err(), run.code(), is(ExitCode.PUBLISHED));
    assertThat(run.out(), containsString("orders: nothing new in " + landing.landing()));
  }

  private void assertRefused(String problem) throws IOException {
    PipelineLake.Run run = landing.run();
    assertThat(run.out() + run.err(), run.code(), is(ExitCode.REQUEST));
    assertThat(
        run.err(),
        allOf(
            containsString("assay orders: 1 problem, nothing was published"),
            containsString(problem),
            not(containsString("\tat "))));
    assertThat(landing.lake().log(), empty());
  }
}
