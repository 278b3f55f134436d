package dev.assay.transforms.ledger;

import java.io.Serializable;
import java.util.Map;

/**
 * The account of one input file: every record of it went to exactly one place.
 *
 * @param dataset the dataset the file belongs to
 * @param file its name
 * @param read records the reader found
 * @param accepted rows of silver as written that name the file as their source
 * @param quarantined lines of quarantine as written
 * @param duplicates lines of duplicates as written
 * @param quarantinedBy records quarantined, by rule; one that breaks two rules counts in both
 * @param warned records that broke a rule and went on, by rule
 */
public record FileBalance(
    String dataset,
    String file,
    long read,
    long accepted,
    long quarantined,
    long duplicates,
    Map<String, Long> quarantinedBy,
    Map<String, Long> warned)
    implements Serializable {

  /** Records read less records found elsewhere; zero if the file's books balance. */
  public long difference() {
    return read - accepted - quarantined - duplicates;
  }
}
