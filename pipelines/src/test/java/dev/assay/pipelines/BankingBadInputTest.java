package dev.assay.pipelines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.beam.sdk.Pipeline;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests and deliveries that are wrong: what a person is told, that nothing is published, and
 * that a run of the mended delivery is not in the way of what is left.
 */
class BankingBadInputTest {
  @TempDir Path folder;
  private Bank bank;

  @BeforeEach
  void aSmallDelivery() throws Exception {
    bank = new Bank(folder);
    Files.createDirectories(bank.landing());
    write("customers.csv", "customer_id,first_name,last_name,address,city,state,zip\n" + ANN + BOB);
    write("accounts.csv", "account_id,customer_id,account_type,balance\nA1,C1,Savings,10.50\n");
    write("loans.csv", "loan_id,customer_id,loan_amount,interest_rate,loan_term\nL1,C1,5,1,12\n");
    write("loan_payments.csv", "payment_id,loan_id,payment_date,payment_amount\n" + PAYMENT);
    write(
        "transactions.csv",
        "transaction_id,account_id,transaction_date,transaction_amount,transaction_type\n"
            + "T1,A1,2024-01-05,7.00,Deposit\n");
  }

  private static final String ANN = "C1,Ann,Lee,1 Elm St,Troy,NY,01234\n";
  private static final String BOB = "C2,Bob,Ray,2 Elm St,Troy,NY,01234\n";
  private static final String PAYMENT = "P1,L1,2024-01-05,1.00\n";

  @Test
  void aMissingFolder() throws Exception {
    Path gone = folder.resolve("gone");
    refused(
        problem("--input=" + gone + " does not exist; give the folder that holds the delivery"),
        "banking",
        "--input=" + gone,
        "--output=" + bank.output());
  }

  @Test
  void aMissingFolderIsNoEmptyOneThatWasArchived() throws Exception {
    assertThat(HereRun.of(bank.archiving()).code(), is(ExitCode.PUBLISHED));
    assertThat(HereRun.of(bank.archiving()).out(), containsString("nothing new in"));

    Files.delete(bank.landing());
    HereRun run = HereRun.of(bank.archiving());

    assertThat(run.code(), is(ExitCode.REQUEST));
    assertThat(run.err(), containsString("does not exist"));
  }

  @Test
  void aFileForAFolder() throws Exception {
    Path file = bank.landing().resolve("loans.csv");
    refused(
        problem("--input=" + file + " is not a folder; give the folder that holds the delivery"),
        "banking",
        "--input=" + file,
        "--output=" + bank.output());
  }

  @Test
  void oneOfFiveFilesMissing() throws Exception {
    Files.move(bank.landing().resolve("loans.csv"), bank.landing().resolve("loan.csv"));
    refused(
        problem(
            bank.landing()
                + " has no file loans.csv (or loans.csv.gz) for the dataset loans;"
                + " is it loan.csv?"));
  }

  @Test
  void allThatIsWrongIsToldAtOnce() throws Exception {
    Files.delete(bank.landing().resolve("loans.csv"));
    write("accounts.csv", "");
    refused(
        allOf(
            startsWith("assay banking: 2 problems, nothing was published"),
            containsString("has no file loans.csv"),
            containsString("accounts.csv")));
  }

  @Test
  void aFolderWhereAFileIsDue() throws Exception {
    Path file = bank.landing().resolve("loans.csv");
    Files.delete(file);
    Files.createDirectory(file);
    refused(problem(file + " is a folder; the dataset loans wants a file of that name"));
    Files.delete(file);
  }

  @Test
  void anEmptyFile() throws Exception {
    write("accounts.csv", "");
    refused(
        allOf(startsWith(ONE_PROBLEM), containsString("accounts.csv"), containsString("empty")));
  }

  @Test
  void aHeaderAloneWhereRowsMustBe() throws Exception {
    write("accounts.csv", "account_id,customer_id,account_type,balance\n");
    refusedByAudit("accounts accounts.rowCount");
  }

