package dev.assay.transforms.validate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.comparesEqualTo;
import static org.hamcrest.Matchers.containsString;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Contract;
import dev.assay.schemas.Contracts;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.Type;
import dev.assay.transforms.banking.SumAccountBalances;
import dev.assay.transforms.batch.Datasets;
import dev.assay.transforms.read.ReadRecords;
import dev.assay.transforms.read.Record;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts of Assay, each used alone in a plain Beam pipeline: how to, and proof. */
class PartsAloneTest {
  private static final Contract BANKING = Contracts.bundled("banking");
  private static final Dataset ACCOUNTS = BANKING.dataset("accounts");
  private static final Dataset CUSTOMERS = BANKING.dataset("customers");

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(true);
  @TempDir Path folder;

  @BeforeEach
  void deliver() throws IOException {
    Files.writeString(
        folder.resolve("accounts.csv"),
        """
        account_id,customer_id,account_type,balance
        A1,C1,Savings,100.50
        A2,C1,Checking,-1
        A1,C1,Savings,20.25
        A3,C9,Savings,7.75
        """);
    Files.writeString(
        folder.resolve("customers.csv"),
        "customer_id,first_name,last_name,address,city,state,zip\nC1,Ann,Lee,,,,\n");
  }

  private PCollection<Record> read(Dataset dataset) {
    return pipeline
        .apply("Match " + dataset.name(), FileIO.match().filepattern(folder + "/" + dataset.file()))
        .apply("Open " + dataset.name(), FileIO.readMatches())
        .apply("Read " + dataset.name(), ReadRecords.of(dataset));
  }

  private PCollection<Row> valid(Dataset dataset) {
    return read(dataset)
        .apply("Validate " + dataset.name(), Validate.against(dataset))
        .get(Validate.ROWS);
  }

  @Test
  void readsRecordsWithTheirLines() {
    PCollection<String> places =
        read(ACCOUNTS)
            .apply(
                MapElements.into(TypeDescriptors.strings())
                    .via(
                        record ->
                            record.getFile() + ":" + record.getLine() + " " + record.getRaw()));

    PAssert.that(places)
        .containsInAnyOrder(
            "accounts.csv:2 A1,C1,Savings,100.50",
            "accounts.csv:3 A2,C1,Checking,-1",
            "accounts.csv:4 A1,C1,Savings,20.25",
            "accounts.csv:5 A3,C9,Savings,7.75");
    pipeline.run();
  }

  @Test
  void validatesRecordsAgainstAContract() {
    var validated = read(ACCOUNTS).apply(Validate.against(ACCOUNTS));

    PAssert.that(validated.get(Validate.ROWS).apply(balances()))
        .containsInAnyOrder("100.50", "20.25", "7.75");
    PAssert.that(validated.get(Validate.REJECTIONS))
        .containsInAnyOrder(
            Rejection.of(
                "accounts",
                "accounts.csv",
                3,
                "A2,C1,Checking,-1",
                List.of(Violation.of("balance.minimum", "balance", "must be at least 0", "-1"))));
    pipeline.run();
  }

  @Test
  void writesRejectionsToADeadLetterFolder() throws IOException {
    read(ACCOUNTS)
        .apply(Validate.against(ACCOUNTS))
        .get(Validate.REJECTIONS)
        .apply(WriteRejections.to(folder + "/dead"));
    pipeline.run().waitUntilFinish();

    try (var files = Files.list(folder.resolve("dead"))) {
      String lines = files.map(PartsAloneTest::text).reduce("", String::concat);
      assertThat(lines, containsString("\"file\":\"accounts.csv\",\"line\":3"));
      assertThat(lines, containsString("\"rule\":\"balance.minimum\""));
    }
  }

  @Test
  void keepsOneRowPerKey() {
    var accounts = valid(ACCOUNTS).apply(KeepOneRowPerKey.of(ACCOUNTS));

    PAssert.that(accounts.get(KeepOneRowPerKey.KEPT).apply("Kept", balances()))
        .containsInAnyOrder("20.25", "7.75");
    PAssert.that(accounts.get(KeepOneRowPerKey.DUPLICATES).apply("Duplicates", balances()))
        .containsInAnyOrder("100.50");
    pipeline.run();
  }

  @Test
  void findsRowsWhoseReferenceLeadsNowhere() {
    Rows<Row> accounts = Rows.of(Validate.columns(ACCOUNTS), valid(ACCOUNTS));
    Rows<Row> customers = Rows.of(Validate.columns(CUSTOMERS), valid(CUSTOMERS));

    Rows<Row> orphans =
        FindOrphans.among(accounts, "customer_id").without(customers, "customer_id");

    PAssert.that(orphans.unpack().apply(balances())).containsInAnyOrder("7.75");
    pipeline.run();
  }

  @Test
  void computesPerKey() {
    Group.Input<Row> accounts = Group.Input.rows("Accounts");
    Columns totals =
        Columns.of(
            List.of(
                new Column("customer_id", Type.STRING, false, ""),
                new Column("total", Type.decimal(18, 2), false, "")));

    Rows<Row> perCustomer =
        PerKey.of("customer_id")
            .with(accounts, Rows.of(Validate.columns(ACCOUNTS), valid(ACCOUNTS)))
            .compute(
                totals,
                (group, results) -> {
                  BigDecimal total = BigDecimal.ZERO;
                  for (Row account : group.rows(accounts)) {
                    total = total.add(account.getDecimal("balance"));
                  }
                  results.output(
                      Row.withSchema(totals.toSchema())
                          .addValues(group.key().getString("customer_id"), total)
                          .build());
                });

    PAssert.that(perCustomer.unpack().apply(text("customer_id", "total")))
        .containsInAnyOrder("C1 120.75", "C9 7.75");
    pipeline.run();
  }

  @Test
  void usesAGoldTransformOutsideItsPipeline() {
    Datasets bank =
        Datasets.in(pipeline, "the test")
            .with("customers", Rows.of(Validate.columns(CUSTOMERS), valid(CUSTOMERS)))
            .with("accounts", Rows.of(Validate.columns(ACCOUNTS), valid(ACCOUNTS)));

    var balances = bank.apply("SumAccountBalances", SumAccountBalances.create()).unpack();

    PAssert.that(balances)
        .satisfies(
            rows -> {
              assertThat(
                  rows.iterator().next().getTotalBalance(),
                  comparesEqualTo(new BigDecimal("120.75")));
              return null;
            });
    pipeline.run();
  }

  private static MapElements<Row, String> balances() {
    return text("balance");
  }

  private static MapElements<Row, String> text(String... columns) {
    return MapElements.into(TypeDescriptors.strings())
        .via(
            row ->
                String.join(
                    " ",
                    Arrays.stream(columns)
                        .map(column -> row.getValue(column).toString())
                        .toList()));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
