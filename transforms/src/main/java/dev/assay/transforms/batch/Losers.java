package dev.assay.transforms.batch;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.transforms.batch.Lines.Duplicate;
import dev.assay.transforms.lake.JsonLines;
import dev.assay.transforms.ledger.QualityCheck;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.rows.Bucket;
import dev.assay.transforms.rows.RowCursor;
import dev.assay.transforms.rows.RowLayout;
import dev.assay.transforms.validate.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lists the rows that gave way to another of their key: those of this batch as duplicates, one of
 * an earlier batch as replaced. One that holds something else than the row that stays is in
 * conflict with it; the others are mere repeats.
 */
final class Losers implements AutoCloseable {
  /** A key came again with other content. */
  static final String CONFLICT = "record.conflict";

  /** Whether a check tells of that. */
  static boolean isConflict(QualityCheck check) {
    return check.check().equals(CONFLICT);
  }

  private final Delivery delivery;
  private final Dataset dataset;
  private final RowCursor key;
  private final JsonLines duplicates;
  private final JsonLines replaced;
  private final Map<String, RuleTally> conflicts = new TreeMap<>();

  /**
   * @param part name of the files, among those of this batch
   */
  Losers(Delivery delivery, Dataset dataset, String part) {
    Columns columns = RowLayout.of(dataset).groupedBy();
    this.delivery = delivery;
    this.dataset = dataset;
    this.key = new RowCursor(columns);
    this.duplicates = lines(Layer.DUPLICATES, part);
    this.replaced = lines(Layer.REPLACED, part);
  }

  private JsonLines lines(Layer layer, String part) {
    return new JsonLines(() -> delivery.create(layer, dataset.name(), part));
  }

  /**
   * Lists the rows of one key but the one that is kept. A key that came again after the days of the
   * index has several rows already; they stay as they are until a newer one comes.
   */
  void list(Bucket rows, int from, int to, int kept, Versions versions) throws IOException {
    for (int i = from; i < to; i++) {
      if (i != kept && !(isKnown(rows, i) && isKnown(rows, kept))) {
        list(rows, i, kept, versions.differ(rows, i, kept));
      }
    }
  }

  private void list(Bucket rows, int loser, int winner, boolean differs) throws IOException {
    boolean isKnown = isKnown(rows, loser);
    long winnerLine = line(rows, winner);
    long line = line(rows, loser);
    Duplicate listed =
        new Duplicate(
            delivery.batch(),
            dataset.name(),
            rows.file(loser),
            line,
            key(),
            rows.file(winner),
            winnerLine,
            differs);
    (isKnown ? replaced : duplicates).write(listed);
    if (differs) {
      String file = rows.file(isKnown ? winner : loser);
      String place = isKnown ? rows.file(loser) + ":" + line : rows.file(winner) + ":" + winnerLine;
      String message = "has the key of " + place + ", and other content";
      conflicts
          .computeIfAbsent(file, name -> new RuleTally(dataset.name(), name))
          .add(
              isKnown ? winnerLine : line,
              false,
              List.of(Violation.of(CONFLICT, null, message, null)));
    }
  }

  private static boolean isKnown(Bucket rows, int row) {
    return rows.input(row) == SettleKeys.KNOWN;
  }

  private long line(Bucket rows, int row) {
    rows.show(row, key);
    return key.line();
  }

  private List<String> key() {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < key.columns().size(); i++) {
      values.add(String.valueOf(key.valueAt(i)));
    }
    return values;
  }

  /** What was listed; to be asked once, at the end. */
  List<Fact> finish() throws IOException {
    List<Fact> facts = new ArrayList<>();
    for (JsonLines lines : List.of(duplicates, replaced)) {
      if (!lines.isEmpty()) {
        DataFile file = lines.finish();
        facts.add(new Fact.FileWritten(file, JsonLines.linesBySource(lines.resource()), null));
      }
    }
    conflicts.values().forEach(tally -> facts.addAll(tally.facts()));
    return facts;
  }

  @Override
  public void close() throws IOException {
    duplicates.close();
    replaced.close();
  }
}
