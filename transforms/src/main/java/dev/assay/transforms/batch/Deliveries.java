package dev.assay.transforms.batch;

import dev.assay.schemas.Dataset;
import dev.assay.transforms.log.History;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * What the steps of a graph work on: one delivery in a batch; in a stream one after the other, each
 * in a window of its own. A step asks for that of its window, and is the same in both.
 */
public abstract class Deliveries implements Serializable {
  private final SharedDelivery common;

  /**
   * @param common what all of them have in common, such as contract, lake and options; its files
   *     are not to be asked for
   */
  protected Deliveries(Delivery common) {
    this.common = new SharedDelivery(common);
  }

  /** One delivery: a batch. */
  public static Deliveries of(Delivery delivery) {
    return new Single(delivery);
  }

  /** What all of them have in common: contract, lake, warehouse, options. */
  public Delivery common() {
    return common.get();
  }

  /** Into how many buckets a dataset is grouped. */
  int buckets(Dataset dataset) {
    return common().buckets(dataset);
  }

  /**
   * What earlier batches had left when the graph was built: not what a delivery builds on, but
   * enough to tell how much there is.
   */
  History before() {
    try {
      return common().history();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The delivery of a window. */
  abstract Delivery in(BoundedWindow window) throws IOException;

  /**
   * What is to be done with a delivery that another batch has overtaken, so that it has to be
   * planned again.
   *
   * @return whether that is seen to; otherwise the run fails
   */
  boolean giveUp(BoundedWindow window) throws IOException {
    return false;
  }

  /** Takes note that a delivery has come to its end; may be told more than once. */
  void end(BoundedWindow window) throws IOException {}

  /** Tells whoever watches of something wrong that keeps nothing else from going on. */
  void tell(String problem) {}

  /** One element a delivery, in the delivery's window: the graph begins with it. */
  abstract PCollection<String> begin(PBegin begin);

  private static final class Single extends Deliveries {
    Single(Delivery delivery) {
      super(delivery);
    }

    @Override
    Delivery in(BoundedWindow window) {
      return common();
    }

    @Override
    PCollection<String> begin(PBegin begin) {
      return begin.apply("Batch", Create.of(common().batch()));
    }
  }
}
