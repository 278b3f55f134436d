package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code banking} and {@code ingest}, with a contract of one domain, at one output. */
class OneDomainTwoPipelinesTest {
  @TempDir private Path folder;
  private Bank bank;

  @BeforeEach
  void deliver() throws IOException {
    bank = new Bank(folder).delivers(1);
  }

  @Test
  void theSecondIsRefusedAndToldWhatToDo() throws Exception {
    assertThat(HereRun.of(bank.command()).code(), is(ExitCode.PUBLISHED));
    Trace before = Trace.of(bank.output());

    HereRun second = ingest(bank.output(), ContractText.bundled());

    assertThat(second.code(), is(ExitCode.REQUEST));
    assertThat(
        second.err(),
        containsString(
            "--output="
                + bank.output()
                + ": the tables of domain banking there are those of pipeline banking (log entry 1);"
                + " give ingest another --output and --warehouse, or a contract with another"
                + " domain"));
    assertThat(before.differences(Trace.of(bank.output())), is(empty()));
  }

  @Test
  void whatItWasToldToDoHelps() throws Exception {
    assertThat(HereRun.of(bank.command()).code(), is(ExitCode.PUBLISHED));

    HereRun elsewhere = ingest(folder.resolve("elsewhere"), ContractText.bundled());
    assertThat(elsewhere.err(), elsewhere.code(), is(ExitCode.PUBLISHED));
    HereRun renamed =
        ingest(bank.output(), ContractText.bundled().with("domain: banking", "domain: branch"));
    assertThat(renamed.err(), renamed.code(), is(ExitCode.PUBLISHED));
  }

  @Test
  void aStageIsRefusedLikewise() throws Exception {
    HereRun first = ingest(bank.output(), ContractText.bundled());
    assertThat(first.err(), first.code(), is(ExitCode.PUBLISHED));

    HereRun stage = StagedBank.run("banking", "--stage=customers", "--output=" + bank.output());

    assertThat(stage.code(), is(ExitCode.REQUEST));
    assertThat(stage.err(), containsString("are those of pipeline ingest (log entry 1)"));
  }

  private HereRun ingest(Path output, ContractText contract) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("ingest", "--input=" + bank.landing()));
    arguments.add("--output=" + output);
    arguments.add(contract.option(folder));
    return HereRun.of(arguments.toArray(String[]::new));
  }
}
