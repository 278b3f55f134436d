package dev.assay.transforms.batch;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.Threshold;
import dev.assay.transforms.ledger.FileBalance;
import dev.assay.transforms.ledger.Ledger;
import dev.assay.transforms.ledger.QualityCheck;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.ToLongFunction;

/** Checks what a dataset as a whole must satisfy, by its contract. */
final class ThresholdChecks {
  private final Dataset dataset;
  private final Delivery delivery;
  private final Ledger ledger;
  private final long orphans;
  private final Checks checks;

  /**
   * @param orphans rows of the dataset whose references lead nowhere
   */
  ThresholdChecks(Dataset dataset, Delivery delivery, Ledger ledger, long orphans, Checks checks) {
    this.dataset = dataset;
    this.delivery = delivery;
    this.ledger = ledger;
    this.orphans = orphans;
    this.checks = checks;
  }

  void run() {
    dataset.thresholds().forEach(this::check);
  }

  private void check(Threshold threshold) {
    long whole = whole(threshold.metric());
    long count = count(threshold.metric());
    BigDecimal measured =
        threshold.percent()
            ? Checks.share(count, whole).movePointRight(2)
            : BigDecimal.valueOf(count);
    boolean holds = threshold.comparison().holds(measured, threshold.bound());
    checks.add(
        new QualityCheck(
            dataset.name(),
            threshold.id(),
            threshold.dimension(),
            threshold.isError(),
            whole,
            count,
            Checks.share(count, whole),
            threshold.comparison().symbol()
                + " "
                + threshold.bound().toPlainString()
                + (threshold.percent() ? " percent" : " rows"),
            holds,
            List.of()));
  }

  private long count(Threshold.Metric metric) {
    return switch (metric) {
      case ROW_COUNT -> total(FileBalance::read);
      case QUARANTINED -> total(FileBalance::quarantined);
      case DUPLICATES -> total(FileBalance::duplicates);
      case ORPHANS -> orphans;
      case SHRINKAGE -> Math.max(0, previous() - total(FileBalance::accepted));
    };
  }

  private long whole(Threshold.Metric metric) {
    return switch (metric) {
      case ROW_COUNT, QUARANTINED, DUPLICATES -> total(FileBalance::read);
      case ORPHANS -> total(FileBalance::accepted);
      case SHRINKAGE -> previous();
    };
  }

  private long previous() {
    return delivery
        .before(dataset.name())
        .map(batch -> batch.rows().get(dataset.name()))
        .orElse(0L);
  }

  private long total(ToLongFunction<FileBalance> count) {
    return ledger.total(dataset.name(), count);
  }
}
