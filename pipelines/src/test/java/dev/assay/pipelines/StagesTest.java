package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.assay.transforms.ledger.SumBalance;
import dev.assay.transforms.ledger.TableBalance;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.milestones.Milestone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pipeline run stage by stage ends as if it had been run whole. */
class StagesTest {
  private static final List<String> STAGES = List.of("silver", "customers", "states");

  @TempDir static Path shared;
  private static Bank whole;
  private static Bank staged;

  @TempDir Path folder;

  @BeforeAll
  static void runWholeAndInStages() throws IOException {
    whole = withAnOrphan(new Bank(shared.resolve("whole")));
    published(whole);
    staged = withAnOrphan(new Bank(shared.resolve("staged")));
    STAGES.forEach(stage -> published(staged, "--batch=monday", "--stage=" + stage));
  }

  @Test
  void stagesEndInTheTablesOfAWholeRun() throws Exception {
    assertThat(tables(whole, "banking_gold").size(), is(3));
    assertThat(tables(staged, "banking_gold"), equalTo(tables(whole, "banking_gold")));
    assertThat(
        withoutBatch(tables(staged, "banking_silver")),
        equalTo(withoutBatch(tables(whole, "banking_silver"))));
    assertThat(balances(staged), equalTo(balances(whole)));
    assertThat(Trace.broken(staged.output()), is(empty()));
  }

  @Test
  void theBooksOfAStageAreHeldAgainstSilverThoughItReadsATableOnly() throws Exception {
    Manifest states = log(staged).get(2);
    SumBalance sum = states.ledger().sums("balance_by_state").get(0);
    assertThat(sum.difference().signum(), is(0));
    assertThat(sum.silver().signum(), is(1));
    assertThat(
        sum.unattributed().toString(),
        is("[Unattributed[reason=customer not in customers, rows=1, amount=12.34]]"));
    assertThat(
        states.ledger().checks().stream().map(c -> c.table() + " " + c.check()).toList(),
        allOf(hasItem("accounts silver.rows"), hasItem("balance_by_state total_balance.balance")));
  }

  @Test
  void everyStageHasAnEntryOfItsOwn() throws Exception {
    List<Manifest> log = log(staged);
    assertThat(
        log.stream().map(Manifest::batch).toList(),
        is(List.of("monday-silver", "monday-customers", "monday-states")));
    assertThat(
        log.stream().map(entry -> String.valueOf(entry.stage())).toList(),
        is(
            List.of(
                "Stage[name=silver, reads=[]]",
                "Stage[name=customers, reads=[1]]",
                "Stage[name=states, reads=[2, 1]]")));
    assertThat(
        log.stream()
            .map(
                entry ->
                    List.of(entry.sources().size(), entry.silver().size(), entry.gold().size()))
            .toList(),
        is(List.of(List.of(5, 5, 0), List.of(0, 0, 2), List.of(0, 0, 1))));
    assertThat(log.stream().map(Manifest::asOf).distinct().count(), is(1L));
    assertThat(
        Trace.query(
            staged.output(),
            "SELECT batch, log_number, count(file), any_value(status) FROM assay.load_audit"
                + " GROUP BY ALL"),
        is(
            List.of(
                "monday-customers|2|0|published",
                "monday-silver|1|5|published",
                "monday-states|3|0|published")));
  }

  @Test
  void aStageRunAgainChangesNothing() throws Exception {
    Trace before = Trace.of(staged.output());

    for (String stage : STAGES) {
      HereRun again = published(staged, "--batch=monday", "--stage=" + stage);
      assertThat(again.out(), containsString("Already published"));
    }
    assertThat(before.differences(Trace.of(staged.output())), is(empty()));
  }

  @Test
  void aLaterStageNeedsNoInput() throws Exception {
    Bank bank = new Bank(folder).delivers(1);
    published(bank, "--stage=silver");
    for (String file : Bank.FILES) {
      Files.delete(bank.landing().resolve(file));
    }

    HereRun run = StagedBank.run("banking", "--stage=customers", "--output=" + bank.output());
    assertThat(run.err(), run.code(), is(ExitCode.PUBLISHED));
    assertThat(run.out(), containsString("from log entry 1"));
  }

  @Test
  void aWholeRunIsWhatAStageCanReadToo() throws Exception {
    Bank bank = new Bank(folder).delivers(1);
    published(bank);
    Map<String, List<String>> before = tables(bank, "banking_gold");

    published(bank, "--stage=states");

    assertThat(log(bank).get(1).stage(), is(new Manifest.Stage("states", List.of(1L))));
    assertThat(tables(bank, "banking_gold"), equalTo(before));
  }

  @Test
  void saysWhichStageHasToBeRunFirst() {
    Bank bank = new Bank(folder);
    HereRun run = run(bank, "--stage=states");

    assertThat(run.code(), is(ExitCode.REQUEST));
    assertThat(
        run.err(),
        containsString(
            "--stage=states reads what --stage=customers published, and "
                + bank.output()
                + " holds nothing of it; first run assay banking --stage=customers --output="
                + bank.output()));
  }

