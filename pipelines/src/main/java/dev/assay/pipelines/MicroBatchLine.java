package dev.assay.pipelines;

import dev.assay.transforms.ledger.FileBalance;
import dev.assay.transforms.ledger.QualityCheck;
import dev.assay.transforms.log.Manifest;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What a person reads of a micro-batch: one line, and another one for each error: reasons of a
 * refusal, or what a stream does not refuse but tells.
 */
final class MicroBatchLine {
  private MicroBatchLine() {}

  static String of(Manifest manifest) {
    List<FileBalance> files = manifest.ledger().files();
    String line =
        String.format(
            "%s  entry %d, batch %s: %s, %s read, %s accepted, %s quarantined, %s duplicates",
            manifest.committedAt().toString().substring(0, 19).replace('T', ' '),
            manifest.number(),
            manifest.batch(),
            Text.count(files.size(), "file"),
            sum(files, FileBalance::read),
            sum(files, FileBalance::accepted),
            sum(files, FileBalance::quarantined),
            sum(files, FileBalance::duplicates));
    return line
        + (manifest.isPublished()
            ? ", " + Text.count(manifest.days().size(), "day") + " computed"
            : refused(files))
        + reasons(manifest);
  }

  /** Of files that are refused together nobody knows yet which is at fault. */
  private static String refused(List<FileBalance> files) {
    return files.size() == 1
        ? ", REFUSED and set aside: " + Text.printable(files.get(0).file())
        : ", REFUSED; each file is tried alone";
  }

  private static String sum(List<FileBalance> files, ToLongFunction<FileBalance> count) {
    return Text.count(files.stream().mapToLong(count).sum());
  }

  private static String reasons(Manifest manifest) {
    return manifest.ledger().refusals().stream()
        .map(MicroBatchLine::reason)
        .map(Text::printable)
        .map(reason -> "\n  " + reason)
        .collect(Collectors.joining());
  }

  private static String reason(QualityCheck check) {
    return check.table()
        + " "
        + check.check()
        + ": "
        + Text.count(check.failed())
        + " of "
        + Text.count(check.checked())
        + ", wanted: "
        + check.threshold();
  }
}
