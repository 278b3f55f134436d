package dev.assay.transforms.log;

import dev.assay.transforms.log.Manifest.Status;
import java.io.Serializable;
import java.time.LocalDate;

/**
 * What an entry of the log is, in short. A log has many of them; what else one of them says is in
 * its {@link Manifest}, which {@link Log#read(long)} reads.
 *
 * @param number its place in the log, from 1
 * @param batch id of the batch
 * @param identity hash over all that the batch was computed from
 * @param pipeline name of the pipeline
 * @param domain domain of the contract
 * @param status whether it was published or refused by its audit
 * @param asOf the day the batch speaks of
 */
public record Entry(
    long number,
    String batch,
    String identity,
    String pipeline,
    String domain,
    Status status,
    LocalDate asOf)
    implements Serializable {

  public boolean isPublished() {
    return status == Status.PUBLISHED;
  }

  /** Whether it came from that pipeline and fills the tables of that domain. */
  public boolean isOf(String otherPipeline, String otherDomain) {
    return pipeline.equals(otherPipeline) && domain.equals(otherDomain);
  }
}
