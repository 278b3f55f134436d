package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.assay.pipelines.generate.orders.Feed;
import dev.assay.pipelines.generate.orders.OrdersOracle;
import dev.assay.transforms.ledger.FileBalance;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.milestones.Milestone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code orders-stream} in a process of its own that is told to stop, or killed: what it had begun
 * it ends, or the next start does; no order is lost or counted twice.
 */
class OrdersStreamCrashTest {
  /** How many times a stream is killed at random moments: more than by default at night. */
  private static final int KILLS = Math.max(5, Integer.getInteger("assay.test.kills", 5) / 4);

  private static final int FILES = 12;
  private static final Feed FEED = new Feed(6, 40, 0.1, 0.1, 0, 0.1, 0.02, 12);

  @TempDir private Path folder;
  private OrdersLanding stream;
  private OrdersLanding batch;
  private List<String> lines;

  @BeforeEach
  void makeOrders() throws Exception {
    stream = new OrdersLanding(folder.resolve("stream"));
    batch = new OrdersLanding(folder.resolve("batch"));
    lines = OrdersLanding.lines(FEED, folder.resolve("made"));
    Files.createDirectories(stream.file("x").getParent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void aSignalWhileNothingIsNewEndsIt(String signal) throws Exception {
    ChildRun run = start(List.of());
    waitFor(run, "stop it with Ctrl-C");
    signal(run, signal);

    assertThat(run.err(), run.exitCode(), is(0));
    assertThat(run.out(), containsString("orders: stopped"));
    assertThat(run.err(), not(containsString("before the end")));
  }

  @ParameterizedTest
  @EnumSource(names = {"SILVER_FILE_WRITTEN", "READY_TO_COMMIT", "COMMITTED", "MERGED"})
  void aSignalAmidAMicroBatchEndsItOnceThatIsPublished(Milestone milestone) throws Exception {
    land(0);
    batch.publish();
    ChildRun run =
        start(
            List.of(
                "-D" + SignalAtMilestone.AT + "=" + milestone,
                "-D" + SignalAtMilestone.SIGNAL + "=TERM",
                "-D" + SignalAtMilestone.GOES_ON + "=true"));

    assertThat(run.err(), run.exitCode(), is(0));
    assertThat(run.out(), containsString("orders: stopped"));
    assertThat(stream.landed(), is(empty()));
    assertEndsLikeBatch();
  }

  @ParameterizedTest
  @EnumSource(names = {"SILVER_FILE_WRITTEN", "READY_TO_COMMIT", "COMMITTED", "PROJECTED"})
  void killedAtAMilestoneItIsMadeGoodByTheNextStart(Milestone milestone) throws Exception {
    land(0);
    ChildRun killed = start(List.of("-D" + SignalAtMilestone.AT + "=" + milestone));
    assertThat(killed.exitCode(), is(ChildRun.KILLED));
    land(1);
    batch.publish();

    drain();
    assertEndsLikeBatch();
  }

  @Test
  void killedAtRandomMomentsItLosesAndDoublesNothing() throws Exception {
    long seed = Long.getLong("assay.test.seed", System.nanoTime());
    System.out.println(KILLS + " kills of a stream: -Dassay.test.seed=" + seed);
    Random random = new Random(seed);
    int landed = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      ChildRun run = start(List.of());
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1_000 + random.nextInt(9_000));
      while (System.nanoTime() < end) {
        if (landed < FILES * (kill + 1) / (KILLS + 1)) {
          land(landed++);
        }
        TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
      }
      run.process().destroyForcibly();
      assertThat(run.exitCode(), is(ChildRun.KILLED));
      assertThat(Trace.broken(stream.output()), is(empty()));
    }
    while (landed < FILES) {
      land(landed++);
    }
    batch.publish();

    drain();
    assertEndsLikeBatch();
  }

  private ChildRun start(List<String> jvmOptions, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("orders-stream", "--every=1s", "--settle=0"));
    command.addAll(List.of("--landing=" + stream.landing(), "--output=" + stream.output()));
    command.addAll(List.of("--archive=" + stream.archive()));
    command.addAll(List.of(options));
    return ChildRun.start(folder.resolve("tmp"), jvmOptions, command.toArray(String[]::new));
  }

  private void drain() throws Exception {
    ChildRun run = start(List.of(), "--stopAfterIdle=2s");
    assertThat(run.err(), run.exitCode(), is(0));
    assertThat(stream.landed(), is(empty()));
  }

  private static void waitFor(ChildRun run, String text) throws Exception {
    while (!run.out().contains(text)) {
      assertThat(run.err(), run.process().isAlive(), is(true));
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static void signal(ChildRun run, String signal) throws Exception {
    new ProcessBuilder("kill", "-" + signal, String.valueOf(run.process().pid())).start().waitFor();
  }

  private void land(int file) throws IOException {
    String name = "orders_" + file + ".json";
    List<String> part =
        lines.subList(lines.size() * file / FILES, lines.size() * (file + 1) / FILES);
    stream.lands(name + ".tmp", part);
    Files.move(stream.file(name + ".tmp"), stream.file(name));
    batch.lands(name, part);
  }

  private void assertEndsLikeBatch() throws Exception {
    for (String table : OrdersOracle.BY_DAY) {
      assertThat(table, gold(stream, table), equalTo(gold(batch, table)));
    }
    assertThat(Trace.broken(stream.output()), is(empty()));
    assertThat(
        stream.archived().stream().sorted().toList(),
        equalTo(batch.archived().stream().sorted().toList()));
    assertThat(filesTaken(stream), hasSize(batch.archived().size()));
  }

  /** Each file once: what was read twice would be a duplicate that nobody delivered. */
  private static List<String> filesTaken(OrdersLanding landing) throws IOException {
    return landing.lake().log().stream()
        .filter(Manifest::isPublished)
        .flatMap(entry -> entry.ledger().files().stream())
        .map(FileBalance::file)
        .toList();
  }

  private static List<String> gold(OrdersLanding landing, String table) throws Exception {
    return Trace.query(
        landing.output(), "SELECT * EXCLUDE (last_updated) FROM orders_gold." + table);
  }
}
