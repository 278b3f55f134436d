package dev.assay.transforms.batch;

import dev.assay.schemas.Dataset;
import dev.assay.transforms.batch.Lines.Warned;
import dev.assay.transforms.lake.JsonLines;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.rows.Bucket;
import dev.assay.transforms.rows.RowCursor;
import dev.assay.transforms.validate.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lists the rows of a dataset without a key that equal another row in every field. They stay, since
 * nothing says that two rows may not be alike. The first of them, by file and line, is none.
 */
final class Repeats implements AutoCloseable {
  static final String RULE = "record.repeated";

  private final Delivery delivery;
  private final Dataset dataset;
  private final JsonLines lines;
  private final Map<String, RuleTally> tallies = new TreeMap<>();
  private int original = -1;

  Repeats(Delivery delivery, Dataset dataset, String part) {
    this.delivery = delivery;
    this.dataset = dataset;
    this.lines =
        new JsonLines(
            () -> delivery.create(DataFile.Layer.VIOLATIONS, dataset.name(), part + ".jsonl"));
  }

  /**
   * Looks at the next row of a bucket that is sorted by all fields.
   *
   * @param row a cursor to show the row with
   */
  void look(Bucket sorted, int index, RowCursor row) throws IOException {
    boolean repeats = original >= 0 && sorted.hasSameKey(original, index);
    if (!repeats) {
      original = index;
      return;
    }
    String file = sorted.file(index);
    sorted.show(index, row);
    long line = row.line();
    sorted.show(original, row);
    String place = sorted.file(original) + ":" + row.line();
    Violation violation = Violation.of(RULE, null, "equals " + place, null);
    lines.write(Warned.of(delivery.batch(), dataset.name(), file, line, violation));
    tallies
        .computeIfAbsent(file, name -> new RuleTally(dataset.name(), name))
        .add(line, false, List.of(violation));
  }

  /** What was found; to be asked once, at the end. */
  List<Fact> finish() throws IOException {
    List<Fact> facts = new ArrayList<>();
    if (!lines.isEmpty()) {
      DataFile listed = lines.finish();
      facts.add(new Fact.FileWritten(listed, JsonLines.linesBySource(lines.resource()), null));
      tallies.values().forEach(tally -> facts.addAll(tally.facts()));
    }
    return facts;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
