package dev.assay.transforms.batch;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.Reference;
import dev.assay.transforms.rows.Rows;
import dev.assay.transforms.validate.FindOrphans;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;

/**
 * Lists the rows of a dataset whose reference leads nowhere. They stay in silver. Of an incremental
 * dataset only those are looked at that came with the batch.
 */
final class CheckReference extends PTransform<Rows<Row>, PCollection<Fact>> {
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
    needed.addAll(ListViolations.ORIGIN);
    Finding finding =
        Finding.warning(
            dataset.name(),
            reference.id(),
            reference.fields().get(0),
            "is not in " + reference.dataset() + "." + String.join(", ", reference.targets()));
    return FindOrphans.among(Rows.select(rows, needed), reference.fields().toArray(String[]::new))
        .without(targets, reference.targets().toArray(String[]::new))
        .apply("List", new ListViolations(deliveries, finding));
  }
}
