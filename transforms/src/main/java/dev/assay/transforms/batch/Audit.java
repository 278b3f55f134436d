package dev.assay.transforms.batch;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.Field;
import dev.assay.schemas.FieldRule;
import dev.assay.schemas.Outcome;
import dev.assay.schemas.Reference;
import dev.assay.schemas.RowRule;
import dev.assay.schemas.Threshold;
import dev.assay.transforms.ledger.FileBalance;
import dev.assay.transforms.ledger.Ledger;
import dev.assay.transforms.ledger.QualityCheck;
import dev.assay.transforms.ledger.SumBalance;
import dev.assay.transforms.ledger.TableBalance;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.read.Crc32c;
import dev.assay.transforms.read.SourceFile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Every check of a batch: that its books balance, that what was read is what was delivered, the
 * contract's rules, references and thresholds. One that is an error and fails refuses the batch.
 */
final class Audit {
  private static final int SAMPLE = 5;
  private static final int SHARE_SCALE = 9;

  private final Delivery delivery;
  private final LocalDate asOf;
  private final LocalDate today;
  private final Ledger ledger;
  private final List<Fact.RangeRead> reads;
  private final List<Fact.FileRead> filesRead;
  private final List<Fact.FileWritten> written;
  private final List<Fact.RuleBroken> broken;
  private final List<QualityCheck> checks = new ArrayList<>();

  Audit(
      Delivery delivery,
      LocalDate asOf,
      LocalDate today,
      Ledger ledger,
      List<Fact.RangeRead> reads,
      List<Fact.FileRead> filesRead,
      List<Fact.FileWritten> written,
      List<Fact.RuleBroken> broken) {
    this.delivery = delivery;
    this.asOf = asOf;
    this.today = today;
    this.ledger = ledger;
    this.reads = reads;
    this.filesRead = filesRead;
    this.written = written;
    this.broken = broken;
  }

  List<QualityCheck> checks() {
    for (int i = 0; i < delivery.files().size(); i++) {
      checkFile(i);
    }
    for (Dataset dataset : delivery.datasets()) {
      checkRows(dataset);
      checkRules(dataset);
      dataset.references().forEach(reference -> checkReference(dataset, reference));
      dataset.thresholds().forEach(threshold -> checkThreshold(dataset, threshold));
    }
    filesRead.stream().map(fact -> fact.file().name()).distinct().sorted().forEach(this::checkRead);
    ledger.tables().forEach(this::checkTable);
    checkAsOf();
    return List.copyOf(checks);
  }

  /** Every record read went to one place, and the bytes read are the bytes delivered. */
  private void checkFile(int index) {
    SourceFile file = delivery.files().get(index);
    FileBalance balance = ledger.files().get(index);
    add(
        file.dataset(),
        "file.balance",
        "completeness",
        true,
        balance.read(),
        Math.abs(balance.difference()),
        "read = accepted + quarantined + duplicates",
        sample(file, balance.difference() != 0));
    boolean isWhole = crc32c(index).equals(file.crc32c());
    add(
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
        reads.stream()
            .filter(read -> read.file() == file)
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
    add(
        delivery.pipeline(),
        "asOf.future",
        "timeliness",
        true,
        1,
        isFuture ? 1 : 0,
        "the latest date in the data, " + asOf + ", is not in the future; or give --asOf",
        List.of());
  }

  /** The footers of the silver files and their column of sources count the same rows. */
  private void checkRows(Dataset dataset) {
    long byFooter =
        written.stream()
            .map(Fact.FileWritten::file)
            .filter(f -> f.layer() == Layer.SILVER && f.name().equals(dataset.name()))
            .mapToLong(f -> f.rows())
            .sum();
    long bySource = total(dataset, FileBalance::accepted);
    add(
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
    long taken =
        entry.ledger().files().stream()
            .filter(file -> file.dataset().equals(dataset))
            .mapToLong(FileBalance::accepted)
            .sum();
    long found =
        filesRead.stream()
            .map(Fact.FileRead::file)
            .filter(file -> file.name().equals(dataset))
            .mapToLong(file -> file.rows())
            .sum();
    add(
        dataset,
        "silver.rows",
        "consistency",
        true,
        found,
        Math.abs(found - taken),
        "rows by footer = rows accepted in log entry " + entry.number(),
        List.of());
  }

  private void checkRules(Dataset dataset) {
    long read = total(dataset, FileBalance::read);
    for (Field field : dataset.fields()) {
      for (FieldRule rule : field.rules()) {
        checkRule(dataset, rule.id(), dimension(rule.kind()), rule.outcome(), read);
      }
    }
    for (RowRule rule : dataset.rules()) {
      checkRule(dataset, rule.id(), "consistency", rule.outcome(), read);
    }
    if (dataset.key().isEmpty()) {
      long accepted = total(dataset, FileBalance::accepted);
      checkRule(dataset, Repeats.RULE, "uniqueness", Outcome.WARN, accepted);
    }
    broken.stream()
        .filter(rule -> rule.dataset().equals(dataset.name()))
        .map(Fact.RuleBroken::rule)
        .filter(rule -> !rule.equals(Repeats.RULE))
        .filter(rule -> rule.startsWith("record.") || rule.startsWith("field."))
        .distinct()
        .sorted()
        .forEach(rule -> checkRule(dataset, rule, "conformity", Outcome.WARN, read));
  }

  private static String dimension(FieldRule.Kind kind) {
    return switch (kind) {
      case REQUIRED -> "completeness";
      case TYPE, ENCODING -> "conformity";
      default -> "validity";
    };
  }

  private void checkRule(
      Dataset dataset, String rule, String dimension, Outcome outcome, long checked) {
    add(
        dataset.name(),
        rule,
        dimension,
        outcome == Outcome.FAIL,
        checked,
        brokenBy(dataset, rule).mapToLong(Fact.RuleBroken::count).sum(),
        "no record breaks it",
        sample(dataset, rule));
  }

  private void checkReference(Dataset dataset, Reference reference) {
    add(
        dataset.name(),
        reference.id(),
        "consistency",
        reference.outcome() == Outcome.FAIL,
        total(dataset, FileBalance::accepted),
        orphans(dataset, reference),
        "every row refers to a row of " + reference.dataset(),
        sample(dataset, reference.id()));
  }

  private long orphans(Dataset dataset, Reference reference) {
    return brokenBy(dataset, reference.id()).mapToLong(Fact.RuleBroken::count).sum();
  }

  private Stream<Fact.RuleBroken> brokenBy(Dataset dataset, String rule) {
    return broken.stream()
        .filter(fact -> fact.dataset().equals(dataset.name()) && fact.rule().equals(rule));
  }

  private List<String> sample(Dataset dataset, String rule) {
    return brokenBy(dataset, rule)
        .flatMap(fact -> fact.sample().stream().map(line -> new Place(fact.file(), line)))
        .sorted()
        .distinct()
        .limit(SAMPLE)
        .map(place -> place.file + ":" + place.line)
        .toList();
  }

  private record Place(String file, long line) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byFile = file.compareTo(other.file);
      return byFile != 0 ? byFile : Long.compare(line, other.line);
    }
  }

