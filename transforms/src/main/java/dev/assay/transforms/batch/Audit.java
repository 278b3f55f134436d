package dev.assay.transforms.batch;

import dev.assay.schemas.Dataset;
import dev.assay.transforms.ledger.FileBalance;
import dev.assay.transforms.ledger.Ledger;
import dev.assay.transforms.ledger.QualityCheck;
import dev.assay.transforms.ledger.SumBalance;
import dev.assay.transforms.ledger.TableBalance;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.read.Crc32c;
import dev.assay.transforms.read.SourceFile;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every check of a batch: that its books balance, that what was read is what was delivered, the
 * contract's rules, references and thresholds. One that is an error and fails refuses the batch.
 */
final class Audit {
  private final Delivery delivery;
  private final List<Finding> findings;
  private final Before before;
  private final LocalDate asOf;
  private final LocalDate today;
  private final Ledger ledger;
  private final Map<Integer, List<Fact.RangeRead>> reads;
  private final List<Fact.FileRead> filesRead;
  private final List<Fact.FileWritten> written;
  private final List<Fact.DayWritten> daysWritten;
  private final List<Fact.RuleBroken> broken;
  private final Checks checks = new Checks();

  Audit(
      Delivery delivery,
      List<Finding> findings,
      Before before,
      LocalDate asOf,
      LocalDate today,
      Ledger ledger,
      List<Fact.RangeRead> reads,
      List<Fact.FileRead> filesRead,
      List<Fact.FileWritten> written,
      List<Fact.DayWritten> daysWritten,
      List<Fact.RuleBroken> broken) {
    this.delivery = delivery;
    this.findings = findings;
    this.before = before;
    this.asOf = asOf;
    this.today = today;
    this.ledger = ledger;
    this.reads = reads.stream().collect(Collectors.groupingBy(Fact.RangeRead::file));
    this.filesRead = filesRead;
    this.written = written;
    this.daysWritten = daysWritten;
    this.broken = broken;
  }

  List<QualityCheck> checks() {
    for (int i = 0; i < delivery.files().size(); i++) {
      checkFile(i);
    }
    for (Dataset dataset : delivery.datasets()) {
      if (dataset.isIncremental()) {
        checkDays(dataset);
      } else {
        checkRows(dataset);
      }
      RuleChecks rules = new RuleChecks(dataset, ledger, broken, checks);
      rules.run();
      long accepted = ledger.total(dataset.name(), FileBalance::accepted);
      findings(dataset.name()).forEach(finding -> rules.check(finding, accepted));
      new ThresholdChecks(dataset, delivery, ledger, rules.orphans(), checks).run();
    }
    checkPast();
    if (!delivery.takesFilesIn()) {
      filesRead.stream()
          .map(fact -> fact.file().name())
          .distinct()
          .sorted()
          .forEach(this::checkRead);
    }
    ledger.tables().forEach(this::checkTable);
    checkAsOf();
    return checks.list();
  }

  /** What was found in datasets that earlier batches left. */
  private void checkPast() {
    for (Dataset dataset : delivery.contract().datasets()) {
      if (!delivery.datasets().contains(dataset)) {
        RuleChecks rules = new RuleChecks(dataset, ledger, broken, checks);
        long rows = before.rows(dataset.name());
        findings(dataset.name()).forEach(finding -> rules.check(finding, rows));
      }
    }
  }

  private Stream<Finding> findings(String dataset) {
    return findings.stream().filter(finding -> finding.dataset().equals(dataset));
  }

  /** Every record read went to one place, and the bytes read are the bytes delivered. */
  private void checkFile(int index) {
    SourceFile file = delivery.files().get(index);
    FileBalance balance = ledger.files().get(index);
    checks.add(
        file.dataset(),
        "file.balance",
        "completeness",
        true,
        balance.read(),
        Math.abs(balance.difference()),
        "read = accepted + quarantined + duplicates",
        sample(file, balance.difference() != 0));
    boolean isWhole = crc32c(index).equals(file.crc32c());
    checks.add(
        file.dataset(),
        "file.checksum",
        "integrity",
        true,
        1,
        isWhole ? 0 : 1,
        "CRC-32C " + file.crc32c(),
        sample(file, !isWhole));
  }

