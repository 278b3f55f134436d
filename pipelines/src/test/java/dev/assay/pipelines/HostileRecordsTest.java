package dev.assay.pipelines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.assay.transforms.ledger.FileBalance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with one record costs that record, and no other. */
class HostileRecordsTest {
  private static final String DIGITS = "9".repeat(400);
  private static final String LONG = "x".repeat(1 << 20);

  @TempDir private static Path folder;
  private static final HostileDelivery DELIVERY = HostileDelivery.ofCsv();
  private static BankingLake alone;
  private static BankingLake lake;

  @BeforeAll
  static void takeIn() throws Exception {
    DELIVERY
        .sound("customers.csv", "NUL,A\0n\0n,Lee,1 Elm St,Troy,NY,01234")
        .broken("customers.csv", "H1,\"Ann,Lee,1 Elm St,Troy,NY,01234", "record.malformedQuote")
        .broken("customers.csv", "H2,\"Ann\"x,Lee,1 Elm St,Troy,NY,01234", "record.malformedQuote")
        .broken("customers.csv", "H3,Ann,Lee," + LONG + ",Troy,NY,01234", "record.tooLong")
        .broken("customers.csv", "H4" + ",x".repeat(1000), "record.tooManyFields")
        .broken("customers.csv", "H5,Ann,Lee,1 Elm St,Troy,NY,01234,", "record.tooManyFields")
        .with(
            "customers.csv",
            "H6,Ann,L\u00e9e,1 Elm St,Troy,NY,01234".getBytes(ISO_8859_1),
            "last_name.encoding")
        .broken(
            "customers.csv",
            "\0\0\0\0",
            "record.tooFewFields first_name.required last_name.required")
        .broken("accounts.csv", "HA1,G1,Savings," + DIGITS, "balance.type")
        .broken("accounts.csv", "HA2,G1,Savings,0." + DIGITS, "balance.type")
        .broken("accounts.csv", "HA3,G1,Savings,1e" + DIGITS, "balance.type")
        .broken("accounts.csv", "HA4,G1,Savings,1.0\0", "balance.type")
        .with("accounts.csv", HostileDelivery.header("accounts.csv"), "record.repeatedHeader")
        .with("customers.csv", HostileDelivery.header("customers.csv"), "record.repeatedHeader")
        .broken("loans.csv", "HL1,G1,100,1.25," + DIGITS, "loan_term.type")
        .broken("loan_payments.csv", "HP1,GL1,2024-02-31,1.00", "payment_date.type")
        .broken("transactions.csv", "HT1,GA1,2023-02-29,1.00,Deposit", "transaction_date.type")
        .broken(
            "transactions.csv", "HT2,GA1,+999999999-01-01,1.00,Deposit", "transaction_date.type");
    String contract = ContractText.bundled().relaxed().option(folder);
    alone = BankingLake.at(folder.resolve("alone"));
    alone.publish(
        HostileDelivery.ofCsv().writeTo(folder.resolve("good")), contract, "--asOf=2024-03-01");
    lake = BankingLake.at(folder.resolve("amid"));
    lake.publish(DELIVERY.writeTo(folder.resolve("hostile")), contract, "--asOf=2024-03-01");
  }

  @Test
  void leavesTheGoodRowsAsTheyAreWithoutIt() throws Exception {
    List<List<String>> expected = HostileDelivery.goodRows(alone);
    assertThat(expected, hasSize(18_000 + 6_000));
    assertThat(HostileDelivery.goodRows(lake), equalTo(expected));
  }

  @Test
  void isInQuarantineWithItsReasonFileLineAndText() throws Exception {
    assertThat(HostileDelivery.quarantined(lake), equalTo(DELIVERY.quarantine()));
    for (FileBalance file : lake.last().ledger().files()) {
      assertThat(file.read(), is(file.accepted() + file.quarantined() + file.duplicates()));
    }
  }

  @Test
  void isNotWhatANulByteInATextIs() throws Exception {
    assertThat(
        lake.files("SELECT first_name FROM silver.customers WHERE customer_id = 'NUL'"),
        contains(List.of("A\0n\0n")));
  }

  /** Line ends of three kinds and a byte order mark are no faults: the rows are the same. */
  @Test
  void isNotWhatMixedLineEndsAndAByteOrderMarkAre() throws Exception {
    Path mixed = HostileDelivery.ofCsv().writeTo(folder.resolve("mixed"));
    for (String dataset : BankingLake.DATASETS) {
      Path file = mixed.resolve(dataset + ".csv");
      List<String> lines = Files.readAllLines(file);
      StringBuilder text = new StringBuilder("\ufeff");
      for (int i = 0; i < lines.size(); i++) {
        text.append(lines.get(i)).append(List.of("\n", "\r\n", "\r", "\n\n").get(i % 4));
      }
      Files.writeString(file, text);
    }
    BankingLake other = BankingLake.at(folder.resolve("mixed-lake"));
    other.publish(mixed, "--asOf=2024-03-01");
    assertThat(HostileDelivery.goodRows(other), equalTo(HostileDelivery.goodRows(alone)));
  }
}
