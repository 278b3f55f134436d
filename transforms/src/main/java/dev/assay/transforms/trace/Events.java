package dev.assay.transforms.trace;

import dev.assay.transforms.batch.Lines;
import dev.assay.transforms.ledger.QualityCheck;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.trace.Event.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What the log and the lines of a batch say of a record, as events. */
final class Events {
  private static final String SILVER = "/silver/";

  private Events() {}

  static Event read(Manifest batch, Manifest.Source source) {
    return Event.of(Kind.READ, batch)
        .with("pipeline", batch.pipeline())
        .with("asOf", batch.asOf().toString())
        .with("contract", batch.contract().id() + " " + batch.contract().version())
        .with("contractSha256", batch.contract().sha256())
        .with("bytes", source.bytes())
        .with("crc32c", source.crc32c());
  }

  static Event replays(Manifest batch, Lines.Replayed tie) {
    return Event.of(Kind.REPLAYS, batch)
        .with("fromBatch", tie.fromBatch())
        .with("fromFile", tie.fromFile())
        .with("fromLine", tie.fromLine())
        .with("mended", tie.mended());
  }

  static Event quarantined(Manifest batch, Lines.Quarantined record) {
    return Event.of(Kind.QUARANTINED, batch)
        .with("raw", record.raw())
        .with("violations", record.violations());
  }

  static Event warned(Manifest batch, Lines.Warned record) {
    return Event.of(Kind.WARNED, batch)
        .with("rule", record.rule())
        .with("field", record.field())
        .with("message", record.message());
  }

  static Event duplicate(Manifest batch, Lines.Duplicate lost) {
    return Event.of(Kind.DUPLICATE, batch)
        .with("key", lost.key())
        .with("keptFile", lost.keptFile())
        .with("keptLine", lost.keptLine())
        .with("differs", lost.differs());
  }

  static Event kept(Manifest batch, Lines.Duplicate lost) {
    return Event.of(Kind.KEPT, batch)
        .with("key", lost.key())
        .with("file", lost.file())
        .with("line", lost.line())
        .with("differs", lost.differs());
  }

  /** Of a row of silver, with the file it is in, by its path within the lake. */
  static Event row(Manifest batch, Map<String, @Nullable String> row) {
    Map<String, @Nullable String> fields = new LinkedHashMap<>(row);
    @Nullable String path = fields.remove(LakeSql.FILE);
    fields.keySet().removeIf(name -> name.startsWith("_"));
    return Event.of(Kind.ROW, batch)
        .with("fields", fields)
        .with("silverFile", path == null ? null : path.substring(path.lastIndexOf(SILVER) + 1));
  }

  static Event nothing(Manifest batch) {
    return Event.of(Kind.NONE, batch)
        .with(
            "reason",
            "no record starts at this line: it is the header, blank, within a record, or beyond"
                + " the end");
  }

  /** How the batch ended. */
  static Event end(Manifest batch) {
    if (batch.isPublished()) {
      return Event.of(Kind.PUBLISHED, batch);
    }
    List<String> checks =
        batch.ledger().refusals().stream().map(QualityCheck::check).distinct().toList();
    return Event.of(Kind.REFUSED, batch).with("checks", checks);
  }

  static Event replaced(Manifest later, Lines.Duplicate lost) {
    return Event.of(Kind.REPLACED, later)
        .with("keptFile", lost.keptFile())
        .with("keptLine", lost.keptLine())
        .with("differs", lost.differs());
  }

  static Event replayed(Manifest later, Lines.Replayed tie) {
    return Event.of(Kind.REPLAYED, later)
        .with("file", tie.file())
        .with("line", tie.line())
        .with("mended", tie.mended())
        .with("outcome", tie.outcome().name().toLowerCase(Locale.ROOT));
  }

  static Event superseded(Manifest by, Standing.State state) {
    return Event.of(Kind.SUPERSEDED, by)
        .with("asOf", by.asOf().toString())
        .with("state", state.name().toLowerCase(Locale.ROOT));
  }
}
