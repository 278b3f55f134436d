package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.assay.transforms.warehouse.WarehouseSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes at one output and one warehouse. */
class BankingTogetherTest {
  @TempDir Path folder;

  @Test
  void twoRunsOfOneDeliveryAtOnceEndLikeOneRun() throws Exception {
    Bank alone = new Bank(folder.resolve("alone")).delivers(1);
    assertThat(HereRun.of(alone.command()).code(), is(ExitCode.PUBLISHED));
    Bank bank = new Bank(folder.resolve("both")).delivers(1);

    ChildRun one = ChildRun.start(folder.resolve("one"), List.of(), bank.command());
    ChildRun other = ChildRun.start(folder.resolve("other"), List.of(), bank.command());

    assertThat(one.err(), one.exitCode(), is(0));
    assertThat(other.err(), other.exitCode(), is(0));
    assertThat(Trace.of(alone.output()).differences(Trace.of(bank.output())), is(empty()));
    assertThat(Trace.broken(bank.output()), is(empty()));
  }

  @Test
  void ofTwoDeliveriesAtOnceBothArePublishedAndTheLaterDayIsShown() throws Exception {
    Bank earlier = new Bank(folder.resolve("earlier")).delivers(1);
    Bank later = new Bank(folder.resolve("later")).delivers(2);
    String output = "--output=" + earlier.output();

    ChildRun one =
        ChildRun.start(folder.resolve("one"), List.of(), earlier.command("--asOf=2024-07-01"));
    ChildRun other =
        ChildRun.start(
            folder.resolve("other"),
            List.of(),
            "banking",
            "--input=" + later.landing(),
            output,
            "--asOf=2024-07-02");

    assertThat(one.err(), one.exitCode(), is(0));
    assertThat(other.err(), other.exitCode(), is(0));
    assertThat(Trace.log(earlier.output()).size(), is(2));
    assertThat(Trace.broken(earlier.output()), is(empty()));
    HereRun alone = HereRun.of(later.command("--asOf=2024-07-02"));
    assertThat(alone.err(), alone.code(), is(ExitCode.PUBLISHED));
    assertThat(Trace.gold(earlier.output()), equalTo(Trace.gold(later.output())));
  }

  @Test
  void aWarehouseHeldElsewhereFromTheStartIsToldBeforeAnythingIsComputed() throws Exception {
    Bank bank = new Bank(folder).delivers(1);
    assertThat(HereRun.of(bank.command()).code(), is(ExitCode.PUBLISHED));
    Trace before = Trace.of(bank.output());
    Path warehouse = bank.output().resolve("warehouse.duckdb");
    ChildRun holder = holding(warehouse);
    try {
      bank.delivers(2);
      ChildRun run = ChildRun.start(folder.resolve("run"), impatient(), bank.command());

      assertThat(run.exitCode(), is(1));
      assertThat(
          run.err().strip(),
          is(
              "WARNING: "
                  + warehouse
                  + " is held by process "
                  + holder.process().pid()
                  + ": waiting 1 s at most\nassay banking: failed: Warehouse "
                  + warehouse
                  + " is in use by process "
                  + holder.process().pid()
                  + " (waited 1 s): close it there, or wait for it, and run again."));
    } finally {
      holder.process().destroy();
      holder.exitCode();
    }
    assertThat(before.differences(Trace.of(bank.output())), is(empty()));
    assertThat(HereRun.of(bank.command()).code(), is(ExitCode.PUBLISHED));
  }

  /** The log holds the batch then; the warehouse takes it with the next run. */
  @Test
  void aWarehouseTakenWhileARunIsGoingIsCaughtUpByTheNextRun() throws Exception {
    Bank bank = new Bank(folder).delivers(1);
    Path warehouse = folder.resolve("elsewhere/warehouse.duckdb");
    String[] command = bank.command("--warehouse=duckdb:" + warehouse);
    ChildRun run =
        ChildRun.start(
            folder.resolve("run"),
            List.of("-D" + SignalAtMilestone.AT + "=READY_TO_COMMIT", impatient().get(0)),
            command);
    assertThat(run.exitCode(), is(ChildRun.KILLED));
    ChildRun holder = holding(warehouse);
    try {
      ChildRun locked = ChildRun.start(folder.resolve("locked"), impatient(), command);
      assertThat(locked.exitCode(), is(1));
      assertThat(
          locked.err(),
          allOf(
              containsString(warehouse + " is in use by process " + holder.process().pid()),
              not(containsString("\tat "))));
      assertThat(Trace.log(bank.output()), is(empty()));
    } finally {
      holder.process().destroy();
      holder.exitCode();
    }
    HereRun again = HereRun.of(command);
    assertThat(again.err(), again.code(), is(ExitCode.PUBLISHED));
  }

  private static List<String> impatient() {
    return List.of("-D" + WarehouseSettings.PATIENCE + "=1");
  }

  private ChildRun holding(Path warehouse) throws Exception {
    Path own = folder.resolve("holder");
    ChildRun holder =
        ChildRun.start(own, List.of(), List.of(), HoldWarehouse.class, warehouse.toString());
    while (!Files.readString(own.resolve("out")).contains("open")) {
      assertThat(holder.err(), holder.process().isAlive(), is(true));
      Thread.sleep(50);
    }
    return holder;
  }
}
