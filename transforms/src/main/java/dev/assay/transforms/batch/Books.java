package dev.assay.transforms.batch;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.Measure;
import dev.assay.schemas.Table;
import dev.assay.transforms.ledger.FileBalance;
import dev.assay.transforms.ledger.Ledger;
import dev.assay.transforms.ledger.QualityCheck;
import dev.assay.transforms.ledger.SumBalance;
import dev.assay.transforms.ledger.TableBalance;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.read.SourceFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Makes the account of a batch from what its steps told: who read what, where it was written, what
 * gold must add up to; and decides whether the batch may be published.
 */
final class Books {
  private final Delivery delivery;
  private final List<Table> tables;
  private final List<Finding> findings;
  private final Before before;
  private final List<Fact.RangeRead> reads = new ArrayList<>();
  private final List<Fact.FileRead> filesRead = new ArrayList<>();
  private final List<Fact.FileWritten> written = new ArrayList<>();
  private final List<Fact.RuleBroken> broken = new ArrayList<>();
  private final List<Fact.Measured> measured = new ArrayList<>();
  private final List<Fact.DayWritten> daysWritten = new ArrayList<>();
  private final List<Fact.NotAttributed> notAttributed = new ArrayList<>();

  private Books(Delivery delivery, List<Table> tables, List<Finding> findings, Before before) {
    this.delivery = delivery;
    this.tables = tables;
    this.findings = findings;
    this.before = before;
  }

  /**
   * Closes the books.
   *
   * @param tables definitions of the gold tables of the batch
   * @param findings what rows were looked at for, beyond the contract
   * @param facts all facts, in any order
   * @return the entry for the log, without a number yet
   */
  static Manifest close(
      Delivery delivery,
      List<Table> tables,
      List<Finding> findings,
      Iterable<Fact> facts,
      Instant now)
      throws IOException {
    Books books = new Books(delivery, tables, findings, Before.of(delivery));
    facts.forEach(books::add);
    books.written.sort(Comparator.comparing(fact -> fact.file().path()));
    return books.manifest(now, books.settled());
  }

  private void add(Fact fact) {
    if (fact instanceof Fact.RangeRead read) {
      reads.add(read);
    } else if (fact instanceof Fact.FileRead file) {
      filesRead.add(file);
    } else if (fact instanceof Fact.FileWritten file) {
      written.add(file);
    } else if (fact instanceof Fact.DayWritten day) {
      daysWritten.add(day);
    } else if (fact instanceof Fact.RuleBroken rule) {
      broken.add(rule);
    } else if (fact instanceof Fact.Measured amount) {
      measured.add(amount);
    } else if (fact instanceof Fact.NotAttributed missing) {
      notAttributed.add(missing);
    }
  }

  /** What became of the records that were taken out of quarantine; null if none were. */
  private @Nullable SettleReplay settled() throws IOException {
    Replay replay = delivery.replay();
    return replay == null
        ? null
        : SettleReplay.of(delivery, replay, written.stream().map(Fact.FileWritten::file).toList());
  }

  private Manifest manifest(Instant now, @Nullable SettleReplay settled) throws IOException {
    List<FileBalance> files = new ArrayList<>();
    FileAccounts accounts = FileAccounts.of(reads, written, broken);
    for (SourceFile file : delivery.files()) {
      files.add(accounts.balance(files.size(), file));
    }
    List<TableBalance> tableBalances = tables.stream().map(this::balance).toList();
    LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
    Ledger unchecked = new Ledger(files, tableBalances, List.of());
    List<QualityCheck> checks =
        new ArrayList<>(
            new Audit(
                    delivery,
                    findings,
                    before,
                    asOf(),
                    today,
                    unchecked,
                    reads,
                    filesRead,
                    written,
                    daysWritten,
                    broken)
                .checks());
    List<DataFile> replayed = List.of();
    if (settled != null) {
      checks.addAll(settled.checks(files));
      replayed = settled.write();
    }
    Ledger ledger = new Ledger(files, tableBalances, List.copyOf(checks));
    boolean isPublished = ledger.refusals().stream().allMatch(this::isBorne);
    return new Manifest(
        Manifest.FORMAT,
        0,
        delivery.batch(),
        delivery.identity(),
        delivery.pipeline(),
        delivery.contract().domain(),
        delivery.logged(),
        settled == null ? null : settled.origin(),
        isPublished ? Manifest.Status.PUBLISHED : Manifest.Status.REFUSED,
        asOf(),
        delivery.base(),
        daysWritten.stream().map(Fact.DayWritten::day).distinct().sorted().toList(),
        new Manifest.ContractVersion(
            delivery.contract().id(), delivery.contract().version(), delivery.contract().sha256()),
        options(),
        delivery.sources(),
        Stream.concat(files(isPublished).stream(), replayed.stream()).toList(),
        delivery.datasets().stream().map(Books::silver).toList(),
        tables,
        ledger,
        now,
        Software.version());
  }

