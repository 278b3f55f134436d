package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.assay.pipelines.generate.orders.Feed;
import dev.assay.pipelines.generate.orders.OrdersOracle;
import dev.assay.transforms.log.Manifest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code orders-stream}, as it is typed, on a folder. */
class OrdersStreamTest {
  private static final Feed FEED = new Feed(6, 30, 0.1, 0.1, 0, 0.1, 0, 11);

  @TempDir private Path folder;
  private OrdersLanding stream;
  private OrdersLanding batch;
  private List<String> lines;

  @BeforeEach
  void makeOrders() throws Exception {
    stream = new OrdersLanding(folder.resolve("stream"));
    batch = new OrdersLanding(folder.resolve("batch"));
    lines = OrdersLanding.lines(FEED, folder.resolve("made"));
  }

  @Test
  void takesWhatLandsWhileItRuns() throws Exception {
    Files.createDirectories(stream.file("x").getParent());
    CompletableFuture<HereRun> running =
        CompletableFuture.supplyAsync(() -> run("--settle=2", "--stopAfterIdle=8s"));
    for (int file = 0; file < 12; file++) {
      List<String> part = part(file, 12);
      String name = "orders_" + file + ".json";
      if (file % 3 == 2) {
        writeSlowly(name, part);
      } else {
        stream.lands(name + ".tmp", part);
        Files.move(stream.file(name + ".tmp"), stream.file(name));
      }
      batch.lands(name, part);
      TimeUnit.MILLISECONDS.sleep(file % 4 * 500L);
    }
    HereRun run = running.get();
    batch.publish();

    assertThat(run.err(), run.code(), is(ExitCode.PUBLISHED));
    assertThat(stream.landed(), is(empty()));
    assertThat(published(), greaterThan(1L));
    assertThat(refused(), is(0L));
    assertEndsLike(batch);
  }

  @Test
  void setsAFileAsideThatIsRefusedAndGoesOn() throws Exception {
    List<String> dirty = new ArrayList<>(part(1, 3));
    dirty.replaceAll(line -> line.replace("order_timestamp", "ordered"));
    stream.lands("a.json", part(0, 3)).lands("b.json", dirty).lands("c.json", part(2, 3));
    batch.lands("a.json", part(0, 3)).lands("c.json", part(2, 3)).publish();

    HereRun first = run("--settle=0", "--stopAfterIdle=1s");
    HereRun second = run("--settle=0", "--stopAfterIdle=1s");

    assertThat(first.code(), is(ExitCode.PUBLISHED));
    assertThat(first.out(), containsString("REFUSED; each file is tried alone"));
    assertThat(first.out(), containsString("REFUSED and set aside: orders/b.json"));
    assertThat(second.out(), not(containsString("REFUSED")));
    assertThat(stream.landed(), contains("orders/b.json"));
    assertThat(refused(), is(2L));
    assertEndsLike(batch);
  }

  @Test
  void takesAFileAgainThatWasSetAsideOnceItIsMended() throws Exception {
    stream.lands("a.json", Collections.nCopies(20, "{}")).lands("b.json", part(0, 2));
    run("--settle=0", "--stopAfterIdle=1s");
    assertThat(stream.landed(), contains("orders/a.json"));

    stream.lands("a.json", part(1, 2));
    run("--settle=0", "--stopAfterIdle=1s");

    batch.lands("a.json", part(1, 2)).lands("b.json", part(0, 2)).publish();
    assertThat(stream.landed(), is(empty()));
    assertEndsLike(batch);
  }

