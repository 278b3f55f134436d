package dev.assay.transforms.batch;

import dev.assay.transforms.read.SourceFile;
import java.util.List;

/**
 * What of a delivery differs from one micro-batch of a stream to the next; kept in a file of the
 * lake, so that every worker can learn it from the window it works on.
 *
 * @param batch id of the batch
 * @param identity hash over the files and over all that changes the result
 * @param base number of the entry of the log that it builds on
 * @param run id of the run, for what it writes
 * @param files the files
 * @param leavesSome whether it leaves files to the next one that might have been taken now
 */
record MicroBatch(
    String batch,
    String identity,
    long base,
    String run,
    List<SourceFile> files,
    boolean leavesSome) {
  /**
   * What a delivery takes of the files that might have been taken.
   *
   * @param found how many
   */
  static MicroBatch of(Delivery delivery, int found) {
    return new MicroBatch(
        delivery.batch(),
        delivery.identity(),
        delivery.base(),
        delivery.lake().run(),
        delivery.files(),
        delivery.isFull() || delivery.files().size() < found);
  }

  /** The whole of the delivery. */
  Delivery in(Delivery common) {
    return common.with(batch, identity, base, run, files);
  }
}
