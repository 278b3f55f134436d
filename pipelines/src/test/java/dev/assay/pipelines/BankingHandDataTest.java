package dev.assay.pipelines;

import static dev.assay.pipelines.generate.banking.BankingOracle.TESTDATA;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.assay.transforms.ledger.SumBalance;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.Manifest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The delivery of {@code testdata/banking/small} ends as people worked it out: in the files that
 * the log names, and again in the warehouse.
 */
class BankingHandDataTest {
  /** What the program calls the reasons that the expected file names. */
  private static final Map<String, String> REASONS =
      Map.of(
          "type is neither deposit nor withdrawal", "transactions_of_other_types",
          "account not in accounts", "transactions_of_unknown_accounts",
          "no transaction date", "transactions_without_date",
          "loan not in loans", "payments_of_unknown_loans",
          "customer of the loan not in customers", "payments_of_loans_of_unknown_customers");

  @TempDir private static Path folder;
  private static BankingLake lake;

  @BeforeAll
  static void publish() throws IOException {
    lake = BankingLake.at(folder.resolve("lake"));
    lake.publish(TESTDATA.resolve("small"), ContractText.bundled().relaxed().option(folder));
  }

  @Test
  void countsEveryRecordOfEveryFile() throws Exception {
    List<List<String>> counts = new ArrayList<>();
    lake.last()
        .ledger()
        .files()
        .forEach(
            file ->
                counts.add(
                    List.of(
                        file.file(),
                        "" + file.read(),
                        "" + file.accepted(),
                        "" + file.quarantined(),
                        "" + file.duplicates())));
    counts.sort(Comparator.comparing(row -> row.get(0)));
    assertThat(counts, equalTo(expected("counts")));
    assertThat(
        lake.warehouse(
            "SELECT file, rows_read, accepted, quarantined, duplicates FROM assay.load_audit"
                + " WHERE status = 'published' AND log_number = 1 ORDER BY file"),
        equalTo(expected("counts")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"accounts", "customers", "loan_payments", "loans", "transactions"})
  void keepsTheseRowsInSilver(String dataset) throws Exception {
    String select =
        "SELECT _source_line, * EXCLUDE (_source_file, _source_line, _batch) FROM %s"
            + " WHERE _source_file = '"
            + dataset
            + ".csv' ORDER BY _source_line";
    List<List<String>> rows = expected("silver_" + dataset);
    assertThat(lake.files(select.formatted("silver." + dataset)), equalTo(rows));
    assertThat(lake.warehouse(select.formatted("banking_silver." + dataset)), equalTo(rows));
  }

  @Test
  void keepsTheRowOfEachKeyThatTheRulesChoose() throws Exception {
    List<List<String>> keys = new ArrayList<>();
    for (String dataset : BankingLake.DATASETS) {
      // The key of each of these datasets is its first column.
      for (List<String> row :
          lake.files("SELECT * FROM silver." + dataset + " ORDER BY _source_line")) {
        int last = row.size() - 1;
        keys.add(List.of(row.get(last - 2), row.get(0), row.get(last - 1)));
      }
    }
    keys.sort(Comparator.comparing((List<String> row) -> row.get(0)).thenComparing(r -> r.get(1)));
    assertThat(keys, equalTo(expected("silver_keys")));
  }

  @Test
  void quarantinesTheseRecordsForAllTheyBreak() throws Exception {
    assertThat(
        lake.files(
            "SELECT file, line, v.rule FROM (SELECT file, line, unnest(violations) AS v"
                + " FROM quarantine) WHERE v.rule <> 'record.tooFewFields' ORDER BY ALL"),
        equalTo(expected("quarantined")));
    assertThat(
        lake.warehouse(
            "SELECT file, line, rule FROM (SELECT file, line, unnest(rules) AS rule"
                + " FROM assay.quarantine) WHERE rule <> 'record.tooFewFields' ORDER BY ALL"),
        equalTo(expected("quarantined")));
  }

  @Test
  void quarantinesARecordWithItsTextAndWhatIsWrongWithIt() throws Exception {
    String select =
        "SELECT raw, v.field, v.value FROM (SELECT raw, unnest(violations) AS v FROM %s"
            + " WHERE file = 'loans.csv' AND line = 8) ORDER BY ALL";
    String raw = "L07,C03,-1.00,-2,x";
    List<List<String>> broken =
        List.of(
            List.of(raw, "interest_rate", "-2"),
            List.of(raw, "loan_amount", "-1.00"),
            List.of(raw, "loan_term", "x"));
    assertThat(lake.files(select.formatted("quarantine")), equalTo(broken));
    assertThat(lake.warehouse(select.formatted("assay.quarantine")), equalTo(broken));
  }

  @Test
  void reportsRecordsWithTooFewFieldsWhetherKeptOrNot() throws Exception {
    assertThat(
        lake.files(
            "SELECT file, line, 'kept' FROM violations WHERE rule = 'record.tooFewFields'"
                + " UNION ALL SELECT file, line, 'quarantined' FROM (SELECT file, line,"
                + " unnest(violations) AS v FROM quarantine)"
                + " WHERE v.rule = 'record.tooFewFields' ORDER BY ALL"),
        equalTo(expected("too_few_fields")));
  }

  @Test
  void listsEachDuplicateWithTheRowThatWon() throws Exception {
    assertThat(
        lake.files(
            "SELECT file, line, key[1], keptLine FROM duplicates"
                + " WHERE keptFile = file AND len(key) = 1 ORDER BY file, line"),
        equalTo(expected("duplicates")));
    assertThat(lake.files("SELECT count(*) FROM duplicates"), contains(List.of("11")));
  }

  @Test
  void reportsEachRowWhoseReferenceLeadsNowhere() throws Exception {
    List<List<String>> orphans =
        expected("orphans").stream()
            .map(row -> List.of(row.get(0), row.get(1), row.get(3), row.get(3) + ".reference"))
            .toList();
    assertThat(
        lake.files(
            "SELECT file, line, field, rule FROM violations"
                + " WHERE rule LIKE '%.reference' ORDER BY file, line"),
        equalTo(orphans));
  }

  @Test
  void addsSilverUpToTheCent() throws Exception {
    List<List<String>> totals = new ArrayList<>();
    for (List<String> row : expected("silver_totals")) {
      String dataset = row.get(0).replace(".csv", "");
      String sum = "SELECT sum(" + row.get(1) + ") FROM ";
      assertThat(lake.files(sum + "silver." + dataset), contains(List.of(row.get(2))));
      assertThat(lake.warehouse(sum + "banking_silver." + dataset), contains(List.of(row.get(2))));
      totals.add(List.of(dataset + "." + row.get(1), row.get(2)));
    }
    assertThat(
        lake.warehouse(
            "SELECT source, silver_total::DECIMAL(38, 2) FROM assay.reconciliation ORDER BY 1"),
        equalTo(totals));
  }

  @Test
  void namesWhatGoldCannotPlaceAndWhy() throws Exception {
    List<List<String>> told =
        lake.warehouse(
            "SELECT table_name, reason, rows, amount::DECIMAL(38, 2), column_name"
                + " FROM assay.unattributed");
    List<List<String>> named = new ArrayList<>();
    for (List<String> row : told) {
      String reason =
          row.get(1).equals("customer not in customers")
              ? (row.get(4).equals("total_balance") ? "accounts" : "loans")
                  + "_of_unknown_customers"
              : REASONS.get(row.get(1));
      named.add(List.of(row.get(0), reason, row.get(2), row.get(3)));
    }
    named.sort(Comparator.comparing((List<String> row) -> row.get(0)).thenComparing(r -> r.get(1)));
    assertThat(named, equalTo(expected("unattributed")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"account_monthly_activity", "customer_account_balance", "customer_loan_position"})
  void computesThisGoldTable(String table) throws Exception {
    assertThat(
        lake.files("SELECT * FROM gold." + table + " ORDER BY ALL"), equalTo(expected(table)));
    assertThat(
        lake.warehouse(
            "SELECT * EXCLUDE (last_updated) FROM banking_gold." + table + " ORDER BY ALL"),
        equalTo(expected(table)));
  }

  @Test
  void stampsEveryGoldRowWithTheTimeOfTheCommit() throws Exception {
    String committedAt = lake.last().committedAt().toString();
    for (String table : BankingLake.TABLES) {
      assertThat(
          lake.warehouse(
              "SELECT DISTINCT last_updated = TIMESTAMPTZ '"
                  + committedAt
                  + "' FROM banking_gold."
                  + table),
          contains(List.of("true")));
    }
  }

  @Test
  void reconcilesEveryAmountToTheCent() throws Exception {
    List<SumBalance> sums =
        lake.last().ledger().tables().stream().flatMap(table -> table.sums().stream()).toList();
    assertThat(sums, hasSize(4));
    assertThat(
        sums.stream().map(sum -> sum.difference().compareTo(BigDecimal.ZERO)).toList(),
        everyItem(is(0)));
    assertThat(
        lake.warehouse(
            "SELECT column_name, table_total::DECIMAL(38, 2), unattributed::DECIMAL(38, 2),"
                + " difference::DECIMAL(38, 2) FROM assay.reconciliation ORDER BY table_total"),
        contains(
            List.of("deposits + withdrawals", "187.05", "60.50", "0.00"),
            List.of("total_balance", "1426.49", "100.10", "0.00"),
            List.of("total_paid", "11610.50", "110.00", "0.00"),
            List.of("total_loan_amount", "17400.00", "700.00", "0.00")));
  }

  @Test
  void keepsEveryCheckInTheWarehouse() throws Exception {
    List<List<String>> checks =
        lake.last().ledger().checks().stream()
            .map(
                check ->
                    List.of(
                        check.table(),
                        check.check(),
                        check.isError() ? "error" : "warning",
                        "" + check.checked(),
                        "" + check.failed(),
                        "" + check.passed(),
                        "[" + String.join(", ", check.sample()) + "]"))
            .sorted(Comparator.comparing(Object::toString))
            .toList();
    List<List<String>> told =
        new ArrayList<>(
            lake.warehouse(
                "SELECT table_name, check_id, severity, rows_checked, rows_failed, passed,"
                    + " '[' || array_to_string(sample, ', ') || ']'"
                    + " FROM assay.data_quality_checks"));
    told.sort(Comparator.comparing(Object::toString));
    assertThat(told, equalTo(checks));
    assertThat(
        lake.warehouse(
            "SELECT rows_checked, rows_failed, share, severity, passed, array_to_string(sample, ' ')"
                + " FROM assay.data_quality_checks"
                + " WHERE table_name = 'accounts' AND check_id = 'balance.type'"),
        contains(
            List.of(
                "16",
                "4",
                "0.250000000",
                "warning",
                "false",
                "accounts.csv:7 accounts.csv:13 accounts.csv:14 accounts.csv:18")));
  }

  @Test
  void namesEveryFileOfTheLakeInTheLogWithItsHash() throws Exception {
    Manifest manifest = lake.last();
    List<String> named = manifest.files().stream().map(DataFile::path).sorted().toList();
    List<String> found = new ArrayList<>();
    for (DataFile.Layer layer : DataFile.Layer.values()) {
      found.addAll(filesUnder(layer.folder()));
    }
    found.sort(Comparator.naturalOrder());
    assertThat(named, equalTo(found));
    for (DataFile file : manifest.files()) {
      byte[] content = Files.readAllBytes(lake.root().resolve(file.path()));
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      assertThat(file.path(), HexFormat.of().formatHex(hash), is(file.sha256()));
    }
    assertThat(filesUnder("_tmp").stream().filter(f -> !f.endsWith(".gate")).toList(), empty());
  }

  private static List<String> filesUnder(String layer) throws IOException {
    if (!Files.isDirectory(lake.root().resolve(layer))) {
      return List.of();
    }
    try (var files = Files.walk(lake.root().resolve(layer))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> lake.root().relativize(file).toString())
          .toList();
    }
  }

  private static List<List<String>> expected(String table) throws SQLException {
    return SqlRows.ofCsv(TESTDATA.resolve("expected").resolve(table + ".csv"));
  }
}
