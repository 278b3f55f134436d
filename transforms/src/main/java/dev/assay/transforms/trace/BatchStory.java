package dev.assay.transforms.trace;

import dev.assay.transforms.batch.Lines;
import dev.assay.transforms.lake.CommittedLines;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What one batch made of one record, and what came after. */
final class BatchStory {
  private final String root;
  private final LakeFiles files;
  private final Manifest batch;
  private final List<Manifest> feed;
  private final String dataset;
  private final String file;
  private final long line;
  private final List<Event> events = new ArrayList<>();

  /**
   * @param root the output folder, whose files {@code files} are
   * @param feed all entries of the batch's pipeline and domain, by number
   */
  BatchStory(
      String root,
      LakeFiles files,
      Manifest batch,
      List<Manifest> feed,
      String dataset,
      String file,
      long line) {
    this.root = root;
    this.files = files;
    this.batch = batch;
    this.feed = feed;
    this.dataset = dataset;
    this.file = file;
    this.line = line;
  }

  List<Event> tell() throws IOException {
    events.add(Events.read(batch, source()));
    tellOrigin();
    boolean isOut = tellQuarantine();
    tellWarnings();
    boolean isDuplicate = tellDuplicates();
    boolean isRow = batch.isPublished() && tellRow();
    if (batch.isPublished() && !isOut && !isDuplicate && !isRow) {
      events.add(Events.nothing(batch));
    }
    if (!isRow) {
      events.add(Events.end(batch));
    }
    tellReplays();
    tellSuperseded();
    return List.copyOf(events);
  }

  private Manifest.Source source() {
    return batch.sources().stream()
        .filter(s -> s.name().equals(file) && s.dataset().equals(dataset))
        .findFirst()
        .orElseThrow();
  }

  private boolean isHere(String otherFile, long otherLine) {
    return otherFile.equals(file) && otherLine == line;
  }

  /** Adds an event for each line of a layer that is meant; says whether one was. */
  private <T> boolean tell(
      Manifest entry, Layer layer, Class<T> type, Predicate<T> isMeant, Function<T, Event> event)
      throws IOException {
    int before = events.size();
    for (DataFile lines : entry.files(layer, dataset)) {
      CommittedLines.read(
          root,
          lines,
          type,
          each -> {
            if (isMeant.test(each)) {
              events.add(event.apply(each));
            }
          });
    }
    return events.size() > before;
  }

  private void tellOrigin() throws IOException {
    tell(
        batch,
        Layer.REPLAYED,
        Lines.Replayed.class,
        tie -> isHere(tie.file(), tie.line()) && tie.outcome() != Lines.Outcome.SUPERSEDED,
        tie -> Events.replays(batch, tie));
  }

  private boolean tellQuarantine() throws IOException {
    return tell(
        batch,
        Layer.QUARANTINE,
        Lines.Quarantined.class,
        record -> isHere(record.file(), record.line()),
        record -> Events.quarantined(batch, record));
  }

  private void tellWarnings() throws IOException {
    tell(
        batch,
        Layer.VIOLATIONS,
        Lines.Warned.class,
        record -> isHere(record.file(), record.line()),
        record -> Events.warned(batch, record));
  }

  /** Says whether the record is the one that gave way. */
  private boolean tellDuplicates() throws IOException {
    boolean isDuplicate =
        tell(
            batch,
            Layer.DUPLICATES,
            Lines.Duplicate.class,
            lost -> isHere(lost.file(), lost.line()),
            lost -> Events.duplicate(batch, lost));
    tell(
        batch,
        Layer.DUPLICATES,
        Lines.Duplicate.class,
        lost -> isHere(lost.keptFile(), lost.keptLine()),
        lost -> Events.kept(batch, lost));
    return isDuplicate;
  }

  /** Says whether the record is a row of silver. */
  private boolean tellRow() throws IOException {
    try (LakeSql sql = LakeSql.open(files)) {
      GoldRows gold = new GoldRows(root, sql, batch, feed, dataset);
      Map<String, @Nullable String> row = gold.silverRow(file, line);
      if (row == null) {
        return false;
      }
      events.add(Events.row(batch, row));
      events.add(Events.end(batch));
      gold.tell(file, line, events);
    }
    tellReplaced();
    return true;
  }

  /** Where deliveries accumulate, a row stays until a newer one with its key comes. */
  private void tellReplaced() throws IOException {
    for (Manifest later : feed) {
      if (Standing.isIncremental(batch, dataset) && isLater(later) && later.isPublished()) {
        tell(
            later,
            Layer.REPLACED,
            Lines.Duplicate.class,
            lost -> isHere(lost.file(), lost.line()),
            lost -> Events.replaced(later, lost));
      }
    }
  }

  /** A replay elsewhere that took this record out of quarantine. */
  private void tellReplays() throws IOException {
    for (Manifest later : feed) {
      if (isLater(later)) {
        tell(
            later,
            Layer.REPLAYED,
            Lines.Replayed.class,
            tie -> tie.fromBatch().equals(batch.batch()) && isHere(tie.fromFile(), tie.fromLine()),
            tie -> Events.replayed(later, tie));
      }
    }
  }

  private boolean isLater(Manifest other) {
    return other.number() > batch.number();
  }

  private void tellSuperseded() {
    Standing standing = Standing.of(batch, dataset, feed);
    if (standing.by() != null) {
      events.add(Events.superseded(standing.by(), standing.state()));
    }
  }
}