  @Test
  void aHeaderAloneWhereNoneMayBe() throws Exception {
    write("loans.csv", "loan_id,customer_id,loan_amount,interest_rate,loan_term\n");
    write("loan_payments.csv", "payment_id,loan_id,payment_date,payment_amount");
    publishes();
    assertThat(rows("SELECT * FROM banking_gold.customer_loan_position"), is(empty()));
    assertThat(rows("SELECT * FROM banking_silver.loans"), is(empty()));
  }

  @Test
  void aHeaderThatIsWrong() throws Exception {
    write("accounts.csv", "account_id,customer_id,acount_type,ballance\nA1,C1,Savings,1.00\n");
    refused(
        allOf(
            containsString("accounts.csv"),
            containsString("ballance"),
            containsString("account_type"),
            containsString("acount_type"),
            containsString("balance")));
  }

  @Test
  void aQuoteThatIsNeverClosed() throws Exception {
    append("customers.csv", "C3,\"Cy,Fox,3 Elm St,Troy,NY,01234\nC4,Di,Gray,4 Elm St,Troy,NY,01\n");
    HereRun run = HereRun.of(bank.command());
    assertThat(
        run.err() + run.out(), run.code(), anyOf(is(ExitCode.PUBLISHED), is(ExitCode.REFUSED)));
    assertThat(
        rows("SELECT line, rules[1] FROM assay.quarantine"), hasItem(startsWith("4|record.")));
    assertThat(run.out(), containsString("customers.csv"));
  }

  @Test
  void bytesThatAreNotUtf8() throws Exception {
    Path file = bank.landing().resolve("customers.csv");
    Files.writeString(
        file,
        Files.readString(file) + "C3,Zo\u00eb,Fox,3 Elm St,Troy,NY,01234\n" + fillers(10),
        ISO_8859_1);
    publishes();
    assertThat(
        rows("SELECT file, line, violations[1].rule, violations[1].field FROM assay.quarantine"),
        contains("customers.csv|4|first_name.encoding|first_name"));
  }

  @Test
  void aFileInUtf16() throws Exception {
    Path file = bank.landing().resolve("loans.csv");
    Files.writeString(file, Files.readString(file), UTF_16);
    refused(allOf(startsWith(ONE_PROBLEM), containsString("loans.csv"), containsString("UTF-16")));
  }

  @Test
  void aContractThatIsNotThere() throws Exception {
    Path contract = folder.resolve("gone.yaml");
    refused(
        allOf(startsWith(ONE_PROBLEM), containsString(contract.toString())),
        bank.command("--contract=" + contract));
  }

  @Test
  void aCorruptContractIsToldWithAllItsLines() throws Exception {
    Path contract = folder.resolve("bank.yaml");
    Files.writeString(
        contract,
        bundledContract()
            .replace("kind: DataContract", "kind: DataContract\ncolour: blue")
            .replaceFirst("logicalType: integer", "logicalType: intger"));
    refused(
        allOf(
            startsWith("assay banking: 2 problems, nothing was published"),
            containsString("bank.yaml:"),
            containsString("colour"),
            containsString("intger")),
        bank.command("--contract=" + contract));
  }

  @Test
  void aContractThatIsNoYaml() throws Exception {
    Path contract = folder.resolve("bank.yaml");
    Files.writeString(contract, "schema: [\n");
    refused(
        allOf(startsWith(ONE_PROBLEM), containsString("bank.yaml")),
        bank.command("--contract=" + contract));
  }

  @Test
  void anUnknownOption() throws Exception {
    refused(
        allOf(
            startsWith(ONE_PROBLEM),
            containsString("--asOff: no such option; did you mean --asOf?")),
        bank.command("--asOff=2024-01-01"));
  }

  @Test
  void aBatchIdThatLeadsElsewhere() throws Exception {
    refused(
        allOf(
            startsWith(ONE_PROBLEM), containsString("--batch"), containsString("letters, digits")),
        bank.command("--batch=../elsewhere"));
    assertThat(Files.exists(folder.resolve("elsewhere")), is(false));
  }

  @Test
  void anOutputThatIsAFile() throws Exception {
    Files.writeString(bank.output(), "mine");
    refused(
        allOf(startsWith(ONE_PROBLEM), containsString("--output=" + bank.output())),
        false,
        bank.command("--warehouse=duckdb:" + folder.resolve("w.duckdb")));
    assertThat(Files.readString(bank.output()), is("mine"));
    Files.delete(bank.output());
    publishes();
  }

