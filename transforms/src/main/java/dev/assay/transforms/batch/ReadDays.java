package dev.assay.transforms.batch;

import dev.assay.schemas.Columns;
import dev.assay.transforms.lake.ReadFiles;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.History;
import dev.assay.transforms.rows.Block;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.PCollection;

/** Reads the partitions of some days, as the log had them when the delivery was planned. */
final class ReadDays extends PTransform<PCollection<Set<Long>>, PCollection<Block>> {
  private final Deliveries deliveries;
  private final Layer layer;
  private final String name;
  private final Columns columns;

  /**
   * @param columns of the rows, in the order they shall be encoded in
   */
  ReadDays(Deliveries deliveries, Layer layer, String name, Columns columns) {
    this.deliveries = deliveries;
    this.layer = layer;
    this.name = name;
    this.columns = columns;
  }

  @Override
  public PCollection<Block> expand(PCollection<Set<Long>> days) {
    return days.apply("List", ParDo.of(new ListFn(deliveries, layer, name)))
        .setCoder(ReadFiles.coder())
        .apply("Read", ReadFiles.of(deliveries.common().lake().root(), columns));
  }

  private static final class ListFn extends DoFn<Set<Long>, List<DataFile>> {
    private final Deliveries deliveries;
    private final Layer layer;
    private final String name;

    ListFn(Deliveries deliveries, Layer layer, String name) {
      this.deliveries = deliveries;
      this.layer = layer;
      this.name = name;
    }

    @ProcessElement
    public void list(
        @Element Set<Long> days, BoundedWindow window, OutputReceiver<List<DataFile>> out)
        throws IOException {
      History history = deliveries.in(window).history();
      List<LocalDate> wanted = days.stream().map(LocalDate::ofEpochDay).toList();
      ReadFiles.pieces(history.files(layer, name, wanted)).forEach(out::output);
    }
  }
}
