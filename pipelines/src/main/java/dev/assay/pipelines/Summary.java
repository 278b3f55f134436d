package dev.assay.pipelines;

import dev.assay.transforms.ledger.FileBalance;
import dev.assay.transforms.ledger.QualityCheck;
import dev.assay.transforms.ledger.SumBalance;
import dev.assay.transforms.ledger.TableBalance;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.warehouse.TableMerge;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a person reads when a batch has ended: where every record went, what changed in the tables,
 * what could not be attributed, which checks failed, and where it all lies.
 */
final class Summary {
  /** Rules named for a file; the warehouse has them all, in {@code data_quality_checks}. */
  private static final int RULES_SHOWN = 3;

  private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

  private final BatchResult result;
  private final Manifest manifest;
  private final List<String> lines = new ArrayList<>();

  private Summary(BatchResult result) {
    this.result = result;
    this.manifest = result.manifest();
  }

  /** The summary of a batch, several lines. */
  static String of(BatchResult result) {
    Summary summary = new Summary(result);
    summary.head();
    summary.files();
    summary.notRead();
    summary.warnings();
    summary.tables();
    summary.amounts();
    summary.checks();
    summary.end();
    return summary.lines.stream()
        .map(line -> Text.printable(line).stripTrailing() + "\n")
        .collect(Collectors.joining());
  }

  private void head() {
    lines.add(
        String.format(
            "%s, batch %s%s, as of %s, contract %s %s",
            manifest.pipeline(),
            manifest.batch(),
            read(),
            manifest.asOf(),
            manifest.contract().id(),
            manifest.contract().version()));
  }

  private String read() {
    Manifest.@Nullable Stage stage = manifest.stage();
    return stage == null || stage.reads().isEmpty()
        ? ""
        : " from log entry " + stage.reads().get(0);
  }

  private void files() {
    Layout layout = Layout.of("Files", "read", "accepted", "quarantined", "duplicates", "");
    for (FileBalance file : FilesShown.of(manifest.ledger().files())) {
      layout.row(
          file.file(),
          Text.count(file.read()),
          Text.count(file.accepted()),
          Text.count(file.quarantined()),
          Text.count(file.duplicates()),
          byRule(file.quarantinedBy()) + unaccounted(file));
    }
    section(layout);
  }

  private void notRead() {
    if (!result.notRead().isEmpty()) {
      lines.add("");
      // A feed takes its own files and is silent about others.
      String why =
          manifest.base() == null
              ? "Not read, in no dataset of the contract: "
              : "Not complete yet, left for a later run: ";
      lines.add(why + String.join(", ", result.notRead()));
    }
  }

  private static String unaccounted(FileBalance file) {
    return file.difference() == 0
        ? ""
        : " NOT ACCOUNTED FOR: " + Text.count(file.difference(), "record");
  }

  private void warnings() {
    Layout layout = Layout.of("Warnings", "count", "");
    for (FileBalance file : FilesShown.of(manifest.ledger().files())) {
      if (!file.warned().isEmpty()) {
        long count = file.warned().values().stream().mapToLong(Long::longValue).sum();
        layout.row(file.file(), Text.count(count), byRule(file.warned()));
      }
    }
    section(layout);
  }

  /** The most frequent first: {@code 12 balance.minimum, 3 zip.pattern, and 2 more rules}. */
  private static String byRule(Map<String, Long> counts) {
    String most =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(RULES_SHOWN)
            .map(rule -> Text.count(rule.getValue()) + " " + rule.getKey())
            .collect(Collectors.joining(", "));
    int more = counts.size() - RULES_SHOWN;
    return more <= 0 ? most : most + ", and " + Text.count(more, "more rule");
  }

  private void tables() {
    Layout layout = Layout.of("Tables", "rows", "inserted", "updated", "deleted", "unchanged", "");
    for (TableMerge merge : result.merges()) {
      layout.row(
          merge.table(),
          Text.count(merge.rows()),
          Text.count(merge.inserted()),
          Text.count(merge.updated()),
          Text.count(merge.deleted()),
          Text.count(merge.unchanged()),
          "");
    }
    section(layout);
  }

