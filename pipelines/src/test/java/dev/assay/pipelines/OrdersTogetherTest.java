package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.assay.transforms.log.Manifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two runs of {@code orders} at once, on one landing folder, one lake and one warehouse. */
class OrdersTogetherTest {
  @TempDir private static Path alone;
  private static Map<String, List<String>> goldOfFirst;
  private static Map<String, List<String>> goldOfBoth;
  private static List<String> archived;

  @TempDir private Path folder;

  @BeforeAll
  static void runAlone() throws Exception {
    OrdersDays days = OrdersDays.in(alone).lands(0);
    days.landing().publish(days.contract());
    goldOfFirst = Trace.gold(days.landing().output());
    days.lands(1).landing().publish(days.contract());
    goldOfBoth = Trace.gold(days.landing().output());
    archived = days.landing().archived();
  }

  @Test
  void twoRunsOfTheSameFilesEndLikeOne() throws Exception {
    OrdersDays days = OrdersDays.in(folder).lands(0);
    String[] command = days.landing().command(days.contract());

    ChildRun one = ChildRun.start(folder.resolve("one"), List.of(), command);
    ChildRun other = ChildRun.start(folder.resolve("other"), List.of(), command);

    assertThat(one.err(), one.exitCode(), is(0));
    assertThat(other.err(), other.exitCode(), is(0));
    assertWhole(days.landing(), goldOfFirst, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SILVER_FILE_WRITTEN", "READY_TO_COMMIT", "COMMITTED", "PROJECTED"})
  void aRunThatAnotherOneOfTheSameFilesOvertakesEndsWell(String milestone) throws Exception {
    OrdersDays days = OrdersDays.in(folder).lands(0);
    Paused slow = Paused.at(milestone, folder.resolve("slow"), days);

    days.landing().publish(days.contract());
    assertThat(slow.goesOn(), is(0));

    assertWhole(days.landing(), goldOfFirst, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SILVER_FILE_WRITTEN", "READY_TO_COMMIT", "COMMITTED", "PROJECTED"})
  void aRunThatAnotherOneOfMoreFilesOvertakesEndsWell(String milestone) throws Exception {
    OrdersDays days = OrdersDays.in(folder).lands(0);
    Paused slow = Paused.at(milestone, folder.resolve("slow"), days);

    days.lands(1).landing().publish(days.contract());
    assertThat(slow.goesOn(), is(0));

    boolean wasFirst = List.of("COMMITTED", "PROJECTED").contains(milestone);
    assertWhole(days.landing(), goldOfBoth, wasFirst ? 2 : 1);
  }

  @Test
  void aRunWhoseFilesAnotherOneArchivedBeforeItReadThemEndsWell() throws Exception {
    OrdersDays days = OrdersDays.in(folder).lands(0);
    Paused slow = Paused.at("PLANNED", folder.resolve("slow"), days);

    days.landing().publish(days.contract());
    assertThat(slow.goesOn(), is(0));

    assertWhole(days.landing(), goldOfFirst, 1);
  }

  /**
   * The landing folder of one machine is copied to another. A slow run there started from an older
   * state of the lake; what it writes of the same batch is not what was committed meanwhile.
   */
  @Test
  void aRunOfTheSameFilesOnAnOlderStateHarmsNothing() throws Exception {
    OrdersDays days = OrdersDays.in(folder).lands(1);
    OrdersDays copy = OrdersDays.in(folder.resolve("copy")).lands(1);
    String[] command = copy.landing().command(copy.contract());
    command[Arrays.asList(command).indexOf("--output=" + copy.landing().output())] =
        "--output=" + days.landing().output();
    Paused slow = Paused.at("PLANNED", folder.resolve("slow"), command);

    moveAway(days.landing());
    days.lands(0).landing().publish(days.contract());
    days.lands(1).landing().publish(days.contract());
    assertThat(slow.goesOn(), is(0));

    assertWhole(days.landing(), goldOfBoth, 2);
  }

  private static void moveAway(OrdersLanding landing) throws Exception {
    for (String name : landing.landed()) {
      Files.delete(landing.landing().resolve(name));
    }
  }

  private static void assertWhole(
      OrdersLanding landing, Map<String, List<String>> gold, int published) throws Exception {
    assertThat(Trace.broken(landing.output()), is(empty()));
    assertThat(Trace.gold(landing.output()), equalTo(gold));
    assertThat(
        landing.lake().log().stream().filter(Manifest::isPublished).count(), is((long) published));
    assertThat(landing.landed(), is(empty()));
    if (gold.equals(goldOfBoth)) {
      assertThat(landing.archived(), equalTo(archived));
    }
  }

  /** A run in a process of its own that waits at a milestone. */
  private record Paused(ChildRun run, Path waiting) {
    static Paused at(String milestone, Path folder, OrdersDays days) throws Exception {
      return at(milestone, folder, days.landing().command(days.contract()));
    }

    static Paused at(String milestone, Path folder, String... command) throws Exception {
      Path waiting = folder.resolve("waiting");
      List<String> properties =
          List.of(
              "-D" + PauseAtMilestone.AT + "=" + milestone,
              "-D" + PauseAtMilestone.FILE + "=" + waiting);
      ChildRun run = ChildRun.start(folder, properties, command);
      while (!Files.exists(waiting)) {
        assertThat(run.err(), run.process().isAlive(), is(true));
        TimeUnit.MILLISECONDS.sleep(50);
      }
      return new Paused(run, waiting);
    }

    int goesOn() throws Exception {
      Files.delete(waiting);
      int code = run.exitCode();
      assertThat(run.err(), code, is(0));
      return code;
    }
  }
}
