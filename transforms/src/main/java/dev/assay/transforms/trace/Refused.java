package dev.assay.transforms.trace;

import dev.assay.transforms.batch.Lines;
import dev.assay.transforms.log.Manifest;

/**
 * A record in quarantine.
 *
 * @param entry the batch that refused it
 * @param standing how that batch stands, as far as the record's dataset goes
 * @param record the record, whole
 */
public record Refused(Manifest entry, Standing standing, Lines.Quarantined record) {

  /** Whether it is still to be mended: its batch counts, or was refused and nothing newer came. */
  public boolean isOpen() {
    return standing.state() == Standing.State.CURRENT || standing.state() == Standing.State.REFUSED;
  }
}