  @Test
  void anOutputThatCannotBeWritten() throws Exception {
    HereRun run = HereRun.of("banking", "--input=" + bank.landing(), "--output=/proc/lake");
    assertThat(run.code(), anyOf(is(ExitCode.REQUEST), is(ExitCode.FAILED)));
    assertThat(run.err(), allOf(containsString("/proc/lake"), not(containsString("\tat "))));
  }

  @Test
  void aWarehouseThatIsAFolder() throws Exception {
    failed(
        containsString("Warehouse " + folder + " is a folder; name a file"),
        bank.command("--warehouse=duckdb:" + folder));
  }

  @Test
  void aWarehouseThatIsNoDatabase() throws Exception {
    Path file = folder.resolve("notes.txt");
    Files.writeString(file, "not a warehouse\n".repeat(500));
    failed(
        containsString("Warehouse " + file + " is not a DuckDB file"),
        bank.command("--warehouse=duckdb:" + file));
    assertThat(Files.readString(file), startsWith("not a warehouse"));
  }

  @Test
  void anEntryOfTheLogThatIsCorrupt() throws Exception {
    publishes();
    Path entry = bank.output().resolve("_log/0000000001.json");
    byte[] sound = Files.readAllBytes(entry);
    Files.write(entry, Arrays.copyOf(sound, sound.length / 2));

    HereRun run = HereRun.of(bank.command());

    assertThat(run.code(), is(ExitCode.FAILED));
    assertThat(run.err(), allOf(containsString(entry.toString()), not(containsString("\tat "))));
    Files.write(entry, sound);
    publishes();
  }

  @Test
  void aGzipFileThatIsCutOff() throws Exception {
    byte[] whole = gzip(Files.readAllBytes(bank.landing().resolve("transactions.csv")));
    Files.delete(bank.landing().resolve("transactions.csv"));
    Files.write(
        bank.landing().resolve("transactions.csv.gz"), Arrays.copyOf(whole, whole.length - 12));
    refused(allOf(startsWith(ONE_PROBLEM), containsString("transactions.csv.gz")));
  }

  @Test
  void aGzipFileThatGrowsTooMuch() throws Exception {
    byte[] bomb = new byte[50 << 20];
    Arrays.fill(bomb, (byte) 'x');
    byte[] header = "payment_id,loan_id,payment_date,payment_amount\n".getBytes(UTF_8);
    System.arraycopy(header, 0, bomb, 0, header.length);
    Files.delete(bank.landing().resolve("loan_payments.csv"));
    Files.write(bank.landing().resolve("loan_payments.csv.gz"), gzip(bomb));
    refused(
        allOf(
            startsWith(ONE_PROBLEM), containsString("loan_payments.csv.gz"), containsString("100")),
        false,
        bank.command());
    mended();
  }

  @Test
  void aFileThatChangesBetweenPlanningAndReadingIsRefusedByTheAudit() throws Exception {
    BatchOptions options = RunnerOptions.parse(parsed(), BatchOptions.class);
    try (Plan plan = new BankingPipeline().plan(options).orElseThrow()) {
      Path file = bank.landing().resolve("accounts.csv");
      Files.writeString(file, Files.readString(file).replace("10.50", "99.99"));
      Pipeline pipeline = Pipeline.create(options);
      plan.build(pipeline);
      pipeline.run().waitUntilFinish();

      assertThat(plan.result().exitCode(), is(ExitCode.REFUSED));
      assertThat(Summary.of(plan.result()), containsString("accounts file.checksum"));
    }
    assertThat(Trace.gold(bank.output()).isEmpty(), is(true));
    publishes();
    assertThat(
        rows("SELECT total_balance FROM banking_gold.customer_account_balance"), contains("99.99"));
  }

  @Test
  void filesOfStrangeNamesBesideTheDeliveryAreNamedAndLeftAlone() throws Exception {
    write("notes \u00e9 [1] {2}* '.csv", "x");
    write("line\nbreak.csv", "x");
    HereRun run = HereRun.of(bank.command());
    assertThat(run.err(), run.code(), is(ExitCode.PUBLISHED));
    assertThat(run.out(), containsString("notes \u00e9 [1] {2}* '.csv"));
    assertThat(run.out(), containsString("line?break.csv"));
  }