  private static List<String> sample(SourceFile file, boolean failed) {
    return failed ? List.of(file.name()) : List.of();
  }

  private String crc32c(int file) {
    int crc = 0;
    long end = 0;
    for (Fact.RangeRead range :
        reads.getOrDefault(file, List.of()).stream()
            .sorted(Comparator.comparingLong(Fact.RangeRead::start))
            .toList()) {
      crc = Crc32c.combine(crc, range.crc32c(), range.length());
      end += range.length();
    }
    return end == delivery.files().get(file).size() ? Crc32c.toHex(crc) : "of " + end + " bytes";
  }

  /**
   * A batch takes its day from its data. One date in a far future would make it current for ever,
   * so such a batch is refused until somebody says which day it speaks of.
   */
  private void checkAsOf() {
    boolean isFuture = delivery.asOf() == null && asOf.isAfter(today.plusDays(1));
    checks.add(
        delivery.pipeline(),
        "asOf.future",
        "timeliness",
        true,
        1,
        isFuture ? 1 : 0,
        "the latest date in the data, " + asOf + ", is not in the future; or give --asOf",
        List.of());
    boolean isUnknown = delivery.asOf() == null && asOf.equals(LocalDate.EPOCH);
    checks.add(
        delivery.pipeline(),
        "asOf.known",
        "timeliness",
        false,
        1,
        isUnknown ? 1 : 0,
        "a date says which day the delivery speaks of: name one as asOf in the contract, or give"
            + " --asOf",
        List.of());
  }

  /**
   * What the days held, with what came and without what gave way, is what they hold: their rows
   * before by the log, those that came by their column of batches, those after by the footers.
   */
  private void checkDays(Dataset dataset) {
    List<LocalDate> days =
        daysWritten.stream()
            .filter(written -> written.dataset().equals(dataset.name()))
            .map(Fact.DayWritten::day)
            .distinct()
            .toList();
    long came = ledger.total(dataset.name(), FileBalance::accepted);
    long expected = before.rows(dataset.name(), days) + came - rows(Layer.REPLACED, dataset);
    long after = rows(Layer.SILVER, dataset);
    checks.add(
        dataset.name(),
        "days.balance",
        "consistency",
        true,
        after,
        Math.abs(after - expected),
        "rows of the days = rows before + accepted - replaced",
        List.of());
  }

  private long rows(Layer layer, Dataset dataset) {
    return written.stream()
        .map(Fact.FileWritten::file)
        .filter(file -> file.layer() == layer && file.name().equals(dataset.name()))
        .mapToLong(DataFile::rows)
        .sum();
  }

  /** The footers of the silver files and their column of sources count the same rows. */
  private void checkRows(Dataset dataset) {
    long byFooter = rows(Layer.SILVER, dataset);
    long bySource = ledger.total(dataset.name(), FileBalance::accepted);
    checks.add(
        dataset.name(),
        "silver.rows",
        "consistency",
        true,
        byFooter,
        Math.abs(byFooter - bySource),
        "rows by footer = rows by source file",
        List.of());
  }

  /** What an earlier stage took in is what this one finds. */
  private void checkRead(String dataset) {
    Manifest entry = delivery.silverRead();
    long taken = entry.ledger().total(dataset, FileBalance::accepted);
    long found =
        filesRead.stream()
            .map(Fact.FileRead::file)
            .filter(file -> file.name().equals(dataset))
            .mapToLong(file -> file.rows())
            .sum();
    checks.add(
        dataset,
        "silver.rows",
        "consistency",
        true,
        found,
        Math.abs(found - taken),
        "rows by footer = rows accepted in log entry " + entry.number(),
        List.of());
  }

  /** What a table holds and what it could not be given make up what silver holds. */
  private void checkTable(TableBalance balance) {
    for (SumBalance sum : balance.sums()) {
      boolean balances = sum.difference().signum() == 0;
      checks.add(
          balance.table(),
          sum.column() + ".balance",
          "consistency",
          true,
          balance.rows(),
          balances ? 0 : 1,
          "table + unattributed = " + sum.source(),
          balances ? List.of() : List.of("difference " + sum.difference().toPlainString()));
    }
  }
}