  @Test
  void saysWhichStageOfABatchHasToBeRunFirst() throws Exception {
    Bank bank = new Bank(folder).delivers(1);
    published(bank, "--batch=monday", "--stage=silver");

    HereRun run = run(bank, "--batch=tuesday", "--stage=customers");
    assertThat(run.code(), is(ExitCode.REQUEST));
    assertThat(
        run.err(),
        containsString(
            "holds nothing of batch tuesday; first run assay banking --stage=silver"
                + " --batch=tuesday --input=DIR --output="
                + bank.output()));
    assertThat(log(bank).size(), is(1));
  }

  @Test
  void saysWhichStagesThereAre() {
    HereRun run = run(new Bank(folder), "--stage=gold");

    assertThat(run.code(), is(ExitCode.REQUEST));
    assertThat(run.err(), containsString("--stage: silver, customers, states, not 'gold'"));
  }

  @Test
  void theFirstStageAndAWholeRunNeedTheInput() {
    for (String[] options : List.of(new String[] {}, new String[] {"--stage=silver"})) {
      List<String> arguments = new ArrayList<>(List.of("banking", "--output=" + folder));
      arguments.addAll(Arrays.asList(options));
      HereRun run = StagedBank.run(arguments.toArray(String[]::new));
      assertThat(run.code(), is(ExitCode.REQUEST));
      assertThat(run.err(), containsString("--input must be given"));
    }
  }

  @Test
  void aStageDoesNotReadWhatFollowsAnotherContract() throws Exception {
    Bank bank = new Bank(folder).delivers(1);
    published(bank, "--stage=silver");
    String contract =
        ContractText.bundled().with("version: 1.0.0", "version: 1.0.1").option(folder);

    HereRun run = run(bank, "--stage=customers", contract);
    assertThat(run.code(), is(ExitCode.REQUEST));
    assertThat(run.err(), containsString("(log entry 1), which follows another contract"));
  }

  @Test
  void aStageSpeaksOfTheDayOfTheBatchItReads() throws Exception {
    Bank bank = new Bank(folder).delivers(1);
    published(bank, "--stage=silver", "--asOf=2031-05-01");
    published(bank, "--stage=customers");
    published(bank, "--stage=states", "--asOf=2031-05-01");

    assertThat(
        log(bank).stream().map(entry -> entry.asOf() + " " + entry.givenAsOf().orElse("")).toList(),
        everyItem(is("2031-05-01 2031-05-01")));
    HereRun other = run(bank, "--stage=customers", "--asOf=2031-05-02");
    assertThat(other.code(), is(ExitCode.REQUEST));
    assertThat(
        other.err(), containsString("speaks of 2031-05-01; another day is told to the first"));
  }

  @Test
  void aBackfillInStagesNeverReplacesNewerData() throws Exception {
    Bank bank = new Bank(folder).delivers(1);
    STAGES.forEach(stage -> published(bank, "--batch=new", "--stage=" + stage));
    Map<String, List<String>> before = tables(bank, "banking_gold");

    bank.delivers(2);
    for (String stage : STAGES) {
      HereRun run = published(bank, "--batch=old", "--asOf=2020-01-31", "--stage=" + stage);
      assertThat(run.out(), containsString("Published old-" + stage));
    }

    assertThat(tables(bank, "banking_gold"), equalTo(before));
    assertThat(
        Trace.query(
            bank.output(),
            "SELECT DISTINCT batch, status FROM assay.load_audit WHERE batch LIKE 'old%'"),
        is(List.of("old-customers|superseded", "old-silver|superseded", "old-states|superseded")));
    assertThat(
        "without a batch, the newest is read",
        published(bank, "--stage=customers").out(),
        containsString("from log entry 1"));
  }

  @Test
  void aWholeRunFillsGoldThoughSilverAloneIsOfALaterDay() throws Exception {
    Bank bank = new Bank(folder).delivers(1);
    published(bank, "--asOf=2031-05-01");
    published(bank, "--asOf=2031-05-03", "--stage=silver");
    bank.delivers(2);
    Bank alone = new Bank(folder.resolve("alone")).delivers(2);
    published(alone, "--asOf=2031-05-02");

    HereRun late = published(bank, "--asOf=2031-05-02");

    assertThat(late.out(), containsString("as log entry 3: the tables keep newer data"));
    assertThat(tables(bank, "banking_gold"), equalTo(tables(alone, "banking_gold")));
    Trace before = Trace.of(bank.output());
    Files.delete(bank.output().resolve("warehouse.duckdb"));
    published(bank, "--asOf=2031-05-02");
    assertThat(before.differences(Trace.of(bank.output())), is(empty()));
  }

