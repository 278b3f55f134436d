package dev.assay.transforms.batch;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.Field;
import dev.assay.schemas.FieldRule;
import dev.assay.schemas.OnConflict;
import dev.assay.schemas.Outcome;
import dev.assay.schemas.Reference;
import dev.assay.schemas.RowRule;
import dev.assay.transforms.ledger.FileBalance;
import dev.assay.transforms.ledger.Ledger;
import dev.assay.transforms.ledger.QualityCheck;
import java.util.List;
import java.util.stream.Stream;

/** Checks the rules and references of a dataset: one check each, broken or not. */
final class RuleChecks {
  private static final int SAMPLE = 5;

  private final Dataset dataset;
  private final Ledger ledger;
  private final List<Fact.RuleBroken> broken;
  private final Checks checks;

  RuleChecks(Dataset dataset, Ledger ledger, List<Fact.RuleBroken> broken, Checks checks) {
    this.dataset = dataset;
    this.ledger = ledger;
    this.broken = broken;
    this.checks = checks;
  }

  void run() {
    checkRules();
    dataset.references().forEach(this::checkReference);
  }

  /** Rows whose references lead nowhere; one that has two such counts twice. */
  long orphans() {
    return dataset.references().stream().mapToLong(this::orphans).sum();
  }

  private void checkRules() {
    long read = ledger.total(dataset.name(), FileBalance::read);
    for (Field field : dataset.fields()) {
      field
          .allRules()
          .forEach(rule -> checkRule(rule.id(), dimension(rule.kind()), rule.outcome(), read));
    }
    for (RowRule rule : dataset.rules()) {
      checkRule(rule.id(), "consistency", rule.outcome(), read);
    }
    if (dataset.isIncremental()) {
      checkConflicts(read);
    }
    if (dataset.key().isEmpty()) {
      long accepted = ledger.total(dataset.name(), FileBalance::accepted);
      checkRule(Repeats.RULE, "uniqueness", Outcome.WARN, accepted);
    }
    broken.stream()
        .filter(rule -> rule.dataset().equals(dataset.name()))
        .map(Fact.RuleBroken::rule)
        .filter(rule -> !rule.equals(Repeats.RULE) && !rule.equals(Losers.CONFLICT))
        .filter(rule -> rule.startsWith("record.") || rule.startsWith("field."))
        .distinct()
        .sorted()
        .forEach(rule -> checkRule(rule, "conformity", Outcome.WARN, read));
  }

  /** Where newer versions are what the contract expects, that some came is no failure. */
  private void checkConflicts(long read) {
    if (dataset.onConflict() != OnConflict.LATEST) {
      Outcome outcome = dataset.onConflict() == OnConflict.FAIL ? Outcome.FAIL : Outcome.WARN;
      checkRule(Losers.CONFLICT, "uniqueness", outcome, read);
      return;
    }
    long newer = brokenBy(Losers.CONFLICT).mapToLong(Fact.RuleBroken::count).sum();
    checks.add(
        new QualityCheck(
            dataset.name(),
            Losers.CONFLICT,
            "uniqueness",
            false,
            read,
            newer,
            Checks.share(newer, read),
            "of a key that comes again with other content the latest stays",
            true,
            sample(Losers.CONFLICT)));
  }

  private static String dimension(FieldRule.Kind kind) {
    return switch (kind) {
      case REQUIRED -> "completeness";
      case TYPE, ENCODING -> "conformity";
      case SUM_OF -> "consistency";
      default -> "validity";
    };
  }

  private void checkRule(String rule, String dimension, Outcome outcome, long checked) {
    checks.add(
        dataset.name(),
        rule,
        dimension,
        outcome == Outcome.FAIL,
        checked,
        brokenBy(rule).mapToLong(Fact.RuleBroken::count).sum(),
        "no record breaks it",
        sample(rule));
  }

  private void checkReference(Reference reference) {
    checks.add(
        dataset.name(),
        reference.id(),
        "consistency",
        reference.outcome() == Outcome.FAIL,
        ledger.total(dataset.name(), FileBalance::accepted),
        orphans(reference),
        "every row refers to a row of " + reference.dataset(),
        sample(reference.id()));
  }

  /** Checks what rows were looked at for once they were in silver. */
  void check(Finding finding, long checked) {
    checks.add(
        dataset.name(),
        finding.rule(),
        "consistency",
        finding.isError(),
        checked,
        brokenBy(finding.rule()).mapToLong(Fact.RuleBroken::count).sum(),
        "no row whose " + finding.field() + " " + finding.message(),
        sample(finding.rule()));
  }

  private long orphans(Reference reference) {
    return brokenBy(reference.id()).mapToLong(Fact.RuleBroken::count).sum();
  }

  private Stream<Fact.RuleBroken> brokenBy(String rule) {
    return broken.stream()
        .filter(fact -> fact.dataset().equals(dataset.name()) && fact.rule().equals(rule));
  }

  private List<String> sample(String rule) {
    return brokenBy(rule)
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
}
