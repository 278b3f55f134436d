package dev.assay.transforms.warehouse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.transforms.ledger.FileBalance;
import dev.assay.transforms.ledger.Ledger;
import dev.assay.transforms.log.Manifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BigQueryTransactionTest {
  /** What BigQuery takes as one script. */
  private static final int MEGABYTE = 1 << 20;

  @TempDir Path folder;

  private Manifest batch() {
    return new Lake(folder).batch(1, "b").balances(Lake.balance("A", "1")).refused().manifest();
  }

  /** The same batch, of so many files. */
  private Manifest batch(int files) {
    Manifest one = batch();
    List<String> names =
        IntStream.range(0, files).mapToObj("orders-2024-01-01T00-%05d.json"::formatted).toList();
    return new Manifest(
        one.format(),
        one.number(),
        one.batch(),
        one.identity(),
        one.pipeline(),
        one.domain(),
        one.stage(),
        Manifest.Status.PUBLISHED,
        one.asOf(),
        one.base(),
        one.days(),
        one.contract(),
        one.options(),
        names.stream().map(n -> new Manifest.Source("accounts", n, 120, "0badcafe")).toList(),
        one.files(),
        one.silver(),
        one.gold(),
        new Ledger(
            names.stream()
                .map(n -> new FileBalance("accounts", n, 3, 2, 1, 0, Map.of(), Map.of()))
                .toList(),
            one.ledger().tables(),
            one.ledger().checks()),
        one.committedAt(),
        one.software());
  }

  private static BigQueryTransaction transaction(Manifest manifest) {
    return new BigQueryTransaction(manifest, StagedTable.of(manifest, manifest.scopes()), true);
  }

  private static int length(BigQueryTransaction transaction) {
    return String.join(";\n", transaction.statements(1)).getBytes(UTF_8).length;
  }

  @Test
  void isNoLongerForTwentyThousandFiles() {
    BigQueryTransaction ofOne = transaction(batch(1));
    BigQueryTransaction ofMany = transaction(batch(20_000));

    assertThat(ofMany.audit().lines(), hasSize(ofOne.audit().lines().size() + 19_999));
    assertThat(length(ofMany), lessThan(MEGABYTE / 20));
    assertThat(length(ofMany) - length(ofOne), lessThan(100)); // digits of the counts
    assertThat(length(ofOne), greaterThan(1000));
  }

  @Test
  void asksForAsManyAuditRowsAsWereStaged() {
    BigQueryTransaction transaction = transaction(batch(7));
    String table = "`assay_staging`.`" + transaction.audit().staging() + "`";

    assertThat(
        transaction.statements(0).stream()
            .filter(statement -> statement.startsWith("ASSERT") && statement.contains(table))
            .toList(),
        contains(
            "ASSERT (SELECT COUNT(*) FROM "
                + table
                + ") = 10 AS 'Batch b: its 10 audit rows were not loaded; nothing was changed.'"));
  }

  @Test
  void stagesOtherAuditRowsElsewhere() {
    Manifest manifest = batch();

    assertThat(
        StagedAudit.of(manifest, true).staging(), is(StagedAudit.of(batch(), true).staging()));
    assertThat(
        StagedAudit.of(manifest, true).staging(),
        is(not(StagedAudit.of(batch(2), true).staging())));
  }

  @Test
  void stagesARowAsTheTableThatItIsOf() throws Exception {
    List<String> lines = StagedAudit.of(batch(), true).lines();

    assertThat(
        new ObjectMapper().readTree(lines.get(0)),
        is(
            json(
                """
                {"data_quality_checks": {"pipeline": "bank", "batch": "b", "table_name": "accounts",
                 "check_id": "accounts.quarantined", "dimension": "validity", "severity": "error",
                 "rows_checked": 3, "rows_failed": 1, "share": "0.333333333",
                 "threshold": "<= 5 percent", "passed": false, "sample": ["a.csv:3"],
                 "checked_at": "2026-02-01T00:00:01.500Z"}}""")));
    assertThat(
        new ObjectMapper().readTree(lines.get(2)),
        is(
            json(
                """
                {"reconciliation": {"pipeline": "bank", "batch": "b", "table_name": "balance",
                 "column_name": "total", "source": "accounts.balance",
                 "silver_total": "12345678901234567890123456789.123456789",
                 "table_total": "12345678901234567890123456788.123456789",
                 "unattributed": "1.000000000", "difference": "0.000000000"}}""")));
    assertThat(lines, hasSize(4));
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }
}
