package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Too little memory or disk: what a person is told, and that a plain run makes it good. */
class BankingResourcesTest {
  private static final int CUSTOMERS = 300;

  @TempDir Path folder;
  private Bank bank;

  @BeforeEach
  void aDelivery() throws IOException {
    bank = new Bank(folder).delivers(1, CUSTOMERS);
  }

  @Test
  void aHeapTooSmallIsToldWithTheOptionThatMendsIt() throws Exception {
    ChildRun run = ChildRun.start(folder.resolve("tmp"), List.of("-Xmx18m"), bank.command());

    assertThat(run.err(), run.exitCode(), is(1));
    assertThat(
        run.err(),
        allOf(
            containsString("assay banking: failed: out of memory at"),
            containsString("ASSAY_JAVA_OPTS=-Xmx"),
            not(containsString("\tat "))));
    assertThat(Trace.gold(bank.output()).isEmpty(), is(true));
    published();
  }

  @ParameterizedTest
  @ValueSource(strings = {"128k", "512k"})
  void aFullDiskIsToldAndARunWithMoreRoomMakesItGood(String size) throws Exception {
    Path disk = Files.createDirectories(bank.output());
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", disk.toString()) == 0,
        "needs the right to mount a small disk");
    try {
      ChildRun run = ChildRun.start(folder.resolve("tmp"), List.of(), bank.command());

      assertThat(run.err(), run.exitCode(), is(1));
      assertThat(
          run.err(),
          allOf(
              containsString("assay banking: failed: "),
              containsString(disk.toString()),
              not(containsString("\tat "))));
      assertThat(Trace.gold(disk).isEmpty(), is(true));

      assertThat(run("mount", "-o", "remount,size=64m", disk.toString()), is(0));
      published();
      Bank roomy = new Bank(folder.resolve("roomy")).delivers(1, CUSTOMERS);
      assertThat(HereRun.of(roomy.command()).code(), is(ExitCode.PUBLISHED));
      assertThat(Trace.of(roomy.output()).differences(Trace.of(disk)), is(empty()));
    } finally {
      run("umount", disk.toString());
    }
  }

  private void published() {
    HereRun run = HereRun.of(bank.command());
    assertThat(run.err(), run.code(), is(ExitCode.PUBLISHED));
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