  /**
   * What is told as an error and keeps nothing back: what was found in rows that are in silver; and
   * in a stream, which cannot stop for ever at one record, that one gave way to another.
   */
  private boolean isBorne(QualityCheck refusal) {
    return delivery.intake().isStream() && Losers.isConflict(refusal)
        || findings.stream().anyMatch(finding -> finding.rule().equals(refusal.check()));
  }

  /** The day is one of them if it was given: whoever reads the batch on is bound by it too. */
  private Map<String, String> options() {
    Map<String, String> options = new TreeMap<>(delivery.options());
    if (delivery.asOf() != null) {
      options.put(Manifest.AS_OF, delivery.asOf().toString());
    }
    return options;
  }

  /**
   * The latest day in the data, unless it was given or is that of the batch that is read; the first
   * of all days if there is none.
   */
  private LocalDate asOf() {
    if (!delivery.takesFilesIn()) {
      return delivery.reads().get(0).asOf();
    }
    return delivery.asOf() != null
        ? delivery.asOf()
        : written.stream()
            .map(Fact.FileWritten::latest)
            .filter(Objects::nonNull)
            .max(LocalDate::compareTo)
            .or(() -> before.latestAsOf())
            .orElse(LocalDate.EPOCH);
  }

  /** What says why a batch was refused. */
  private static final Set<Layer> REPORTS =
      EnumSet.of(Layer.QUARANTINE, Layer.DUPLICATES, Layer.VIOLATIONS);

  /** What a refused batch made of its delivery is not for anybody to read. */
  private List<DataFile> files(boolean isPublished) {
    return written.stream()
        .map(Fact.FileWritten::file)
        .filter(file -> isPublished || REPORTS.contains(file.layer()))
        .toList();
  }

  private static Table silver(Dataset dataset) {
    return new Table(
        dataset.name(),
        dataset.description(),
        dataset.silverColumns(),
        dataset.key(),
        dataset.partitionBy(),
        dataset.isIncremental(),
        List.of(),
        List.of());
  }

  private Stream<Fact.FileWritten> files(Layer layer, String name) {
    return written.stream().filter(f -> f.file().layer() == layer && f.file().name().equals(name));
  }

  private TableBalance balance(Table table) {
    long rows = files(Layer.GOLD, table.name()).mapToLong(f -> f.file().rows()).sum();
    List<SumBalance> sums =
        table.sums().stream()
            .map(
                sum ->
                    new SumBalance(
                        sum.name(),
                        sum.source(),
                        total(Layer.SILVER, sum.dataset(), List.of(sum.owed())),
                        total(Layer.GOLD, table.name(), sum.held()),
                        unattributed(table, sum)))
            .toList();
    return new TableBalance(table.name(), rows, sums);
  }

  private BigDecimal total(Layer layer, String name, List<Measure> measures) {
    return measured.stream()
        .filter(fact -> fact.layer() == layer && fact.name().equals(name))
        .filter(fact -> measures.contains(fact.measure()))
        .map(Fact.Measured::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private List<SumBalance.Unattributed> unattributed(Table table, Table.Sum sum) {
    Map<String, SumBalance.Unattributed> byReason = new TreeMap<>();
    notAttributed.stream()
        .filter(fact -> fact.table().equals(table.name()))
        .map(Fact.NotAttributed::rows)
        .filter(missing -> sum.lacks(missing.column()))
        .forEach(
            missing ->
                byReason.merge(
                    missing.reason(),
                    new SumBalance.Unattributed(missing.reason(), missing.rows(), missing.amount()),
                    (a, b) ->
                        new SumBalance.Unattributed(
                            a.reason(), a.rows() + b.rows(), a.amount().add(b.amount()))));
    return List.copyOf(byReason.values());
  }
}
