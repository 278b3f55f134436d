package dev.assay.transforms.log;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Measure;
import dev.assay.schemas.Table;
import dev.assay.schemas.Type;
import dev.assay.transforms.ledger.FileBalance;
import dev.assay.transforms.ledger.Ledger;
import dev.assay.transforms.ledger.QualityCheck;
import dev.assay.transforms.ledger.SumBalance;
import dev.assay.transforms.ledger.TableBalance;
import dev.assay.transforms.log.Manifest.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Manifests with something in every component. */
public final class Manifests {
  private static final Table TABLE =
      new Table(
          "balance",
          "One row per customer",
          Columns.of(
              List.of(
                  new Column("id", Type.STRING, false, "Who"),
                  new Column("total", Type.decimal(38, 9), true, ""))),
          List.of("id"),
          null,
          false,
          List.of("id"),
          List.of(new Table.Sum(List.of("total"), Map.of(), "accounts", Measure.of("balance"))));

  private Manifests() {}

  public static Manifest published(String batch) {
    return manifest(batch, "same", Status.PUBLISHED, "2024-02-29");
  }

  public static Manifest manifest(String batch, String identity, Status status, String asOf) {
    return new Manifest(
        Manifest.FORMAT,
        0,
        batch,
        identity,
        "banking",
        "bank",
        null,
        status,
        LocalDate.parse(asOf),
        null,
        List.of(),
        new Manifest.ContractVersion("bank", "1.0.0", "c0ffee"),
        Map.of("topN", "10"),
        List.of(new Manifest.Source("accounts", "a \"b\" ä.csv", 1L << 40, "0badcafe")),
        List.of(file(batch, "part-0.parquet")),
        List.of(TABLE),
        List.of(TABLE),
        ledger(),
        Instant.parse("2026-01-01T00:00:00.123456789Z"),
        "0.1.0");
  }

  static DataFile file(String batch, String part) {
    String path = "silver/accounts/batch=" + batch + "/" + part;
    return new DataFile(DataFile.Layer.SILVER, "accounts", null, path, 2, 3, "ab");
  }

  private static Ledger ledger() {
    SumBalance sum =
        new SumBalance(
            "total",
            "accounts.balance",
            new BigDecimal("12345678901234567890123456789.123456789"),
            new BigDecimal("0E-9"),
            List.of(new SumBalance.Unattributed("nobody's", 1, new BigDecimal("-0.10"))));
    QualityCheck check =
        new QualityCheck(
            "accounts",
            "accounts.quarantined",
            "validity",
            true,
            3,
            1,
            new BigDecimal("0.33333333333"),
            "<= 5 percent",
            false,
            List.of("a.csv:3"));
    return new Ledger(
        List.of(
            new FileBalance(
                "accounts", "a.csv", 4, 2, 1, 1, Map.of("balance.type", 1L), Map.of("x", 2L))),
        List.of(new TableBalance("balance", 2, List.of(sum))),
        List.of(check));
  }
}
