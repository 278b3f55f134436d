package dev.assay.transforms.milestones;

import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;

/**
 * What a run has read so far, for whoever watches it: two counters a dataset, named after it. A
 * retried bundle may count twice, so these are never part of the books.
 */
public final class ReadCounters {
  /** Namespace of the counters of bytes of input files, as they lie in the folder. */
  public static final String BYTES = "read.bytes";

  /** Namespace of the counters of records. */
  public static final String RECORDS = "read.records";

  private ReadCounters() {}

  /** Bytes of a dataset's files that are done; compressed ones count as they lie on disk. */
  public static Counter bytes(String dataset) {
    return Metrics.counter(BYTES, dataset);
  }

  /** Records of a dataset that are done, sound or not. */
  public static Counter records(String dataset) {
    return Metrics.counter(RECORDS, dataset);
  }
}
