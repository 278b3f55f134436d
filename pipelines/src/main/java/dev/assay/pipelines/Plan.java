package dev.assay.pipelines;

import java.io.IOException;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;

/** A request found sound: it is known what will be read, and nothing has run. */
public interface Plan extends AutoCloseable {

  /** Bytes of the input files of each dataset, in the contract's order. */
  Map<String, Long> bytes();

  /** Into how many buckets the largest dataset is grouped; very many if that is not known. */
  default int buckets() throws IOException {
    return Integer.MAX_VALUE;
  }

  /** Adds to the pipeline all that the request takes, publishing included. */
  void build(Pipeline pipeline);

  /** What the batch came to. To be asked once the pipeline has ended well. */
  BatchResult result() throws IOException;

  /** Sees the running pipeline to its end, and tells of it. */
  default ExitCode follow(PipelineResult running, Console console) throws IOException {
    Progress.on(console, bytes()).follow(running);
    BatchResult result = result();
    console.out().print(Summary.of(result));
    return result.exitCode();
  }

  /**
   * Whether another run has published since this one was planned, so that it is to be planned anew.
   */
  default boolean isOvertaken() throws IOException {
    return false;
  }

  /** Lets go of what the plan holds; the run has ended, well or not. */
  @Override
  default void close() throws IOException {}
}
