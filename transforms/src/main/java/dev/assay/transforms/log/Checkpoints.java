package dev.assay.transforms.log;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the entries of a log come to, written down every now and then so that a reader need not open
 * each of them. They follow from the entries and are never the truth: one that is not there, cannot
 * be read or is not of this log is passed over, and all of them may be deleted at any time.
 */
final class Checkpoints {
  /** Whoever had to open so many entries leaves a checkpoint to the next reader. */
  static final int EVERY = 64;

  /** So does who opened entries of so many input files: an entry says something of each. */
  static final int MANY_FILES = 2_000;

  /** Readers of earlier states find one that is not much earlier. */
  private static final int KEPT = 3;

  private static final int FORMAT = 2;
  private static final String FOLDER = "checkpoint";
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  private final Log log;
  private final LogFiles files;

  /**
   * What a file holds.
   *
   * @param format version of the layout
   * @param manifests version of the manifests that it was made of
   * @param last hash of the last of them, by which the log is known
   */
  private record Checkpoint(int format, int manifests, String last, LogState.Saved state) {}

  Checkpoints(Log log) {
    this.log = log;
    this.files = new LogFiles(log.root() + "/" + Log.FOLDER + "/" + FOLDER);
  }

  /** The state of the latest checkpoint after one entry and not after another, if there is one. */
  Optional<LogState> latest(long after, long upTo) throws IOException {
    return files.numbers().stream()
        .filter(number -> number > after && number <= upTo)
        .sorted(Comparator.reverseOrder())
        .flatMap(number -> read(number).stream())
        .findFirst();
  }

  private Optional<LogState> read(long number) {
    try {
      Checkpoint found = Json.read(files.read(number), Checkpoint.class);
      if (found != null
          && found.format() == FORMAT
          && found.manifests() == Manifest.FORMAT
          && found.state() != null
          && log.hash(number).equals(found.last())) {
        return Optional.of(LogState.of(found.state()));
      }
    } catch (IOException e) {
      LOG.debug("{} is passed over", files.file(number), e);
    }
    return Optional.empty();
  }

  /**
   * Leaves a checkpoint, unless there are enough after it, in place of one that was passed over; if
   * that fails, there is none.
   */
  void write(LogState state) {
    long number = state.number();
    try {
      List<Long> there = files.numbers();
      if (there.stream().filter(later -> later > number).count() >= KEPT) {
        return;
      }
      if (there.contains(number)) {
        if (read(number).isPresent()) {
          return;
        }
        files.delete(number);
      }
      files.create(
          number,
          Json.writeUtf8(new Checkpoint(FORMAT, Manifest.FORMAT, log.hash(number), state.save())));
      List<Long> all = files.numbers();
      for (long each : all.subList(0, Math.max(0, all.size() - KEPT))) {
        files.delete(each);
      }
    } catch (IOException e) {
      LOG.debug("{} is not written", files.file(number), e);
    }
  }
}