  /** It would be no other the next time: failing would end every start at this file. */
  @Test
  void setsAFileAsideThatCannotBeReadToItsEnd() throws Exception {
    stream.lands("a.json", part(0, 2)).lands("whole.json.gz", part(1, 2));
    byte[] whole = Files.readAllBytes(stream.file("whole.json.gz"));
    Files.delete(stream.file("whole.json.gz"));
    Files.write(stream.file("b.json.gz"), Arrays.copyOf(whole, whole.length - 99));
    batch.lands("a.json", part(0, 2)).publish();

    HereRun run = run("--settle=0", "--stopAfterIdle=1s");

    assertThat(run.err(), run.code(), is(ExitCode.PUBLISHED));
    assertThat(run.err(), containsString("orders: orders/b.json.gz: ends within"));
    assertThat(run.out(), containsString("REFUSED and set aside: orders/b.json.gz"));
    assertThat(stream.landed(), contains("orders/b.json.gz"));
    assertEndsLike(batch);
  }

  @Test
  void goesOnAtAConflictThatABatchWouldFailFor() throws Exception {
    String order = lines.get(0);
    String other = order.replaceFirst("\"total_amount\": ?[0-9.]+", "\"total_amount\":1.00");
    stream.lands("a.json", part(0, 2)).lands("b.json", List.of(other));
    assertThat(stream.run().code(), is(ExitCode.REFUSED));

    HereRun run = run("--settle=0", "--stopAfterIdle=1s");

    assertThat(run.err(), run.code(), is(ExitCode.PUBLISHED));
    assertThat(run.out(), containsString("orders record.conflict: 1 of"));
    assertThat(stream.landed(), is(empty()));
    assertThat(
        stream
            .lake()
            .warehouse(
                "SELECT severity, passed, rows_failed FROM assay.data_quality_checks"
                    + " WHERE check_id = 'record.conflict' AND batch IN"
                    + " (SELECT batch FROM assay.load_audit WHERE status = 'published')"),
        contains(List.of("error", "false", "1")));
    batch.lands("a.json", part(0, 2)).lands("b.json", List.of(other));
    batch.publish(
        ContractText.bundled("orders").with("value: fail", "value: latest").option(folder));
    assertEndsLike(batch);
  }

  @Test
  void refusesWhatAStreamCannotBeTold() throws Exception {
    stream.lands("a.json", lines);
    assertThat(run("--batch=monday").code(), is(ExitCode.REQUEST));
    assertThat(
        HereRun.of("orders-stream", "--landing=" + folder.resolve("no"), "--output=" + folder)
            .err(),
        allOf(containsString("does not exist"), not(containsString("Exception"))));
  }

  private HereRun run(String... options) {
    List<String> command = new ArrayList<>(List.of("orders-stream", "--every=1s"));
    command.addAll(List.of("--landing=" + stream.landing(), "--output=" + stream.output()));
    command.add("--archive=" + stream.archive());
    command.addAll(List.of(options));
    return HereRun.of(command.toArray(String[]::new));
  }

  private List<String> part(int part, int of) {
    return lines.subList(lines.size() * part / of, lines.size() * (part + 1) / of);
  }

  /** In place, in pieces that end anywhere. */
  private void writeSlowly(String name, List<String> part) throws Exception {
    byte[] bytes = (String.join("\n", part) + "\n").getBytes(StandardCharsets.UTF_8);
    try (var out = Files.newOutputStream(stream.file(name))) {
      int pieces = 5;
      for (int piece = 0; piece < pieces; piece++) {
        int from = bytes.length * piece / pieces;
        out.write(bytes, from, bytes.length * (piece + 1) / pieces - from);
        out.flush();
        TimeUnit.MILLISECONDS.sleep(300);
      }
    }
  }

  private long published() throws Exception {
    return stream.lake().log().stream().filter(Manifest::isPublished).count();
  }

  private long refused() throws Exception {
    return stream.lake().log().size() - published();
  }

  private void assertEndsLike(OrdersLanding other) throws Exception {
    for (String table : OrdersOracle.BY_DAY) {
      assertThat(table, gold(stream, table), equalTo(gold(other, table)));
    }
    assertThat(Trace.broken(stream.output()), is(empty()));
  }

  private static List<String> gold(OrdersLanding landing, String table) throws Exception {
    return Trace.query(
        landing.output(), "SELECT * EXCLUDE (last_updated) FROM orders_gold." + table);
  }
}