  @Test
  void aStageThatComesLateDoesNotReplaceThatOfALaterDelivery() throws Exception {
    Bank bank = new Bank(folder).delivers(1);
    published(bank, "--batch=one", "--asOf=2031-05-01", "--stage=silver");
    bank.delivers(2);
    published(bank, "--batch=two", "--asOf=2031-05-01", "--stage=silver");
    published(bank, "--batch=two", "--stage=customers");
    Map<String, List<String>> ofTwo = tables(bank, "banking_gold");

    published(bank, "--batch=one", "--stage=customers");

    assertThat(tables(bank, "banking_gold"), equalTo(ofTwo));
  }

  @Test
  void aDeliveryIsMeasuredAgainstTheSilverBeforeItWhateverStagesFollowed() throws Exception {
    Bank bank = new Bank(folder).delivers(1);
    STAGES.forEach(stage -> published(bank, "--stage=" + stage));
    bank.delivers(2, 6);

    HereRun cutOff = run(bank, "--stage=silver");
    assertThat(cutOff.out(), cutOff.code(), is(ExitCode.REFUSED));
    assertThat(cutOff.out(), containsString("shrinkage"));
  }

  @Test
  void aLostWarehouseIsFilledByAnyStage() throws Exception {
    Bank bank = new Bank(folder).delivers(1);
    STAGES.forEach(stage -> published(bank, "--stage=" + stage));
    Trace before = Trace.of(bank.output());
    Files.delete(bank.output().resolve("warehouse.duckdb"));

    published(bank, "--stage=customers");

    assertThat(before.differences(Trace.of(bank.output())), is(empty()));
  }

  @Test
  void aFileThatIsNotWhatWasCommittedStopsTheStage() throws Exception {
    Bank bank = new Bank(folder).delivers(1);
    published(bank, "--stage=silver");
    DataFile file = log(bank).get(0).files(Layer.SILVER, "accounts").get(0);
    Path path = bank.output().resolve(file.path());
    byte[] bytes = Files.readAllBytes(path);
    bytes[bytes.length / 2] ^= 1;
    Files.write(path, bytes);

    HereRun run = run(bank, "--stage=customers");
    assertThat(run.code(), is(ExitCode.FAILED));
    assertThat(
        run.err(),
        allOf(
            containsString(file.path()),
            containsString("is not the file that was committed"),
            not(containsString("\tat "))));
    assertThat(log(bank).size(), is(1));
  }

  @ParameterizedTest
  @EnumSource(names = {"READY_TO_COMMIT", "COMMITTED", "MERGED"})
  void aStageKilledOnItsWayIsMadeGoodByAPlainRun(Milestone milestone) throws Exception {
    Bank bank = withAnOrphan(new Bank(folder));
    published(bank, "--batch=monday", "--stage=silver");

    ChildRun killed =
        ChildRun.start(
            folder.resolve("tmp"),
            List.of(),
            List.of("-D" + SignalAtMilestone.AT + "=" + milestone),
            StagedBank.class,
            bank.command("--batch=monday", "--stage=customers"));
    assertThat(killed.err(), killed.exitCode(), is(ChildRun.KILLED));
    assertThat(Trace.broken(bank.output()), is(empty()));
    published(bank, "--batch=monday", "--stage=customers");
    published(bank, "--batch=monday", "--stage=states");

    assertThat(Trace.of(staged.output()).differences(Trace.of(bank.output())), is(empty()));
  }

  /** A delivery with an account of somebody who is no customer. */
  private static Bank withAnOrphan(Bank bank) throws IOException {
    bank.delivers(1);
    Files.writeString(
        bank.landing().resolve("accounts.csv"),
        "ORPHAN1,NOBODY,Savings,12.34\n",
        StandardOpenOption.APPEND);
    return bank;
  }

  private static HereRun run(Bank bank, String... options) {
    return StagedBank.run(bank.command(options));
  }

  private static HereRun published(Bank bank, String... options) {
    HereRun run = run(bank, options);
    assertThat(run.err() + run.out(), run.code(), is(ExitCode.PUBLISHED));
    return run;
  }

  private static List<Manifest> log(Bank bank) throws IOException {
    return Log.of(bank.output().toString()).read();
  }

  /** The accounts of all gold tables, of whichever entry. */
  private static Map<String, TableBalance> balances(Bank bank) throws IOException {
    return log(bank).stream()
        .flatMap(entry -> entry.ledger().tables().stream())
        .collect(Collectors.toMap(TableBalance::table, Function.identity()));
  }

  private static Map<String, List<String>> tables(Bank bank, String schema) throws Exception {
    return Trace.of(bank.output()).tables().entrySet().stream()
        .filter(table -> table.getKey().startsWith(schema + "."))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Rows of silver end in the name of their batch. */
  private static Map<String, List<String>> withoutBatch(Map<String, List<String>> tables) {
    return tables.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                table ->
                    table.getValue().stream()
                        .map(row -> row.replaceAll("[|][^|]*$", ""))
                        .toList()));
  }
}
