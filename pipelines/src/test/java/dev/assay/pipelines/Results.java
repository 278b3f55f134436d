package dev.assay.pipelines;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Table;
import dev.assay.transforms.ledger.FileBalance;
import dev.assay.transforms.ledger.Ledger;
import dev.assay.transforms.ledger.QualityCheck;
import dev.assay.transforms.ledger.SumBalance;
import dev.assay.transforms.ledger.SumBalance.Unattributed;
import dev.assay.transforms.ledger.TableBalance;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.log.Manifest.Status;
import dev.assay.transforms.warehouse.TableMerge;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Results of batches of a small bank. */
final class Results {
  private Results() {}

  static BatchResult published() {
    return of(Status.PUBLISHED, true, ledger(List.of(ORPHANS)), List.of(MERGE));
  }

  static BatchResult publishedBefore() {
    return of(Status.PUBLISHED, false, ledger(List.of()), List.of());
  }

  static BatchResult refused() {
    return of(Status.REFUSED, true, ledger(List.of(ORPHANS, TOO_DIRTY)), List.of());
  }

  static BatchResult of(Status status, boolean isNew, Ledger ledger, List<TableMerge> merges) {
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            7,
            "2026-01-31",
            "00ff",
            "bank",
            "bank",
            null,
            status,
            LocalDate.of(2026, 1, 31),
            null,
            List.of(),
            new Manifest.ContractVersion("bank-feed", "1.0.0", "aa"),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(
                new Table(
                    "balance",
                    "",
                    Columns.of(List.of()),
                    List.of(),
                    null,
                    false,
                    List.of(),
                    List.of())),
            ledger,
            Instant.EPOCH,
            "0.1.0");
    return new BatchResult(
        manifest, isNew, true, merges, List.of(), "lake", "duckdb:lake/warehouse.duckdb");
  }

  static Ledger ledger(List<QualityCheck> checks) {
    return new Ledger(
        List.of(
            new FileBalance(
                "accounts",
                "accounts.csv",
                1234567,
                1234550,
                15,
                2,
                Map.of("zip.pattern", 3L, "balance.minimum", 12L),
                Map.of()),
            new FileBalance(
                "customers", "customers.csv", 87, 87, 0, 0, Map.of(), Map.of("record.short", 1L))),
        List.of(
            new TableBalance(
                "balance",
                86,
                List.of(
                    new SumBalance(
                        "total_balance",
                        "accounts.balance",
                        new BigDecimal("298712.25"),
                        new BigDecimal("291231.000000000"),
                        List.of(
                            new Unattributed(
                                "customer not in customers", 12, new BigDecimal("7481.25"))))))),
        checks);
  }

  private static final TableMerge MERGE = new TableMerge("balance", 1, 1, 0, 84, 86);

  private static final QualityCheck ORPHANS =
      new QualityCheck(
          "accounts",
          "accounts.customer_id",
          "consistency",
          false,
          100,
          12,
          new BigDecimal("0.12"),
          "= 0 rows",
          false,
          List.of("accounts.csv:3", "accounts.csv:9"));

  private static final QualityCheck TOO_DIRTY =
      new QualityCheck(
          "accounts",
          "accounts.quarantined",
          "validity",
          true,
          1000,
          62,
          new BigDecimal("0.062"),
          "<= 5 percent",
          false,
          List.of("accounts.csv:17"));
}
