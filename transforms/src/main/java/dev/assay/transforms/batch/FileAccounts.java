package dev.assay.transforms.batch;

import dev.assay.transforms.ledger.FileBalance;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.read.SourceFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the records of each input file: what the reader counted beside what the files that
 * were written hold of it. A delivery may have thousands of files, so each fact is looked at once.
 */
final class FileAccounts {
  private final Map<Integer, Long> read = new HashMap<>();
  private final Map<Written, Long> written = new HashMap<>();
  private final Map<Broken, Map<String, Long>> broken = new HashMap<>();

  private record Written(Layer layer, String dataset, String file) {}

  private record Broken(boolean rejected, String dataset, String file) {}

  private FileAccounts() {}

  static FileAccounts of(
      List<Fact.RangeRead> reads, List<Fact.FileWritten> files, List<Fact.RuleBroken> rules) {
    FileAccounts accounts = new FileAccounts();
    reads.forEach(range -> accounts.read.merge(range.file(), range.records(), Long::sum));
    files.forEach(
        file ->
            file.rowsBySource()
                .forEach(
                    (source, rows) ->
                        accounts.written.merge(
                            new Written(file.file().layer(), file.file().name(), source),
                            rows,
                            Long::sum)));
    rules.forEach(
        rule ->
            accounts
                .broken
                .computeIfAbsent(
                    new Broken(rule.rejected(), rule.dataset(), rule.file()), of -> new TreeMap<>())
                .merge(rule.rule(), rule.count(), Long::sum));
    return accounts;
  }

  /** The line of a file in the books, whether it balances or not. */
  FileBalance balance(int index, SourceFile file) {
    return new FileBalance(
        file.dataset(),
        file.name(),
        read.getOrDefault(index, 0L),
        rows(Layer.SILVER, file),
        rows(Layer.QUARANTINE, file),
        rows(Layer.DUPLICATES, file),
        rules(true, file),
        rules(false, file));
  }

  private long rows(Layer layer, SourceFile file) {
    return written.getOrDefault(new Written(layer, file.dataset(), file.name()), 0L);
  }

  private Map<String, Long> rules(boolean rejected, SourceFile file) {
    return broken.getOrDefault(new Broken(rejected, file.dataset(), file.name()), Map.of());
  }
}
