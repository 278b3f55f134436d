package dev.assay.pipelines;

import dev.assay.transforms.ledger.FileBalance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The accounts of files as a person can take them in: of many, one line a dataset. */
final class FilesShown {
  /** More lines than this are read by nobody; the warehouse has them all, in {@code load_audit}. */
  private static final int MOST = 20;

  private FilesShown() {}

  /** The accounts one by one, if they are few; or else those of each dataset together. */
  static List<FileBalance> of(List<FileBalance> files) {
    if (files.size() <= MOST) {
      return files;
    }
    Map<String, FileBalance> sums = new LinkedHashMap<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (FileBalance file : files) {
      sums.merge(file.dataset(), file, FilesShown::plus);
      counts.merge(file.dataset(), 1, Integer::sum);
    }
    return sums.values().stream().map(sum -> named(sum, counts.get(sum.dataset()))).toList();
  }

  private static FileBalance named(FileBalance sum, int files) {
    String name = files == 1 ? sum.file() : sum.dataset() + ", " + Text.count(files, "file");
    return new FileBalance(
        sum.dataset(),
        name,
        sum.read(),
        sum.accepted(),
        sum.quarantined(),
        sum.duplicates(),
        sum.quarantinedBy(),
        sum.warned());
  }

  private static FileBalance plus(FileBalance one, FileBalance other) {
    return new FileBalance(
        one.dataset(),
        one.file(),
        one.read() + other.read(),
        one.accepted() + other.accepted(),
        one.quarantined() + other.quarantined(),
        one.duplicates() + other.duplicates(),
        plus(one.quarantinedBy(), other.quarantinedBy()),
        plus(one.warned(), other.warned()));
  }

  private static Map<String, Long> plus(Map<String, Long> one, Map<String, Long> other) {
    Map<String, Long> sum = new TreeMap<>(one);
    other.forEach((rule, count) -> sum.merge(rule, count, Long::sum));
    return sum;
  }
}