  @Test
  void aRefusedBatchThatIsMendedUnderItsOwnIdCanBeReplayed() throws Exception {
    append("customers.csv", "C3,,,,,,\nC4,,,,,,\n");
    assertThat(HereRun.of(bank.command("--batch=monday")).code(), is(ExitCode.REFUSED));
    write(
        "customers.csv",
        "customer_id,first_name,last_name,address,city,state,zip\n"
            + ANN
            + fillers(9)
            + "C3,,,,,,\n");
    assertThat(HereRun.of(bank.command("--batch=monday")).code(), is(ExitCode.PUBLISHED));
    Trace published = Trace.of(bank.output());

    Files.delete(bank.output().resolve("warehouse.duckdb"));
    HereRun run = HereRun.of(bank.command("--batch=monday"));

    assertThat(run.err(), run.code(), is(ExitCode.PUBLISHED));
    assertThat(published.differences(Trace.of(bank.output())), is(empty()));
  }

  private static final String ONE_PROBLEM = "assay banking: 1 problem, nothing was published";

  private static Matcher<String> problem(String sentence) {
    return is(ONE_PROBLEM + "\n  " + sentence + "\n");
  }

  private void refused(Matcher<String> said) throws Exception {
    refused(said, bank.command());
  }

  private void refused(Matcher<String> said, String... command) throws Exception {
    refused(said, true, command);
  }

  private void refused(Matcher<String> said, boolean isPlanned, String... command)
      throws Exception {
    HereRun run = HereRun.of(command);
    assertThat(run.err(), said);
    assertThat(run.code(), is(ExitCode.REQUEST));
    assertThat(run.err(), not(containsString("\tat ")));
    assertThat(Trace.log(bank.output()), is(empty()));
    if (isPlanned) {
      assertThat("nothing is made", Files.exists(bank.output()), is(false));
      mended();
    }
  }

  private void failed(Matcher<String> said, String... command) throws Exception {
    HereRun run = HereRun.of(command);
    assertThat(run.err(), said);
    assertThat(run.code(), is(ExitCode.FAILED));
    assertThat(run.err(), not(containsString("\tat ")));
    assertThat("nothing is made", Files.exists(bank.output()), is(false));
    publishes();
  }

  private void refusedByAudit(String check) throws Exception {
    HereRun run = HereRun.of(bank.command());
    assertThat(run.err(), run.code(), is(ExitCode.REFUSED));
    assertThat(run.out(), containsString("refuses  " + check));
    assertThat(Trace.log(bank.output()), contains(containsString("\"status\":\"REFUSED\"")));
    mended();
  }

  /** The delivery as it should have been, from where the bad one was. */
  private void mended() throws Exception {
    try (var files = Files.list(bank.landing())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    aSmallDelivery();
    publishes();
  }

  private void publishes() {
    HereRun run = HereRun.of(bank.command());
    assertThat(run.err() + run.out(), run.code(), is(ExitCode.PUBLISHED));
  }

  private picocli.CommandLine.ParseResult parsed() {
    String[] command = bank.command();
    return new picocli.CommandLine(new PipelineCommand(new BankingPipeline()).spec())
        .parseArgs(Arrays.copyOfRange(command, 1, command.length));
  }

  private List<String> rows(String sql) throws Exception {
    return Trace.query(bank.output(), sql);
  }

  private void write(String file, String content) throws Exception {
    Files.writeString(bank.landing().resolve(file), content);
  }

  private void append(String file, String content) throws Exception {
    write(file, Files.readString(bank.landing().resolve(file)) + content);
  }

  /** Sound customers, so that one bad one is not every fifth. */
  private static String fillers(int count) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < count; i++) {
      rows.append("F").append(i).append(",Flo,Orr,5 Elm St,Troy,NY,01234\n");
    }
    return rows.toString();
  }

  private static String bundledContract() throws Exception {
    try (var in =
        dev.assay.schemas.Contracts.class.getResourceAsStream("contracts/banking.odcs.yaml")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
