package dev.assay.transforms.land;

import java.io.IOException;
import java.io.Serializable;
import org.apache.beam.sdk.options.PipelineOptions;

/** Something that writes files into a landing folder when it is asked to. */
public interface Inflow extends Serializable {

  /** Nothing comes but what others write. */
  Inflow NONE = options -> {};

  /**
   * Lands what there is now, as files that are whole.
   *
   * @throws IOException if it cannot be had or written; what was not landed comes again
   */
  void land(PipelineOptions options) throws IOException;

  /** Lets go of connections; {@link #land} makes new ones. */
  default void close() throws IOException {}
}
