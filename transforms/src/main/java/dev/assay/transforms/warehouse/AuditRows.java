package dev.assay.transforms.warehouse;

import dev.assay.transforms.ledger.FileBalance;
import dev.assay.transforms.ledger.QualityCheck;
import dev.assay.transforms.ledger.SumBalance;
import dev.assay.transforms.ledger.TableBalance;
import dev.assay.transforms.log.Manifest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The audit rows of one batch, as values in the order of each table's columns. Quarantine is not
 * among them: its rows come from files.
 */
final class AuditRows {
  private static final int SCALE = 9;

  private final Manifest manifest;

  AuditRows(Manifest manifest) {
    this.manifest = manifest;
  }

  /** Rows of {@link AuditTable#LOAD_AUDIT}. */
  List<List<@Nullable Object>> loads(boolean isShown) {
    Map<List<String>, FileBalance> balances = new HashMap<>();
    manifest.ledger().files().forEach(f -> balances.put(List.of(f.dataset(), f.file()), f));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Manifest.Source source : manifest.sources()) {
      FileBalance balance = balances.get(List.of(source.dataset(), source.name()));
      rows.add(load(source, balance, isShown));
    }
    if (rows.isEmpty()) {
      rows.add(load(null, null, isShown));
    }
    return rows;
  }

  private List<@Nullable Object> load(
      Manifest.@Nullable Source source, @Nullable FileBalance balance, boolean isShown) {
    return row(
        manifest.number(),
        source == null ? null : source.dataset(),
        source == null ? null : source.name(),
        source == null ? null : source.crc32c(),
        source == null ? null : source.bytes(),
        balance == null ? null : balance.read(),
        balance == null ? null : balance.accepted(),
        balance == null ? null : balance.quarantined(),
        balance == null ? null : balance.duplicates(),
        status(isShown),
        manifest.asOf(),
        manifest.contract().version(),
        manifest.contract().sha256(),
        manifest.committedAt(),
        manifest.domain());
  }

  private String status(boolean isShown) {
    if (!manifest.isPublished()) {
      return "refused";
    }
    return isShown ? "published" : "superseded";
  }

  /** Rows of {@link AuditTable#DATA_QUALITY_CHECKS}. */
  List<List<@Nullable Object>> checks() {
    return manifest.ledger().checks().stream().map(this::check).toList();
  }

  private List<@Nullable Object> check(QualityCheck check) {
    return row(
        check.table(),
        check.check(),
        check.dimension(),
        check.isError() ? "error" : "warning",
        check.checked(),
        check.failed(),
        check.share().setScale(SCALE, RoundingMode.HALF_UP),
        check.threshold(),
        check.passed(),
        check.sample(),
        manifest.committedAt());
  }

  /** Rows of {@link AuditTable#UNATTRIBUTED}. */
  List<List<@Nullable Object>> unattributed() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (TableBalance table : manifest.ledger().tables()) {
      for (SumBalance sum : table.sums()) {
        for (SumBalance.Unattributed part : sum.unattributed()) {
          rows.add(
              row(table.table(), sum.column(), part.reason(), part.rows(), exact(part.amount())));
        }
      }
    }
    return rows;
  }

  /** Rows of {@link AuditTable#RECONCILIATION}. */
  List<List<@Nullable Object>> reconciliation() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (TableBalance table : manifest.ledger().tables()) {
      for (SumBalance sum : table.sums()) {
        rows.add(
            row(
                table.table(),
                sum.column(),
                sum.source(),
                exact(sum.silver()),
                exact(sum.table()),
                exact(sum.unattributedAmount()),
                exact(sum.difference())));
      }
    }
    return rows;
  }

  /** Rows of {@link AuditTable#MERGE_AUDIT}. */
  List<List<@Nullable Object>> merges(List<TableMerge> merges) {
    return merges.stream()
        .map(
            merge ->
                row(
                    merge.table(),
                    merge.inserted(),
                    merge.updated(),
                    merge.deleted(),
                    merge.unchanged(),
                    merge.rows(),
                    manifest.committedAt()))
        .toList();
  }

  private List<@Nullable Object> row(@Nullable Object... values) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(manifest.pipeline());
    row.add(manifest.batch());
    row.addAll(Arrays.asList(values));
    return Collections.unmodifiableList(row);
  }

  /** An amount is never rounded on its way into the books. */
  private BigDecimal exact(BigDecimal amount) {
    if (amount.stripTrailingZeros().scale() > SCALE) {
      throw new WarehouseException(
          "Batch %s: an amount of its ledger has more than %d decimals; the warehouse keeps %d."
              .formatted(manifest.batch(), SCALE, SCALE));
    }
    return amount.setScale(SCALE, RoundingMode.UNNECESSARY);
  }
}
