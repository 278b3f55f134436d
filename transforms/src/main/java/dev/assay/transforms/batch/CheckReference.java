package dev.assay.transforms.batch;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.Reference;
import dev.assay.transforms.batch.Lines.Warned;
import dev.assay.transforms.lake.JsonLines;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.rows.Block;
import dev.assay.transforms.rows.Bucket;
import dev.assay.transforms.rows.KeyRows;
import dev.assay.transforms.rows.RowCursor;
import dev.assay.transforms.rows.Rows;
import dev.assay.transforms.validate.FindOrphans;
import dev.assay.transforms.validate.Violation;
import java.io.IOException;
import java.util.ArrayList;
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

/**
 * Lists the rows of a dataset whose reference leads nowhere. They stay in silver. Of an incremental
 * dataset only those are looked at that came with the batch.
 */
final class CheckReference extends PTransform<Rows<Row>, PCollection<Fact>> {
  private static final List<String> ORIGIN =
      List.of(Dataset.SOURCE_FILE.name(), Dataset.SOURCE_LINE.name());

  private final Deliveries deliveries;
  private final Dataset dataset;
  private final Reference reference;
  private final Rows<Row> targets;

  /**
   * @param targets the rows that are referred to
   */
  CheckReference(Deliveries deliveries, Dataset dataset, Reference reference, Rows<Row> targets) {
    this.deliveries = deliveries;
    this.dataset = dataset;
    this.reference = reference;
    this.targets = targets;
  }

  @Override
  public PCollection<Fact> expand(Rows<Row> rows) {
    List<String> needed = new ArrayList<>(reference.fields());
    needed.addAll(ORIGIN);
    Rows<Row> orphans =
        FindOrphans.among(Rows.select(rows, needed), reference.fields().toArray(String[]::new))
            .without(targets, reference.targets().toArray(String[]::new));
    return orphans
        .apply("KeyOrphans", KeyRows.by(ORIGIN, orphans))
        .apply("GroupOrphans", GroupByKey.create())
        .apply(
            "List",
            ParDo.of(
                new ListFn(
                    deliveries, dataset, reference, KeyRows.keyed(orphans.columns(), ORIGIN))))
        .setCoder(Fact.coder());
  }

  private static final class ListFn extends DoFn<KV<Integer, Iterable<Block>>, Fact> {
    private final Deliveries deliveries;
    private final Dataset dataset;
    private final Reference reference;
    private final Columns columns;

    ListFn(Deliveries deliveries, Dataset dataset, Reference reference, Columns columns) {
      this.deliveries = deliveries;
      this.dataset = dataset;
      this.reference = reference;
      this.columns = columns;
    }

    @ProcessElement
    public void list(
        @Element KV<Integer, Iterable<Block>> bucket,
        BoundedWindow window,
        OutputReceiver<Fact> out)
        throws IOException {
      Delivery delivery = deliveries.in(window);
      Bucket orphans = Bucket.of(columns.select(ORIGIN), bucket.getValue());
      String part = String.format("%s-%05d.jsonl", reference.id(), bucket.getKey());
      Violation violation = violation();
      Map<String, RuleTally> tallies = new TreeMap<>();
      try (JsonLines lines =
          new JsonLines(() -> delivery.create(DataFile.Layer.VIOLATIONS, dataset.name(), part))) {
        RowCursor row = new RowCursor(columns);
        for (int i = 0; i < orphans.size(); i++) {
          orphans.show(i, row);
          String file = row.stringAt(0);
          long line = row.longAt(1);
          lines.write(Warned.of(delivery.batch(), dataset.name(), file, line, violation));
          tallies
              .computeIfAbsent(file, name -> new RuleTally(dataset.name(), name))
              .add(line, false, List.of(violation));
        }
        out.output(
            new Fact.FileWritten(lines.finish(), JsonLines.linesBySource(lines.resource()), null));
      }
      tallies.values().forEach(tally -> tally.facts().forEach(out::output));
    }

    private Violation violation() {
      return Violation.of(
          reference.id(),
          reference.fields().get(0),
          "is not in " + reference.dataset() + "." + String.join(", ", reference.targets()),
          null);
    }
  }
}