  private void checkThreshold(Dataset dataset, Threshold threshold) {
    long whole = whole(dataset, threshold.metric());
    long count = count(dataset, threshold.metric());
    BigDecimal measured =
        threshold.percent() ? share(count, whole).movePointRight(2) : BigDecimal.valueOf(count);
    boolean holds = threshold.comparison().holds(measured, threshold.bound());
    checks.add(
        new QualityCheck(
            dataset.name(),
            threshold.id(),
            threshold.dimension(),
            threshold.isError(),
            whole,
            count,
            share(count, whole),
            threshold.comparison().symbol()
                + " "
                + threshold.bound().toPlainString()
                + (threshold.percent() ? " percent" : " rows"),
            holds,
            List.of()));
  }

  private long count(Dataset dataset, Threshold.Metric metric) {
    return switch (metric) {
      case ROW_COUNT -> total(dataset, FileBalance::read);
      case QUARANTINED -> total(dataset, FileBalance::quarantined);
      case DUPLICATES -> total(dataset, FileBalance::duplicates);
      case ORPHANS -> dataset.references().stream().mapToLong(r -> orphans(dataset, r)).sum();
      case SHRINKAGE -> Math.max(0, previous(dataset) - total(dataset, FileBalance::accepted));
    };
  }

  private long whole(Dataset dataset, Threshold.Metric metric) {
    return switch (metric) {
      case ROW_COUNT, QUARANTINED, DUPLICATES -> total(dataset, FileBalance::read);
      case ORPHANS -> total(dataset, FileBalance::accepted);
      case SHRINKAGE -> previous(dataset);
    };
  }

  private long previous(Dataset dataset) {
    return delivery.before().map(batch -> batch.rows().get(dataset.name())).orElse(0L);
  }

  private long total(Dataset dataset, ToLongFunction<FileBalance> count) {
    return ledger.files().stream()
        .filter(file -> file.dataset().equals(dataset.name()))
        .mapToLong(count)
        .sum();
  }

  /** What a table holds and what it could not be given make up what silver holds. */
  private void checkTable(TableBalance balance) {
    for (SumBalance sum : balance.sums()) {
      boolean balances = sum.difference().signum() == 0;
      add(
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

  private void add(
      String table,
      String check,
      String dimension,
      boolean isError,
      long checked,
      long failed,
      String threshold,
      List<String> sample) {
    checks.add(
        new QualityCheck(
            table,
            check,
            dimension,
            isError,
            checked,
            failed,
            share(failed, checked),
            threshold,
            failed == 0,
            sample));
  }

  private static BigDecimal share(long part, long whole) {
    return whole == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(part)
            .divide(BigDecimal.valueOf(whole), SHARE_SCALE, RoundingMode.HALF_UP);
  }
}
