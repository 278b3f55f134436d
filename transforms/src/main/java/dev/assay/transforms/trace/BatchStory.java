package dev.assay.transforms.trace;

import dev.assay.transforms.batch.Lines;
import dev.assay.transforms.lake.CommittedLines;
import dev.assay.transforms.ledger.QualityCheck;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.trace.Event.Kind;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What one batch made of one record, and what came after. */
final class BatchStory {
  private final String root;
  private final Manifest batch;
  private final List<Manifest> feed;
  private final String dataset;
  private final String file;
  private final long line;
  private boolean isFound;

  BatchStory(
      String root, Manifest batch, List<Manifest> feed, String dataset, String file, long line) {
    this.root = root;
    this.batch = batch;
    this.feed = feed;
    this.dataset = dataset;
    this.file = file;
    this.line = line;
  }

  void tell(List<Event> events) throws IOException {
    tellRead(events);
    tellOrigin(events);
    tellQuarantine(events);
    tellWarnings(events);
    tellDuplicates(events);
    Event end = end();
    if (batch.isPublished()) {
      try (LakeSql sql = LakeSql.open(root)) {
        GoldRows gold = new GoldRows(root, sql, batch, feed, dataset);
        Map<String, @Nullable String> row = gold.silverRow(file, line);
        if (row != null) {
          isFound = true;
          events.add(rowEvent(row));
          events.add(end);
          gold.tell(file, line, events);
          tellReplaced(events);
        }
      }
    }
    if (!isFound && batch.isPublished()) {
      events.add(
          Event.of(
              Kind.NONE,
              batch,
              "reason",
              "no record starts at this line: it is the header, blank, within a record, or beyond"
                  + " the end"));
    }
    if (!events.contains(end)) {
      events.add(end);
    }
    tellReplays(events);
    tellSuperseded(events);
  }

  private void tellRead(List<Event> events) {
    Manifest.Source source =
        batch.sources().stream()
            .filter(s -> s.name().equals(file) && s.dataset().equals(dataset))
            .findFirst()
            .orElseThrow();
    events.add(
        Event.of(
            Kind.READ,
            batch,
            "pipeline",
            batch.pipeline(),
            "asOf",
            batch.asOf().toString(),
            "contract",
            batch.contract().id() + " " + batch.contract().version(),
            "contractSha256",
            batch.contract().sha256(),
            "bytes",
            source.bytes(),
            "crc32c",
            source.crc32c()));
  }

  private boolean isHere(String otherFile, long otherLine) {
    return otherFile.equals(file) && otherLine == line;
  }

  private <T> void read(Manifest entry, Layer layer, Class<T> type, CommittedLines.Each<T> each)
      throws IOException {
    for (DataFile lines : entry.files(layer, dataset)) {
      CommittedLines.read(root, lines, type, each);
    }
  }

  private void tellOrigin(List<Event> events) throws IOException {
    read(
        batch,
        Layer.REPLAYED,
        Lines.Replayed.class,
        r -> {
          if (isHere(r.file(), r.line()) && r.outcome() != Lines.Outcome.SUPERSEDED) {
            events.add(
                Event.of(
                    Kind.REPLAYS,
                    batch,
                    "fromBatch",
                    r.fromBatch(),
                    "fromFile",
                    r.fromFile(),
                    "fromLine",
                    r.fromLine(),
                    "mended",
                    r.mended()));
          }
        });
  }

  private void tellQuarantine(List<Event> events) throws IOException {
    read(
        batch,
        Layer.QUARANTINE,
        Lines.Quarantined.class,
        r -> {
          if (isHere(r.file(), r.line())) {
            isFound = true;
            events.add(
                Event.of(Kind.QUARANTINED, batch, "raw", r.raw(), "violations", r.violations()));
          }
        });
  }

  private void tellWarnings(List<Event> events) throws IOException {
    read(
        batch,
        Layer.VIOLATIONS,
        Lines.Warned.class,
        r -> {
          if (isHere(r.file(), r.line())) {
            events.add(
                Event.of(
                    Kind.WARNED,
                    batch,
                    "rule",
                    r.rule(),
                    "field",
                    r.field(),
                    "message",
                    r.message()));
          }
        });
  }

  private void tellDuplicates(List<Event> events) throws IOException {
    read(
        batch,
        Layer.DUPLICATES,
        Lines.Duplicate.class,
        r -> {
          if (isHere(r.file(), r.line())) {
            isFound = true;
            events.add(
                Event.of(
                    Kind.DUPLICATE,
                    batch,
                    "key",
                    r.key(),
                    "keptFile",
                    r.keptFile(),
                    "keptLine",
                    r.keptLine(),
                    "differs",
                    r.differs()));
          } else if (isHere(r.keptFile(), r.keptLine())) {
            events.add(
                Event.of(
                    Kind.KEPT,
                    batch,
                    "key",
                    r.key(),
                    "file",
                    r.file(),
                    "line",
                    r.line(),
                    "differs",
                    r.differs()));
          }
        });
  }

  private Event rowEvent(Map<String, @Nullable String> row) {
    Map<String, @Nullable String> fields = new LinkedHashMap<>(row);
    @Nullable String path = fields.remove(LakeSql.FILE);
    fields.keySet().removeIf(name -> name.startsWith("_"));
    return Event.of(
        Kind.ROW, batch, "fields", fields, "silverFile", path == null ? null : under(path));
  }

  /** A path within the lake. */
  private static String under(String path) {
    return path.substring(path.lastIndexOf("/silver/") + 1);
  }

  private Event end() {
    if (batch.isPublished()) {
      return Event.of(Kind.PUBLISHED, batch);
    }
    List<String> checks =
        batch.ledger().refusals().stream().map(QualityCheck::check).distinct().toList();
    return Event.of(Kind.REFUSED, batch, "checks", checks);
  }

  /** Where deliveries accumulate, a row stays until a newer one with its key comes. */
  private void tellReplaced(List<Event> events) throws IOException {
    if (!Standing.isIncremental(batch, dataset)) {
      return;
    }
    for (Manifest later : feed) {
      if (later.number() > batch.number() && later.isPublished()) {
        read(
            later,
            Layer.REPLACED,
            Lines.Duplicate.class,
            r -> {
              if (isHere(r.file(), r.line())) {
                events.add(
                    Event.of(
                        Kind.REPLACED,
                        later,
                        "keptFile",
                        r.keptFile(),
                        "keptLine",
                        r.keptLine(),
                        "differs",
                        r.differs()));
              }
            });
      }
    }
  }

  /** A replay elsewhere that took this record out of quarantine. */
  private void tellReplays(List<Event> events) throws IOException {
    for (Manifest later : feed) {
      if (later.number() > batch.number()) {
        read(
            later,
            Layer.REPLAYED,
            Lines.Replayed.class,
            r -> {
              if (r.fromBatch().equals(batch.batch()) && isHere(r.fromFile(), r.fromLine())) {
                events.add(
                    Event.of(
                        Kind.REPLAYED,
                        later,
                        "file",
                        r.file(),
                        "line",
                        r.line(),
                        "mended",
                        r.mended(),
                        "outcome",
                        r.outcome().name().toLowerCase(Locale.ROOT)));
              }
            });
      }
    }
  }

  private void tellSuperseded(List<Event> events) {
    Standing standing = Standing.of(batch, dataset, feed);
    if (standing.by() != null) {
      events.add(
          Event.of(
              Kind.SUPERSEDED,
              standing.by(),
              "asOf",
              standing.by().asOf().toString(),
              "state",
              standing.state().name().toLowerCase(Locale.ROOT)));
    }
  }
}
