package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.runners.direct.DirectOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssayTest {
  private static final String IN = "--input=landing";
  private static final String OUT = "--output=lake";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void publishesAndSumsUpOnStdout() {
    assertThat(run(BankPipeline.publishing(), "bank", IN, OUT), is(ExitCode.PUBLISHED));
    assertThat(out(), equalTo(Summary.of(Results.published())));
    assertThat(err(), is(""));
  }

  @Test
  void sumsUpARefusedBatchAndExitsWith3() {
    BankPipeline pipeline = new BankPipeline(record -> record, options -> Results.refused());
    assertThat(run(pipeline, "bank", IN, OUT), is(ExitCode.REFUSED));
    assertThat(out(), containsString("Refused 2026-01-31"));
  }

  @Test
  void takesValuesAfterABlankOrAnEqualsSign() {
    BankPipeline pipeline = BankPipeline.publishing();
    run(pipeline, "bank", "--input", "a b", "--output=x=y", "--asOf", "2026-02-28");
    assertThat(pipeline.planned.getInput(), is("a b"));
    assertThat(pipeline.planned.getOutput(), is("x=y"));
    assertThat(pipeline.planned.getAsOf(), is("2026-02-28"));
  }

  @Test
  void putsTheWarehouseIntoTheOutputUnlessToldOtherwise() {
    BankPipeline pipeline = BankPipeline.publishing();
    run(pipeline, "bank", IN, "--output=lake/");
    assertThat(pipeline.planned.getWarehouse(), is("duckdb:lake/warehouse.duckdb"));
    run(pipeline, "bank", IN, OUT, "--warehouse=duckdb:other.duckdb");
    assertThat(pipeline.planned.getWarehouse(), is("duckdb:other.duckdb"));
  }

  @Test
  void switchesTheDirectRunnersChecksOffUnlessAskedFor() {
    BankPipeline pipeline = BankPipeline.publishing();
    run(pipeline, "bank", IN, OUT, "--enforceEncodability", "--targetParallelism=1");
    DirectOptions direct = pipeline.planned.as(DirectOptions.class);
    assertThat(direct.isEnforceImmutability(), is(false));
    assertThat(direct.isEnforceEncodability(), is(true));
    assertThat(direct.isBlockOnRun(), is(false));
    assertThat(direct.getTargetParallelism(), is(1));
  }

  @Test
  void refinesASmallDeliveryByOneThread() {
    BankPipeline pipeline = BankPipeline.publishing();
    run(pipeline, "bank", IN, OUT);
    assertThat(pipeline.planned.as(DirectOptions.class).getTargetParallelism(), is(1));
  }

  @Test
  void passesOnWhatBeamKnows() {
    BankPipeline pipeline = BankPipeline.publishing();
    run(pipeline, "bank", IN, OUT, "--jobName=monday", "--tempLocation", "/tmp/x");
    assertThat(pipeline.planned.getJobName(), is("monday"));
    assertThat(pipeline.planned.getTempLocation(), is("/tmp/x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--inptu=landing --output=lake | Missing required option: '--input=DIR'",
        "--inptu=landing --output=lake | --inptu: no such option; did you mean --input?",
        "--input=a --output=b --runer=Direct | did you mean --runner?",
        "--input=a | Missing required option: '--output=DIR'",
        "--input=a --output= | '--output': takes a folder",
        "--input=a --output | Missing required parameter for option '--output' (DIR)",
        "--input --output=b | Expected parameter for option '--input'",
        "--input=a --output=b --input=c | option '--input' (DIR) should be specified only once",
        "--input=a --output=b c | c: not expected here",
        "--input=a --output=b --asOf=31.1.2026 | takes a day, YYYY-MM-DD, not '31.1.2026'",
        "--input=a --output=b --asOf=2026-02-31 | takes a day, YYYY-MM-DD, not '2026-02-31'",
        "--input=a --output=b --batch=../x | takes letters, digits",
        "--input=a --output=b --warehouse=w.duckdb | takes duckdb:FILE",
        "--input=a --output=b --runner=Nowhere | Nowhere",
        "--input=a --output=b --targetParallelism=many | '--targetParallelism': takes a whole number",
      })
  void refusesAMalformedRequest(String arguments, String problem) {
    BankPipeline pipeline = BankPipeline.publishing();
    String[] words = ("bank " + arguments.strip()).split(" ");
    assertThat(run(pipeline, words), is(ExitCode.REQUEST));
    assertThat(err(), startsWith("assay bank: "));
    assertThat(err(), containsString(problem.strip()));
    assertThat(err(), not(containsString("\tat ")));
    assertThat(out(), is(""));
  }

  @Test
  void listsAllProblemsAtOnce() {
    assertThat(
        run(BankPipeline.publishing(), "bank", "--asOf=today", "--nonsense", "--batch="),
        is(ExitCode.REQUEST));
    assertThat(
        err(),
        equalTo(
            """
            assay bank: 4 problems, nothing was published
              Invalid value for option '--asOf': takes a day, YYYY-MM-DD, not 'today'
              Invalid value for option '--batch': takes letters, digits, . _ - (64 at most, a letter or digit first), and got nothing
              Missing required options: '--input=DIR', '--output=DIR'
              --nonsense: no such option
            assay bank --help lists what it takes
            """));
  }

  @Test
  void listsWhatThePlanFound() {
    BankPipeline pipeline = BankPipeline.refusing("landing: no such folder", "lake: read only");
    assertThat(run(pipeline, "bank", IN, OUT), is(ExitCode.REQUEST));
    assertThat(
        err(),
        equalTo(
            """
            assay bank: 2 problems, nothing was published
              landing: no such folder
              lake: read only
            """));
  }

  @Test
  void tellsTheCauseOfAFailureInOneLine() {
    assertThat(run(failing(), "bank", IN, OUT), is(ExitCode.FAILED));
    assertThat(err(), equalTo("assay bank: failed: cannot write lake: disk full\n"));
    assertThat(out(), is(""));
  }

  @Test
  void saysHowToGiveARunMoreMemory() {
    BankPipeline pipeline =
        new BankPipeline(
            record -> {
              throw new OutOfMemoryError("Java heap space");
            },
            options -> Results.published());
    assertThat(run(pipeline, "bank", IN, OUT), is(ExitCode.FAILED));
    assertThat(err(), startsWith("assay bank: failed: out of memory at "));
  }

  @Test
  void showsTheTraceWhenAsked() {
    assertThat(run(failing(), "bank", IN, OUT, "--stacktrace"), is(ExitCode.FAILED));
    assertThat(err(), containsString("\tat dev.assay.pipelines"));
  }

  @Test
  void showsProgressOnATerminalAndTakesItAway() {
    run(true, List.of(BankPipeline.publishing()), List.of(), "bank", IN, OUT);
    assertThat(err(), containsString("accounts   "));
    assertThat(err(), endsWith("A\033[J\033[?7l\033[?7h"));
  }

  @Test
  void printsTheHelpOfAPipeline() throws IOException {
    assertThat(run(BankPipeline.publishing(), "bank", "--help"), is(ExitCode.PUBLISHED));
    assertThat(out(), equalTo(golden("bank-help.txt")));
  }

  @Test
  void printsTheCommands() throws IOException {
    assertThat(run(BankPipeline.publishing(), "--help"), is(ExitCode.PUBLISHED));
    assertThat(out(), equalTo(golden("help.txt")));
  }

  @Test
  void showsTheCommandsOnStderrWhenNoneIsGiven() {
    assertThat(run(BankPipeline.publishing()), is(ExitCode.REQUEST));
    assertThat(err(), containsString("Commands:"));
  }

  @Test
  void namesTheNearestCommand() {
    assertThat(run(BankPipeline.publishing(), "bnak"), is(ExitCode.REQUEST));
    assertThat(err(), containsString("bnak: no such command; did you mean bank?"));
  }

  @Test
  void complainsOfNoOptionOfACommandThatIsNotThere() {
    assertThat(run(BankPipeline.publishing(), "bnak", IN, OUT), is(ExitCode.REQUEST));
    assertThat(err(), containsString("bnak: no such command"));
    assertThat(err(), not(containsString("no such option")));
  }

  @Test
  void printsItsVersion() {
    assertThat(run(BankPipeline.publishing(), "--version"), is(ExitCode.PUBLISHED));
    assertThat(out().matches("assay \\d+\\.\\d+\\.\\d+\\S*\n"), is(true));
  }

  @Test
  void listsThePipelines() {
    assertThat(run(BankPipeline.publishing(), "list"), is(ExitCode.PUBLISHED));
    assertThat(
        out().lines().toList(),
        contains(
            "bank: Two files of a bank to silver and one gold table.",
            "  reads   accounts.csv and customers.csv",
            "  writes  silver accounts and customers, gold balance"));
  }

  @Test
  void generatesADelivery(@TempDir Path folder) throws IOException {
    String output = "--output=" + folder;
    assertThat(
        run(BankPipeline.publishing(), "generate", "bank", "--customers=5", "--dirty=0.5", output),
        is(ExitCode.PUBLISHED));
    assertThat(Files.readString(folder.resolve("made.txt")), is("5 0.5 1"));
  }

  @Test
  void refusesAShareAboveOne() {
    String[] words = {"generate", "bank", "--dirty=1.5", "--output=x"};
    assertThat(run(BankPipeline.publishing(), words), is(ExitCode.REQUEST));
    assertThat(err(), containsString("'--dirty': takes a share between 0 and 1"));
  }

  @Test
  void refusesMoreCustomersThanCanBeCounted() {
    String[] words = {"generate", "bank", "--customers=99999999999", "--output=x"};
    assertThat(run(BankPipeline.publishing(), words), is(ExitCode.REQUEST));
    assertThat(err(), containsString("'--customers': takes a whole number"));
  }

  @Test
  void demonstratesOnDataOfItsOwn(@TempDir Path folder) throws IOException {
    BankPipeline pipeline = BankPipeline.publishing();
    assertThat(run(pipeline, "demo", "--output=" + folder), is(ExitCode.PUBLISHED));
    assertThat(Files.readString(folder.resolve("landing/bank/made.txt")), is("1000 0.02 1"));
    assertThat(pipeline.planned.getInput(), is(folder + "/landing/bank"));
    assertThat(pipeline.planned.getOutput(), is(folder.toString()));
    assertThat(out(), allOf(containsString("Published"), containsString("accounts.csv")));
  }

  @Test
  void demonstratesThePipelinesThatAreNamed(@TempDir Path folder) {
    assertThat(
        run(BankPipeline.publishing(), "demo", "bank", "--seed=3", "--output=" + folder),
        is(ExitCode.PUBLISHED));
    assertThat(folder.resolve("landing/bank/made.txt").toFile().exists(), is(true));
  }

  @Test
  void saysWhatItCanDemonstrate(@TempDir Path folder) {
    assertThat(
        run(BankPipeline.publishing(), "demo", "bunk", "--output=" + folder), is(ExitCode.REQUEST));
    assertThat(err(), containsString("demo: 'bunk' is none of bank"));
    assertThat(folder.resolve("landing").toFile().exists(), is(false));
  }

  private static BankPipeline failing() {
    return new BankPipeline(
        record -> {
          throw new UncheckedIOException("cannot write lake", new IOException("disk full"));
        },
        options -> Results.published());
  }

  private ExitCode run(NamedPipeline pipeline, String... args) {
    return run(false, List.of(pipeline), List.of(new MadeUp()), args);
  }

  private ExitCode run(
      boolean isTerminal, List<NamedPipeline> pipelines, List<Generator> makers, String... args) {
    Console console = new Console(stream(out), stream(err), isTerminal, false);
    return new Assay(pipelines, makers).run(console, args);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static String golden(String name) throws IOException {
    try (var in = AssayTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Writes down what it was asked for. */
  private static final class MadeUp implements Generator {
    @Override
    public String name() {
      return "bank";
    }

    @Override
    public String description() {
      return "Makes accounts and customers.";
    }

    @Override
    public List<Amount> amounts() {
      return List.of(Amount.wholeNumber("customers", "1000", "How many customers."));
    }

    @Override
    public void write(Wanted wanted, Path folder) throws IOException {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve("made.txt"),
          wanted.wholeNumber("customers") + " " + wanted.dirty() + " " + wanted.seed());
    }
  }
}