  private void amounts() {
    Layout layout = Layout.of("Amounts", "table", "unattributed", "silver", "");
    for (TableBalance table : manifest.ledger().tables()) {
      for (SumBalance sum : table.sums()) {
        layout.row(
            table.table() + "." + sum.column(),
            amount(sum, sum.table()),
            amount(sum, sum.unattributedAmount()),
            amount(sum, sum.silver()),
            reasons(sum));
      }
    }
    section(layout);
  }

  /** What silver counts in whole numbers is shown so. */
  private static String amount(SumBalance sum, BigDecimal amount) {
    return sum.silver().scale() <= 0 && amount.stripTrailingZeros().scale() <= 0
        ? Text.count(amount.longValueExact())
        : Text.amount(amount);
  }

  private static String reasons(SumBalance sum) {
    String reasons =
        sum.unattributed().stream()
            .map(
                part ->
                    amount(sum, part.amount())
                        + " in "
                        + Text.count(part.rows(), "row")
                        + ": "
                        + part.reason())
            .collect(Collectors.joining("; "));
    return sum.difference().signum() == 0
        ? reasons
        : reasons + " DOES NOT ADD UP, difference " + amount(sum, sum.difference());
  }

  /** Rules that records broke are told above, per file; here stands what is to be decided. */
  private void checks() {
    Set<String> told = new HashSet<>();
    for (FileBalance file : manifest.ledger().files()) {
      file.quarantinedBy().keySet().forEach(rule -> told.add(file.dataset() + " " + rule));
      file.warned().keySet().forEach(rule -> told.add(file.dataset() + " " + rule));
    }
    List<QualityCheck> checks = manifest.ledger().checks();
    List<QualityCheck> failed =
        checks.stream()
            .filter(check -> !check.passed())
            .filter(check -> check.isError() || !told.contains(check.table() + " " + check.check()))
            .sorted(Comparator.comparing(check -> !check.isError()))
            .toList();
    lines.add("");
    lines.add(
        Text.count(checks.size(), "check")
            + " made"
            + (failed.isEmpty() ? ", no threshold passed" : "; look at"));
    for (QualityCheck check : failed) {
      lines.add(
          String.format(
              "  %s  %s %s: %s of %s (%s %%), wanted: %s",
              check.isError() ? "refuses" : "warns  ",
              check.table(),
              check.check(),
              Text.count(check.failed()),
              Text.count(check.checked()),
              check.share().multiply(PERCENT).setScale(2, RoundingMode.HALF_UP),
              check.threshold()));
      if (!check.sample().isEmpty()) {
        lines.add("           " + String.join(", ", check.sample()));
      }
    }
  }

  private void end() {
    lines.add("");
    lines.add(status());
    lines.add("  lake       " + result.output());
    lines.add("  warehouse  " + result.warehouse());
    String sql = "SELECT * FROM " + tableToLookAt() + " LIMIT 10";
    lines.add("  try        " + query(result.warehouse(), sql));
  }

  private String tableToLookAt() {
    if (!manifest.isPublished()) {
      boolean isRecords =
          manifest.ledger().files().stream().anyMatch(file -> file.quarantined() > 0);
      return isRecords
          ? "assay.quarantine"
          : "assay.data_quality_checks WHERE NOT passed AND severity = 'error'";
    }
    return manifest.gold().isEmpty()
        ? manifest.domain() + "_silver." + manifest.silver().get(0).name()
        : manifest.domain() + "_gold." + manifest.gold().get(0).name();
  }

  private String status() {
    String batch = manifest.batch();
    if (!manifest.isPublished()) {
      return "Refused " + batch + " (log entry " + manifest.number() + "): nothing was published";
    }
    if (!result.isNew()) {
      return "Already published "
          + batch
          + " as log entry "
          + manifest.number()
          + (result.isCurrent()
              ? ": nothing to do"
              : "; the tables show a later batch, and --batch=NAME publishes this one again");
    }
    return "Published "
        + batch
        + " as log entry "
        + manifest.number()
        + (result.isCurrent() ? "" : ": the tables keep newer data");
  }

  private static String query(String warehouse, String sql) {
    return warehouse.startsWith("duckdb:")
        ? "duckdb " + Text.quoted(warehouse.substring("duckdb:".length())) + " \"" + sql + "\""
        : sql;
  }

  private void section(Layout layout) {
    if (!layout.isEmpty()) {
      lines.add("");
      lines.addAll(layout.lines());
    }
  }
}
