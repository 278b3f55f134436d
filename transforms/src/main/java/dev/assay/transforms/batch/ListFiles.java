package dev.assay.transforms.batch;

import dev.assay.transforms.lake.ReadFiles;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.History;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.PCollection;

/**
 * Lists files that earlier batches left, as the log had them when the delivery was planned.
 *
 * @param <T> what says of each delivery which files are wanted
 */
final class ListFiles<T> extends PTransform<PCollection<T>, PCollection<List<DataFile>>> {
  /**
   * Says which files are wanted.
   *
   * @param <T> an element
   */
  interface Choice<T> extends Serializable {
    List<DataFile> of(T element, Delivery delivery, History history);
  }

  private final Deliveries deliveries;
  private final Choice<T> choice;

  ListFiles(Deliveries deliveries, Choice<T> choice) {
    this.deliveries = deliveries;
    this.choice = choice;
  }

  @Override
  public PCollection<List<DataFile>> expand(PCollection<T> elements) {
    return elements
        .apply("List", ParDo.of(new ListFn<>(deliveries, choice)))
        .setCoder(ReadFiles.coder());
  }

  private static final class ListFn<T> extends DoFn<T, List<DataFile>> {
    private final Deliveries deliveries;
    private final Choice<T> choice;

    ListFn(Deliveries deliveries, Choice<T> choice) {
      this.deliveries = deliveries;
      this.choice = choice;
    }

    @ProcessElement
    public void list(@Element T element, BoundedWindow window, OutputReceiver<List<DataFile>> out)
        throws IOException {
      Delivery delivery = deliveries.in(window);
      ReadFiles.pieces(choice.of(element, delivery, delivery.history())).forEach(out::output);
    }
  }
}
