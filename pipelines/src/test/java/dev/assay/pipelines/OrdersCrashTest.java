package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.assay.transforms.milestones.Milestone;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A run of {@code orders} that is killed, and the plain run after it: lake, log, warehouse and
 * archive end like those of runs that were never killed, and whoever reads in between sees what was
 * before or what comes after.
 */
class OrdersCrashTest {
  /** How many runs are killed at random moments: more than by default at night. */
  private static final int KILLS = Math.max(20, Integer.getInteger("assay.test.kills", 20));

  @TempDir private static Path neverKilled;
  private static Trace afterFirst;
  private static Trace afterSecond;
  private static Map<String, List<String>> goldOfFirst;
  private static Map<String, List<String>> goldOfSecond;
  private static List<String> archived;

  @TempDir private Path folder;

  @BeforeAll
  static void runWithoutBeingKilled() throws Exception {
    OrdersDays days = OrdersDays.in(neverKilled);
    OrdersLanding landing = days.lands(0).landing();
    landing.publish(days.contract());
    afterFirst = Trace.of(landing.output());
    goldOfFirst = Trace.gold(landing.output());
    days.lands(1).landing().publish(days.contract());
    afterSecond = Trace.of(landing.output());
    goldOfSecond = Trace.gold(landing.output());
    archived = landing.archived();
  }

  @Test
  void theSecondDeliveryChangesTheDayOfTheFirst() {
    assertThat(archived, hasSize(6));
    assertThat(afterFirst.tables().keySet(), equalTo(afterSecond.tables().keySet()));
    for (Map.Entry<String, List<String>> table : goldOfFirst.entrySet()) {
      List<String> before =
          table.getValue().stream().filter(row -> row.contains("2024-01-01")).toList();
      List<String> after =
          goldOfSecond.get(table.getKey()).stream()
              .filter(row -> row.contains("2024-01-01"))
              .toList();
      assertThat(table.getKey(), after, not(equalTo(before)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFirstDeliveryKilledAtAMilestoneIsMadeGoodByAPlainRun(Milestone milestone) throws Exception {
    OrdersDays days = OrdersDays.in(folder).lands(0);

    assertThat(killedAt(milestone, days), is(ChildRun.KILLED));

    assertSeen(days, Map.of(), goldOfFirst);
    days.landing().publish(days.contract());
    assertThat(afterFirst.differences(Trace.of(days.landing().output())), is(empty()));
    assertThat(days.landing().landed(), is(empty()));
  }

  @ParameterizedTest
  @EnumSource
  void aSecondDeliveryKilledAtAMilestoneIsMadeGoodByAPlainRun(Milestone milestone)
      throws Exception {
    OrdersDays days = withFirst(folder);

    assertThat(killedAt(milestone, days.lands(1)), is(ChildRun.KILLED));

    assertSeen(days, goldOfFirst, goldOfSecond);
    assertEndsLikeOneNeverKilled(days);
  }

  @Test
  void aRunKilledAtARandomMomentIsMadeGoodByAPlainRun() throws Exception {
    long seed = Long.getLong("assay.test.seed", System.nanoTime());
    System.out.println(KILLS + " kills at random moments: -Dassay.test.seed=" + seed);
    Random random = new Random(seed);
    long longest = TimeUnit.SECONDS.toMillis(8);
    int looks = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      OrdersDays days = withFirst(folder.resolve("kill-" + kill));
      String[] command = days.lands(1).landing().command(days.contract());
      long began = System.nanoTime();
      ChildRun run = ChildRun.start(tmp(), List.of(), command);
      try (GoldReader reader = GoldReader.of(days.landing().output())) {
        if (!run.process().waitFor(random.nextLong(longest), TimeUnit.MILLISECONDS)) {
          run.process().destroyForcibly();
        }
        assertThat(run.err(), run.exitCode(), anyOf(is(ChildRun.KILLED), is(0)));
        List<Map<String, List<String>>> seen = reader.seen();
        assertThat(seen, everyItem(anyOf(equalTo(goldOfFirst), equalTo(goldOfSecond))));
        looks += reader.looks();
      }
      if (run.process().exitValue() == 0) {
        // The next moments shall not lie behind the end of a run.
        longest = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      }

      assertSeen(days, goldOfFirst, goldOfSecond);
      assertEndsLikeOneNeverKilled(days);
    }
    assertThat("times that somebody could read", looks, greaterThan(KILLS));
  }

  @Test
  void killedTwiceInARowItIsStillMadeGood() throws Exception {
    OrdersDays days = withFirst(folder).lands(1);

    assertThat(killedAt(Milestone.SILVER_FILE_WRITTEN, days), is(ChildRun.KILLED));
    assertThat(killedAt(Milestone.COMMITTED, days), is(ChildRun.KILLED));

    assertEndsLikeOneNeverKilled(days);
  }

  /** What the dead run computed is of another batch than that of the next. */
  @ParameterizedTest
  @EnumSource(names = {"SILVER_FILE_WRITTEN", "READY_TO_COMMIT", "COMMITTED", "PROJECTED"})
  void whatLandsBeforeTheNextRunIsTakenInWithTheRest(Milestone milestone) throws Exception {
    OrdersDays days = OrdersDays.in(folder).lands(0);
    assertThat(killedAt(milestone, days), is(ChildRun.KILLED));

    days.lands(1).landing().publish(days.contract());

    OrdersLanding landing = days.landing();
    assertThat(Trace.gold(landing.output()), equalTo(goldOfSecond));
    assertThat(Trace.broken(landing.output()), is(empty()));
    assertThat(landing.archived(), equalTo(archived));
    assertThat(landing.landed(), is(empty()));
  }

  private static OrdersDays withFirst(Path folder) throws Exception {
    OrdersDays days = OrdersDays.in(folder).lands(0);
    days.landing().publish(days.contract());
    return days;
  }

  private int killedAt(Milestone milestone, OrdersDays days) throws Exception {
    return ChildRun.start(
            tmp(),
            List.of("-D" + SignalAtMilestone.AT + "=" + milestone),
            days.landing().command(days.contract()))
        .exitCode();
  }

  private Path tmp() {
    return folder.resolve("tmp");
  }

  /** Whoever reads between the death of a run and the next: by the log, and in the warehouse. */
  private static void assertSeen(
      OrdersDays days, Map<String, List<String>> before, Map<String, List<String>> after)
      throws Exception {
    Path output = days.landing().output();
    assertThat(Trace.broken(output), is(empty()));
    assertThat(Trace.gold(output), anyOf(equalTo(before), equalTo(after)));
  }

  private static void assertEndsLikeOneNeverKilled(OrdersDays days) throws Exception {
    OrdersLanding landing = days.landing();
    landing.publish(days.contract());
    assertThat(afterSecond.differences(Trace.of(landing.output())), is(empty()));
    assertThat(landing.archived(), equalTo(archived));
    assertThat(landing.landed(), is(empty()));
  }
}
