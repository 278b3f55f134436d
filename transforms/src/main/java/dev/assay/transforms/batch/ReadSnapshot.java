package dev.assay.transforms.batch;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.transforms.lake.ReadFiles;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.History;
import dev.assay.transforms.rows.RowLayout;
import dev.assay.transforms.rows.RowType;
import dev.assay.transforms.rows.Rows;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;

/** Reads a dataset as the latest batch that delivered it left it; no rows if none did. */
final class ReadSnapshot extends PTransform<PCollection<String>, Rows<Row>> {
  private final Deliveries deliveries;
  private final Dataset dataset;

  ReadSnapshot(Deliveries deliveries, Dataset dataset) {
    this.deliveries = deliveries;
    this.dataset = dataset;
  }

  @Override
  public Rows<Row> expand(PCollection<String> batches) {
    Columns columns = RowLayout.of(dataset).columns();
    return Rows.ofBlocks(
        batches
            .apply("List", ParDo.of(new ListFn(deliveries, dataset.name())))
            .setCoder(ReadFiles.coder())
            .apply("Read", ReadFiles.of(deliveries.common().lake().root(), columns)),
        RowType.of(columns),
        deliveries.buckets(dataset));
  }

  private static final class ListFn extends DoFn<String, List<DataFile>> {
    private final Deliveries deliveries;
    private final String dataset;

    ListFn(Deliveries deliveries, String dataset) {
      this.deliveries = deliveries;
      this.dataset = dataset;
    }

    @ProcessElement
    public void list(BoundedWindow window, OutputReceiver<List<DataFile>> out) throws IOException {
      deliveries.in(window).history().snapshots(dataset).stream()
          .max(Comparator.comparing(History.Snapshot::asOf))
          .ifPresent(latest -> ReadFiles.pieces(latest.files()).forEach(out::output));
    }
  }
}
