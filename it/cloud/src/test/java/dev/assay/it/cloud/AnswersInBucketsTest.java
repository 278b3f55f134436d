package dev.assay.it.cloud;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.pipelines.Assay;
import dev.assay.pipelines.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What one asks a lake has the same answer in a bucket as in a folder. */
final class AnswersInBucketsTest {
  @RegisterExtension static final FakeGcs GCS = FakeGcs.withBuckets(BothPlaces.BUCKETS);

  @TempDir Path folder;
  private BothPlaces bank;

  @BeforeEach
  void fill(TestInfo test) throws Exception {
    Path made = folder.resolve("made");
    assertThat(
        Assay.run(
            "generate",
            "banking",
            "--customers=80",
            "--dirty=0.04",
            "--seed=5",
            "--output=" + made),
        is(ExitCode.PUBLISHED));
    Files.delete(made.resolve("answers.json"));
    bank = BothPlaces.of(GCS, folder, test.getTestMethod().orElseThrow().getName());
    bank.land(made);
    bank.run("banking", "--input={landing}");
  }

  /** Lines of the answers, but for the times at which batches were committed. */
  private void assertSame(String command, String... options) {
    String ofFolder = told(bank.toldOfFolder(command, options));

    assertThat(told(bank.toldOfBucket(command, options)), equalTo(ofFolder));
  }

  private String told(String answer) {
    return answer
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
        .replace(bank.uri("archive"), "ARCHIVE")
        .replace(folder + "/archive", "ARCHIVE");
  }

  @Test
  void ofALineOfAKeyAndOfWhatWasRefused() throws Exception {
    assertSame("quarantine list");
    assertSame("quarantine show", "--dataset=transactions", "--limit=3");
    assertSame("trace", "transactions.csv:251", "--input={landing}");
    assertSame("trace", "--key=accounts:A00000045", "--format=json", "--reveal");
    assertThat(
        bank.toldOfBucket("trace", "--key=accounts:A00000045"),
        containsString("counted      customer_account_balance"));
    assertThat(copies(), is(List.of()));
  }

  /** What was copied to be asked is gone. */
  private static List<Path> copies() throws Exception {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(path -> path.getFileName().toString().startsWith("assay-lake-")).toList();
    }
  }

  @Test
  void ofARunAndOfAnotherContract() throws Exception {
    Path contract = folder.resolve("banking.odcs.yaml");
    try (var bundled =
        Assay.class.getResourceAsStream("/dev/assay/schemas/contracts/banking.odcs.yaml")) {
      Files.copy(bundled, contract);
    }
    bank.configure(contract);

    assertSame(
        "plan banking",
        "--input={landing}",
        "--archive={archive}",
        "--batch=again",
        "--warehouse=duckdb:" + bank.warehouse("bucket"));
    assertSame("check", "--contract={config}/banking.odcs.yaml", "--input={landing}");
  }

  @Test
  void andWhatIsReplayedIsReleasedInBoth() throws Exception {
    Path mended = folder.resolve("mended.jsonl");
    String exported = bank.toldOfFolder("quarantine export", "--rule=record.tooManyFields");
    assertThat(bank.toldOfBucket("quarantine export", "--rule=record.tooManyFields"), is(exported));
    Files.writeString(mended, exported.replaceAll("(Withdrawal|Deposit),[A-Z,x]*\"", "$1\""));
    bank.configure(mended);
    String[] options = {"--mended={config}/mended.jsonl", "--input={landing}", "--format=json"};
    assertSame(
        "replay banking",
        Stream.concat(Stream.of(options), Stream.of("--dry-run")).toArray(String[]::new));

    bank.run("replay banking", options);

    bank.assertSameLogs();
    bank.assertSameTables("banking_gold", "assay");
    assertSame("quarantine list");
    assertSame("trace", "transactions.csv:251");
    assertThat(bank.toldOfBucket("trace", "transactions.csv:251"), containsString("released"));
    JsonNode again =
        new ObjectMapper()
            .readTree(
                bank.toldOfBucket(
                    "replay banking", options[0], options[1], options[2], "--dry-run"));
    assertThat(again.get("status").asText(), is("nothing"));
    assertThat(again.get("settledBefore").asInt(), is(not(0)));
  }
}
