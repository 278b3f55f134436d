package dev.assay.transforms.batch;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.transforms.batch.Lines.Warned;
import dev.assay.transforms.lake.JsonLines;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.rows.Block;
import dev.assay.transforms.rows.Bucket;
import dev.assay.transforms.rows.KeyRows;
import dev.assay.transforms.rows.RowCursor;
import dev.assay.transforms.rows.Rows;
import dev.assay.transforms.validate.Violation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;

/** Lists rows with something wrong, by file and line: a row once, however often it comes in. */
final class ListViolations extends PTransform<Rows<Row>, PCollection<Fact>> {
  /** The columns that the rows must have. */
  static final List<String> ORIGIN =
      List.of(Dataset.SOURCE_FILE.name(), Dataset.SOURCE_LINE.name());

  private final Deliveries deliveries;
  private final Finding finding;

  ListViolations(Deliveries deliveries, Finding finding) {
    this.deliveries = deliveries;
    this.finding = finding;
  }

  @Override
  public PCollection<Fact> expand(Rows<Row> rows) {
    return rows.apply("Key", KeyRows.by(ORIGIN, rows))
        .apply("Group", GroupByKey.create())
        .apply(
            "List",
            ParDo.of(new ListFn(deliveries, finding, KeyRows.keyed(rows.columns(), ORIGIN))))
        .setCoder(Fact.coder());
  }

  private static final class ListFn extends DoFn<KV<Integer, Iterable<Block>>, Fact> {
    private final Deliveries deliveries;
    private final Finding finding;
    private final Columns columns;

    ListFn(Deliveries deliveries, Finding finding, Columns columns) {
      this.deliveries = deliveries;
      this.finding = finding;
      this.columns = columns;
    }

    @ProcessElement
    public void list(
        @Element KV<Integer, Iterable<Block>> bucket,
        BoundedWindow window,
        OutputReceiver<Fact> out)
        throws IOException {
      Delivery delivery = deliveries.in(window);
      Bucket rows = Bucket.of(columns.select(ORIGIN), bucket.getValue());
      String part = String.format("%s-%05d.jsonl", finding.rule(), bucket.getKey());
      Violation violation = Violation.of(finding.rule(), finding.field(), finding.message(), null);
      Map<String, RuleTally> tallies = new TreeMap<>();
      try (JsonLines lines =
          new JsonLines(
              () -> delivery.create(DataFile.Layer.VIOLATIONS, finding.dataset(), part))) {
        RowCursor row = new RowCursor(columns);
        for (int i = 0; i < rows.size(); i = rows.endOfKey(i)) {
          rows.show(i, row);
          String file = row.stringAt(0);
          long line = row.longAt(1);
          lines.write(Warned.of(delivery.batch(), finding.dataset(), file, line, violation));
          tallies
              .computeIfAbsent(file, name -> new RuleTally(finding.dataset(), name))
              .add(line, false, List.of(violation));
        }
        out.output(
            new Fact.FileWritten(lines.finish(), JsonLines.linesBySource(lines.resource()), null));
      }
      tallies.values().forEach(tally -> tally.facts().forEach(out::output));
    }
  }
}
