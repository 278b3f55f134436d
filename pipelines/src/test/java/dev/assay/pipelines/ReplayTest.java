package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.pipelines.generate.banking.BankingOracle;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.milestones.Milestone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of a small bank, taken out of quarantine again; what they come to by hand. */
class ReplayTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Two of the seven accounts in quarantine, and one text that mends nothing. */
  private static final Map<String, String> MENDS =
      Map.of(
          "accounts.csv:7", "A06,C04,Savings,12.34",
          "accounts.csv:17", "A13,C09,Savings,5.00",
          "accounts.csv:13", "A10,C08,Checking,1e4");

  @TempDir Path folder;
  private BankingLake lake;
  private Path input;
  private String contract;

  @BeforeEach
  void publish() throws IOException {
    input = folder.resolve("in");
    copy(BankingOracle.TESTDATA.resolve("small"), input);
    contract = ContractText.bundled().relaxed().option(folder);
    lake = BankingLake.at(folder.resolve("lake"));
    lake.publish(input, contract);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName().toString()));
      }
    }
  }

  @Test
  void endsLikeADeliveryOfTheMendedFiles() throws Exception {
    HereRun run = replay("--mended=" + mended(MENDS), "--input=" + input);
    assertThat(run.err(), run.code(), is(ExitCode.PUBLISHED));

    Path corrected = folder.resolve("corrected");
    copy(input, corrected);
    Path accounts = corrected.resolve("accounts.csv");
    Files.writeString(
        accounts,
        Files.readString(accounts)
            .replace("A06,C04,Savings,12.345", "A06,C04,Savings,12.34")
            .replace("A13,C09,Savings,5.00,,", "A13,C09,Savings,5.00")
            .replace("A10,C08,Checking,1e3", "A10,C08,Checking,1e4"));
    BankingLake delivered = BankingLake.at(folder.resolve("delivered"));
    delivered.publish(corrected, contract);
    for (String table : BankingLake.TABLES) {
      assertThat(lake.differences(delivered, table), empty());
    }
    // 75.75 in A12, whose type is of two lines, and 12.34 in A06.
    assertThat(
        lake.warehouse(
            "SELECT account_count, total_balance::DECIMAL(18, 2)"
                + " FROM banking_gold.customer_account_balance WHERE customer_id = 'C04'"),
        contains(List.of("2", "88.09")));
  }

  @Test
  void tiesEachRecordToTheLineItCameFrom() throws Exception {
    String old = lake.last().batch();
    JsonNode answer =
        JSON.readTree(
            replay("--mended=" + mended(MENDS), "--input=" + input, "--format=json").out());
    assertThat(answer.get("of").asText(), is(old));
    assertThat(answer.get("batch").asText(), is(lake.last().batch()));
    // 26 records are in quarantine; two of those mended fit.
    assertThat(answer.get("outcomes").get("released").asLong(), is(2L));
    assertThat(answer.get("outcomes").get("quarantined").asLong(), is(24L));
    List<List<String>> ties = new ArrayList<>();
    for (JsonNode record : answer.get("records")) {
      if (record.get("mended").asBoolean()) {
        ties.add(
            List.of(
                record.get("fromBatch").asText(),
                record.get("fromFile").asText() + ":" + record.get("fromLine").asText(),
                record.get("file").asText() + ":" + record.get("line").asText(),
                record.get("outcome").asText()));
      }
    }
    assertThat(
        ties,
        contains(
            List.of(old, "accounts.csv:7", "accounts.csv:7", "RELEASED"),
            List.of(old, "accounts.csv:13", "accounts.csv:13", "QUARANTINED"),
            List.of(old, "accounts.csv:17", "accounts.csv:17", "RELEASED")));
  }

  @Test
  void balancesTheBooksOfBothBatches() throws Exception {
    Manifest old = lake.last();
    replay("--mended=" + mended(MENDS), "--input=" + input);
    Manifest replay = lake.last();
    assertThat(replay.replays(), is(old.number()));
    for (int i = 0; i < old.ledger().files().size(); i++) {
      assertThat(replay.ledger().files().get(i).read(), is(old.ledger().files().get(i).read()));
      assertThat(replay.ledger().files().get(i).difference(), is(0L));
    }
    assertThat(replay.ledger().total("accounts", f -> f.quarantined()), is(5L));
    assertThat(
        lake.warehouse(
            "SELECT count(*), sum(rows_failed) FROM assay.data_quality_checks"
                + " WHERE check_id = 'replay.balance' AND passed"),
        contains(List.of("5", "0")));
  }

  @Test
  void changesNothingASecondTime() throws Exception {
    String mended = "--mended=" + mended(MENDS);
    replay(mended, "--input=" + input);
    Trace once = Trace.of(lake.root());
    HereRun again = replay(mended, "--input=" + input);
    assertThat(again.code(), is(ExitCode.PUBLISHED));
    assertThat(again.out(), containsString("Nothing to replay"));
    assertThat(once.differences(Trace.of(lake.root())), empty());
  }

  @Test
  void replaysWhatAReplayLeft() throws Exception {
    replay("--mended=" + mended(MENDS), "--input=" + input);
    HereRun second =
        replay("--mended=" + mended(Map.of("accounts.csv:13", "A10,C08,Checking,1000")));
    assertThat(second.err(), second.code(), is(ExitCode.PUBLISHED));
    assertThat(lake.last().replays(), is(1L));
    assertThat(lake.last().ledger().total("accounts", f -> f.quarantined()), is(4L));
    assertThat(
        lake.warehouse(
            "SELECT total_balance::DECIMAL(18, 2)"
                + " FROM banking_gold.customer_account_balance WHERE customer_id = 'C08'"),
        contains(List.of("1000.00")));
  }

  @Test
  void saysWhatWouldBecomeOfThemAndDoesNothing() throws Exception {
    Trace before = Trace.of(lake.root());
    HereRun dry = replay("--mended=" + mended(MENDS), "--input=" + input, "--dry-run");
    assertThat(dry.out(), containsString("2 released"));
    assertThat(dry.out(), containsString("24 quarantined"));
    assertThat(dry.out(), containsString("accounts.csv:13, mended, quarantined: balance.type"));
    assertThat(before.differences(Trace.of(lake.root())), empty());
  }

  @Test
  void releasesWhatAnotherContractAllows() throws Exception {
    String lenient =
        ContractText.bundled()
            .relaxed()
            .within("accounts", "minimum: 0", "minimum: -100")
            .option(folder);
    HereRun run =
        HereRun.of("replay", "banking", "--output=" + lake.root(), lenient, "--input=" + input);
    assertThat(run.err(), run.code(), is(ExitCode.PUBLISHED));
    assertThat(run.out(), containsString("accounts.csv:6, released"));
    // 75.75 less the 5.00 that A05 is overdrawn.
    assertThat(
        lake.warehouse(
            "SELECT total_balance::DECIMAL(18, 2)"
                + " FROM banking_gold.customer_account_balance WHERE customer_id = 'C04'"),
        contains(List.of("70.75")));
  }

  @Test
  void leavesWhatANewerDeliverySuperseded() throws Exception {
    Path mended = mended(MENDS);
    lake.publish(input, contract, "--asOf=2025-01-01");
    Trace before = Trace.of(lake.root());
    HereRun run = replay("--mended=" + mended, "--input=" + input);
    assertThat(run.code(), is(ExitCode.PUBLISHED));
    assertThat(run.out(), containsString("Nothing to replay"));
    assertThat(run.out(), containsString("superseded: left alone"));
    assertThat(before.differences(Trace.of(lake.root())), empty());
  }

  @Test
  void saysWhichFilesAreGone() throws Exception {
    Files.writeString(input.resolve("loans.csv"), "written over\n");
    HereRun run = replay("--mended=" + mended(MENDS), "--input=" + input);
    assertThat(run.code(), is(ExitCode.REQUEST));
    assertThat(run.err(), containsString("1 problem"));
    assertThat(run.err(), containsString("loans.csv of batch "));
    assertThat(run.err(), containsString("say with --input or --archive where it lies"));
  }

  @Test
  void findsFilesInTheArchiveAndArchivesThoseOfTheReplay() throws Exception {
    Path archive = folder.resolve("archive");
    BankingLake other = BankingLake.at(folder.resolve("other"));
    other.publish(input, contract, "--archive=" + archive);
    Path mended = export(other, MENDS);
    HereRun run = replayOf(other, contract, "--mended=" + mended, "--archive=" + archive);
    assertThat(run.err(), run.code(), is(ExitCode.PUBLISHED));
    assertThat(
        Files.readString(archive.resolve(other.last().batch()).resolve("accounts.csv")),
        containsString("A06,C04,Savings,12.34\n"));
  }

  @Test
  void keepsEveryRecordAtItsLineWhenLinesAreMendedAway() throws Exception {
    // A quote that is never closed swallows all that comes after it.
    Path swallowing = folder.resolve("swallowing");
    copy(input, swallowing);
    Files.writeString(
        swallowing.resolve("accounts.csv"),
        "account_id,customer_id,account_type,balance\n"
            + "A01,C01,\"Checking\nagain\",x\n"
            + "A02,C01,Savings,250.25\n");
    BankingLake other = BankingLake.at(folder.resolve("other"));
    other.publish(swallowing, contract);
    Path mended = export(other, Map.of("accounts.csv:2", "A01,C01,Checking,1.00"));
    HereRun run = replayOf(other, contract, "--mended=" + mended, "--input=" + swallowing);
    assertThat(run.err(), run.code(), is(ExitCode.PUBLISHED));
    assertThat(
        other.files("SELECT account_id, _source_line FROM silver.accounts ORDER BY 1"),
        contains(List.of("A01", "2"), List.of("A02", "4")));
  }

  @Test
  void putsATextWithMoreLinesBehindTheLastRecord() throws Exception {
    Map<String, String> mends =
        Map.of(
            "accounts.csv:7", "A06,C04,\"Savings\nof two\",12.34",
            "accounts.csv:17", "A13,C09,Savings,5.00");
    HereRun run = replay("--mended=" + mended(mends), "--input=" + input);

    assertThat(run.err(), run.code(), is(ExitCode.PUBLISHED));
    assertThat(run.out(), containsString("accounts.csv:7, mended, released"));
    assertThat(
        lake.warehouse(
            "SELECT account_id, _source_line FROM banking_silver.accounts"
                + " WHERE account_id IN ('A06', 'A08', 'A12', 'A13') ORDER BY 1"),
        contains(
            List.of("A06", "19"), List.of("A08", "9"), List.of("A12", "15"), List.of("A13", "17")));
    assertThat(
        HereRun.of("trace", "--output=" + lake.root(), "accounts.csv:7").out(),
        containsString("released as accounts.csv:19"));
  }

  @Test
  void putsNothingBehindAQuoteThatIsNotClosed() throws Exception {
    Path swallowing = folder.resolve("swallowing");
    copy(input, swallowing);
    Files.writeString(
        swallowing.resolve("accounts.csv"),
        "account_id,customer_id,account_type,balance\n"
            + "A01,C01,Checking,x\n"
            + "A02,C01,\"Savings,250.25\n");
    BankingLake other = BankingLake.at(folder.resolve("other"));
    other.publish(swallowing, contract);
    Path mended = export(other, Map.of("accounts.csv:2", "A01,C01,\"Che\ncking\",1.00"));
    HereRun run = replayOf(other, contract, "--mended=" + mended, "--input=" + swallowing);
    assertThat(run.code(), is(ExitCode.REQUEST));
    assertThat(run.err(), containsString("accounts.csv:2 is mended to 2 lines and has room for 1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "windows-1252"})
  void mendsInTheEncodingOfTheFile(String encoding) throws Exception {
    Path encoded = folder.resolve("encoded");
    copy(input, encoded);
    Path accounts = encoded.resolve("accounts.csv");
    Files.write(accounts, Files.readString(accounts).replace("Short", "Größe").getBytes(encoding));
    String named =
        ContractText.bundled()
            .relaxed()
            .with(
                "    physicalName: accounts.csv\n",
                "    physicalName: accounts.csv\n    customProperties:\n"
                    + "      - property: encoding\n        value: "
                    + encoding
                    + "\n")
            .option(folder);
    BankingLake other = BankingLake.at(folder.resolve("other"));
    other.publish(encoded, named);
    Path mended = export(other, Map.of("accounts.csv:7", "A06,C04,Größer,12.34"));
    HereRun run = replayOf(other, named, "--mended=" + mended, "--input=" + encoded);
    assertThat(run.err(), run.code(), is(ExitCode.PUBLISHED));
    assertThat(
        other.warehouse(
            "SELECT account_type, balance::DECIMAL(18, 2), _source_line"
                + " FROM banking_silver.accounts WHERE account_id = 'A06'"),
        contains(List.of("Größer", "12.34", "7")));
  }

  @Test
  void refusesAFileThatMendsWhatIsNotThere() throws Exception {
    Path file = folder.resolve("wrong.jsonl");
    Files.writeString(
        file,
        "{\"batch\":\"nobody\",\"dataset\":\"accounts\",\"file\":\"accounts.csv\",\"line\":7,"
            + "\"raw\":\"x\"}\n");
    HereRun run = replay("--mended=" + file, "--input=" + input);
    assertThat(run.code(), is(ExitCode.REQUEST));
    assertThat(run.err(), containsString("accounts.csv:7: there is no batch nobody"));
  }

  @ParameterizedTest
  @EnumSource
  void aReplayThatIsKilledIsMadeGoodByTheSameOne(Milestone milestone) throws Exception {
    Path mended = mended(MENDS);
    BankingLake unharmed = BankingLake.at(folder.resolve("unharmed"));
    unharmed.publish(input, contract);
    HereRun.of(words(unharmed, mended));

    ChildRun killed =
        ChildRun.start(
            folder.resolve("tmp"),
            List.of(
                "-D" + SignalAtMilestone.AT + "=" + milestone,
                "-D" + SignalAtMilestone.SIGNAL + "=KILL"),
            words(lake, mended));
    assertThat(killed.exitCode(), is(ChildRun.KILLED));
    HereRun again = HereRun.of(words(lake, mended));

    assertThat(again.err(), again.code(), is(ExitCode.PUBLISHED));
    assertThat(Trace.of(unharmed.root()).differences(Trace.of(lake.root())), empty());
  }

  private String[] words(BankingLake of, Path mended) {
    return new String[] {
      "replay",
      "banking",
      "--output=" + of.root(),
      contract,
      "--mended=" + mended,
      "--input=" + input
    };
  }

  private HereRun replay(String... options) {
    return replayOf(lake, contract, options);
  }

  private static HereRun replayOf(BankingLake of, String contract, String... options) {
    List<String> words = new ArrayList<>(List.of("replay", "banking"));
    words.addAll(List.of("--output=" + of.root(), contract));
    words.addAll(List.of(options));
    return HereRun.of(words.toArray(String[]::new));
  }

  private Path mended(Map<String, String> texts) throws IOException {
    return export(lake, texts);
  }

  /** What a person does with an export: other texts for some records. */
  private Path export(BankingLake of, Map<String, String> texts) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line :
        HereRun.of("quarantine", "export", "--output=" + of.root()).out().lines().toList()) {
      ObjectNode record = (ObjectNode) JSON.readTree(line);
      String place = record.get("file").asText() + ":" + record.get("line").asText();
      record.put("raw", texts.getOrDefault(place, record.get("raw").asText()));
      lines.add(record.toString());
    }
    Path file = Files.createTempFile(folder, "mended", ".jsonl");
    Files.write(file, lines);
    return file;
  }
}
