package dev.assay.transforms.ledger;

import java.io.Serializable;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The books of a batch.
 *
 * @param files one account a file
 * @param tables one account a gold table
 * @param checks every check made, passed or not
 */
public record Ledger(List<FileBalance> files, List<TableBalance> tables, List<QualityCheck> checks)
    implements Serializable {

  /** The accounts of what a table must add up to. */
  public List<SumBalance> sums(String table) {
    return tables.stream()
        .filter(balance -> balance.table().equals(table))
        .flatMap(balance -> balance.sums().stream())
        .toList();
  }

  /** What the files of a dataset come to. */
  public long total(String dataset, ToLongFunction<FileBalance> count) {
    return files.stream().filter(file -> file.dataset().equals(dataset)).mapToLong(count).sum();
  }

  /** The checks that keep the batch from being published; none if it may be. */
  public List<QualityCheck> refusals() {
    return checks.stream().filter(QualityCheck::refuses).toList();
  }
}
