package dev.assay.pipelines;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that are hostile as a whole: large, packed, or not readable. What is lost is a line, or the
 * run, which then says so and is made good by a plain one.
 */
class HostileFilesTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final List<String> SMALL = List.of("-Xmx256m");

  @TempDir private static Path shared;
  private static List<List<String>> good;
  @TempDir private Path folder;
  private BankingLake lake;
  private Path input;

  @BeforeAll
  static void takeInTheGoodRowsAlone() throws Exception {
    BankingLake alone = BankingLake.at(shared.resolve("lake"));
    alone.publish(HostileDelivery.ofCsv().writeTo(shared.resolve("good")), AS_OF);
    good = HostileDelivery.goodRows(alone);
  }

  private static final String AS_OF = "--asOf=2024-03-01";

  @BeforeEach
  void deliver() throws IOException {
    lake = BankingLake.at(folder.resolve("lake"));
    input = HostileDelivery.ofCsv().writeTo(folder.resolve("landing"));
  }

  @Test
  void aLineOf100MegabytesIsOneQuarantinedRecord() throws Exception {
    byte[] rows = Files.readAllBytes(input.resolve("accounts.csv"));
    try (OutputStream out = Files.newOutputStream(input.resolve("accounts.csv"))) {
      out.write(rows);
      byte[] filler = "x".repeat(MEBIBYTE).getBytes(UTF_8);
      for (int i = 0; i < 100; i++) {
        out.write(filler);
      }
      out.write("\nHA1,G1,Savings,12.50\n".getBytes(UTF_8));
    }

    ChildRun run = ChildRun.start(folder.resolve("tmp"), SMALL, command());

    assertThat(run.exitCode() + run.err(), startsWith("0"));
    assertThat(
        lake.files("SELECT file, line, violations[1].rule, length(raw) FROM quarantine"),
        contains(List.of("accounts.csv", "2002", "record.tooLong", "65536")));
    assertThat(
        lake.files("SELECT _source_line FROM silver.accounts WHERE account_id = 'HA1'"),
        contains(List.of("2003")));
    assertThat(lake.files("SELECT count(*) FROM silver.accounts"), contains(List.of("2001")));
  }

  /** The next quote comes 15 MB below, where it opens the field of a sound record. */
  @Test
  void anUnclosedQuoteAtTheTopOfALargeFileCostsOneLine() throws Exception {
    String wide = "1 Elm St".repeat(400);
    StringBuilder text =
        new StringBuilder("customer_id,first_name,last_name,address,city,state,zip");
    text.append("\nH0,\"Ann,Lee,1 Elm St,Troy,NY,01234\n");
    for (int i = 0; i < 10_000; i++) {
      String address = i < 5000 ? wide : "\"2, " + wide + '"';
      text.append("G" + i + ",Ann,Lee," + address + ",Troy,NY,01234\n");
    }
    Files.writeString(input.resolve("customers.csv"), text);

    lake.publish(input, AS_OF);

    assertThat(
        lake.files("SELECT file, line, violations[1].rule FROM quarantine"),
        contains(List.of("customers.csv", "2", "record.unclosedQuote")));
    assertThat(
        lake.files(
            "SELECT count(*), min(_source_line), max(_source_line), max(length(address))"
                + " FROM silver.customers"),
        contains(List.of("10000", "3", "10002", "3203")));
  }

  @Test
  void gzipOfManyMembersIsReadToItsEnd() throws Exception {
    for (String dataset : BankingLake.DATASETS) {
      byte[] rows = Files.readAllBytes(input.resolve(dataset + ".csv"));
      ByteArrayOutputStream members = new ByteArrayOutputStream();
      for (int from = 0; from < rows.length; from += 10_007) {
        members.write(gzip(Arrays.copyOfRange(rows, from, Math.min(rows.length, from + 10_007))));
      }
      pack(dataset, members.toByteArray());
    }

    lake.publish(input, AS_OF);

    List<List<String>> rows = HostileDelivery.goodRows(lake);
    List<List<String>> unpacked = rows.stream().map(HostileFilesTest::withoutSuffix).toList();
    assertThat(unpacked, equalTo(good));
  }

  private static List<String> withoutSuffix(List<String> row) {
    return row.stream().map(value -> value.replaceFirst("\\.csv\\.gz$", ".csv")).toList();
  }

  /** Its header and thousands of its rows are sound. */
  @Test
  void gzipCutInTheMiddleIsRefused() throws Exception {
    byte[] whole = gzip(Files.readAllBytes(input.resolve("customers.csv")));
    pack("customers", Arrays.copyOf(whole, whole.length / 2));
    refused("customers.csv.gz: ends within its gzip data; deliver it again, complete");
  }

  /** 10 MB that hold 10 GB, of which no disk and no memory ever holds more than a little. */
  @Test
  void aGzipBombIsRefusedLongBeforeItsEnd() throws Exception {
    byte[] header = Files.readAllBytes(input.resolve("transactions.csv"));
    byte[] member = gzip(new byte[100 * MEBIBYTE]);
    Files.delete(input.resolve("transactions.csv"));
    Path bomb = input.resolve("transactions.csv.gz");
    try (OutputStream out = Files.newOutputStream(bomb)) {
      out.write(gzip(header));
      for (int i = 0; i < 100; i++) {
        out.write(member);
      }
    }
    assertThat(Files.size(bomb) / MEBIBYTE, is(9L));

    ChildRun run = ChildRun.start(folder.resolve("tmp"), SMALL, command());

    assertThat(run.exitCode() + run.err(), startsWith("2assay banking: 1 problem"));
    assertThat(
        run.err(),
        allOf(
            containsString("transactions.csv.gz: decompresses to more than 100 times its size"),
            not(containsString("\tat "))));
    assertThat(lake.log(), empty());
    assertThat(bytes(lake.root()), lessThan(8L * MEBIBYTE));
    isMadeGood();
  }

  @Test
  void utf16WithoutAMarkIsRefusedInPlainWords() throws Exception {
    String text = Files.readString(input.resolve("loans.csv"));
    Files.writeString(input.resolve("loans.csv"), text, UTF_16LE);
    refused("loans.csv: the header holds NUL bytes, as UTF-16 read as UTF-8 would; write it in");
  }

  @Test
  void utf16ThatTheContractNamesIsReadAsAnyOther() throws Exception {
    for (String dataset : BankingLake.DATASETS) {
      Path file = input.resolve(dataset + ".csv");
      Files.writeString(file, Files.readString(file), UTF_16LE);
    }
    String contract =
        ContractText.bundled()
            .with(
                "domain: banking\n",
                "domain: banking\ncustomProperties:\n  - property: encoding\n    value: UTF-16LE\n")
            .option(folder);
    lake.publish(input, AS_OF, contract);
    assertThat(HostileDelivery.goodRows(lake), equalTo(good));
  }

  @Test
  void aFileThatMayNotBeReadIsNamed() throws Exception {
    Path file = input.resolve("loans.csv");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "whoever may do all may read all");
    refused("loans.csv cannot be read");
  }

  private String[] command() {
    return new String[] {"banking", "--input=" + input, "--output=" + lake.root(), AS_OF};
  }

  private void refused(String problem) throws Exception {
    BankingLake.Run run = lake.run(input, AS_OF);
    assertThat(run.out() + run.err(), run.code(), is(ExitCode.REQUEST));
    assertThat(
        run.err(),
        allOf(
            startsWith("assay banking: 1 problem, nothing was published\n"),
            containsString(problem),
            not(containsString("\tat "))));
    assertThat(lake.log(), empty());
    assertThat(Files.exists(lake.warehouseFile()), is(false));
    isMadeGood();
  }

  /** A plain run of the delivery as it should have been, into the same lake. */
  private void isMadeGood() throws Exception {
    input = HostileDelivery.ofCsv().writeTo(folder.resolve("mended"));
    lake.publish(input, AS_OF);
    assertThat(HostileDelivery.goodRows(lake), equalTo(good));
  }

  private void pack(String dataset, byte[] packed) throws IOException {
    Files.delete(input.resolve(dataset + ".csv"));
    Files.write(input.resolve(dataset + ".csv.gz"), packed);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static long bytes(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
