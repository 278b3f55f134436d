package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
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

/** A run that dies, and the plain run after it, which ends like one that was never killed. */
class BankingCrashTest {
  /** How many runs are killed at random moments: more than by default at night. */
  private static final int KILLS = Integer.getInteger("assay.test.kills", 4);

  private static final long FIRST = 1;
  private static final long SECOND = 2;

  @TempDir static Path neverKilled;
  private static Trace afterFirst;
  private static Trace afterSecond;
  private static Map<String, List<String>> goldOfFirst;
  private static Map<String, List<String>> goldOfSecond;
  private static List<String> archived;

  @TempDir Path folder;

  @BeforeAll
  static void runWithoutBeingKilled() throws Exception {
    Bank bank = new Bank(neverKilled);
    published(bank.delivers(FIRST));
    afterFirst = Trace.of(bank.output());
    goldOfFirst = Trace.gold(bank.output());
    published(bank.delivers(SECOND));
    afterSecond = Trace.of(bank.output());
    goldOfSecond = Trace.gold(bank.output());
    archived = bank.archived();
  }

  @Test
  void theTwoDeliveriesDiffer() {
    assertThat(goldOfFirst, not(equalTo(goldOfSecond)));
    assertThat(archived.size(), is(2 * Bank.FILES.size()));
  }

  @ParameterizedTest
  @EnumSource
  void aFirstDeliveryKilledAtAMilestoneIsMadeGoodByAPlainRun(Milestone milestone) throws Exception {
    Bank bank = new Bank(folder).delivers(FIRST);

    assertThat(killedAt(milestone, bank), is(ChildRun.KILLED));

    assertSeenBeforeOrAfter(bank, Map.of(), goldOfFirst);
    published(bank);
    assertThat(afterFirst.differences(Trace.of(bank.output())), is(empty()));
  }

  @ParameterizedTest
  @EnumSource
  void aSecondDeliveryKilledAtAMilestoneIsMadeGoodByAPlainRun(Milestone milestone)
      throws Exception {
    Bank bank = new Bank(folder);
    published(bank.delivers(FIRST));

    assertThat(killedAt(milestone, bank.delivers(SECOND)), is(ChildRun.KILLED));

    assertSeenBeforeOrAfter(bank, goldOfFirst, goldOfSecond);
    published(bank);
    assertEndedLikeOneNeverKilled(bank);
  }

  @Test
  void aRunKilledAtARandomMomentIsMadeGoodByAPlainRun() throws Exception {
    long seed = Long.getLong("assay.test.seed", System.nanoTime());
    System.out.println(KILLS + " kills at random moments: -Dassay.test.seed=" + seed);
    Random random = new Random(seed);
    long longest = TimeUnit.SECONDS.toMillis(6);
    for (int kill = 0; kill < KILLS; kill++) {
      Bank bank = new Bank(folder.resolve("kill-" + kill));
      published(bank.delivers(FIRST));
      ChildRun run = ChildRun.start(tmp(), List.of(), bank.delivers(SECOND).archiving());
      long began = System.nanoTime();
      if (!run.process().waitFor(random.nextLong(longest), TimeUnit.MILLISECONDS)) {
        run.process().destroyForcibly();
      }
      assertThat(run.exitCode(), anyOf(is(ChildRun.KILLED), is(0)));
      if (run.process().exitValue() == 0) {
        // The next moments shall not lie behind the end of a run.
        longest = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      }

      assertSeenBeforeOrAfter(bank, goldOfFirst, goldOfSecond);
      published(bank);
      assertEndedLikeOneNeverKilled(bank);
    }
  }

  @Test
  void killedTwiceInARowItIsStillMadeGood() throws Exception {
    Bank bank = new Bank(folder).delivers(FIRST);

    assertThat(killedAt(Milestone.SILVER_FILE_WRITTEN, bank), is(ChildRun.KILLED));
    assertThat(killedAt(Milestone.COMMITTED, bank), is(ChildRun.KILLED));
    published(bank);

    assertThat(afterFirst.differences(Trace.of(bank.output())), is(empty()));
  }

  @Test
  void whatAKilledRunLeftIsClearedByTheRunOfAnotherDelivery() throws Exception {
    Bank bank = new Bank(folder).delivers(SECOND);
    assertThat(killedAt(Milestone.READY_TO_COMMIT, bank), is(ChildRun.KILLED));

    published(bank.delivers(FIRST));

    assertThat(afterFirst.differences(Trace.of(bank.output())), is(empty()));
  }

  @ParameterizedTest
  @EnumSource(names = {"SILVER_FILE_WRITTEN", "MERGED"})
  void aRunToldToTerminateSaysSoAndIsMadeGoodByAPlainRun(Milestone milestone) throws Exception {
    Bank bank = new Bank(folder).delivers(FIRST);

    ChildRun run = signalled(milestone, "TERM", bank);

    assertThat(run.exitCode(), is(ChildRun.TERMINATED));
    assertThat(
        run.err().strip(),
        is(
            "assay: stopped before the end. What is published is whole;"
                + " run it again to go on."));
    assertSeenBeforeOrAfter(bank, Map.of(), goldOfFirst);
    published(bank);
    assertThat(afterFirst.differences(Trace.of(bank.output())), is(empty()));
  }

  private int killedAt(Milestone milestone, Bank bank) throws Exception {
    return signalled(milestone, "KILL", bank).exitCode();
  }

  private ChildRun signalled(Milestone milestone, String signal, Bank bank) throws Exception {
    return ChildRun.start(
        tmp(),
        List.of(
            "-D" + SignalAtMilestone.AT + "=" + milestone,
            "-D" + SignalAtMilestone.SIGNAL + "=" + signal),
        bank.archiving());
  }

  private Path tmp() {
    return folder.resolve("tmp");
  }

  private static void published(Bank bank) {
    HereRun run = HereRun.of(bank.archiving());
    assertThat(run.err(), run.code(), is(ExitCode.PUBLISHED));
  }

  /** Whoever reads between the death of a run and the next: by the log, and in the warehouse. */
  private static void assertSeenBeforeOrAfter(
      Bank bank, Map<String, List<String>> before, Map<String, List<String>> after)
      throws Exception {
    assertThat(Trace.broken(bank.output()), is(empty()));
    assertThat(Trace.gold(bank.output()), anyOf(equalTo(before), equalTo(after)));
  }

  private static void assertEndedLikeOneNeverKilled(Bank bank) throws Exception {
    assertThat(afterSecond.differences(Trace.of(bank.output())), is(empty()));
    assertThat(bank.archived(), equalTo(archived));
  }
}
