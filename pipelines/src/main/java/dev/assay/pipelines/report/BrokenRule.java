package dev.assay.pipelines.report;

import java.util.List;

/**
 * A rule that records in quarantine broke.
 *
 * @param pipeline by which they were read
 * @param dataset that they were read for
 * @param rule its id
 * @param records how many broke it, of all batches in the warehouse
 * @param share of the records of the rule that most broke, 0 to 1, with a point: the length of a
 *     bar
 * @param samples some of them, those of the latest batch first
 */
record BrokenRule(
    String pipeline,
    String dataset,
    String rule,
    String records,
    String share,
    List<Sample> samples) {

  /**
   * A record in quarantine.
   *
   * @param raw as delivered, with classified values masked
   */
  record Sample(String batch, String file, String line, String raw, List<Violated> violations) {}

  /** A rule that it broke; this one or another. */
  record Violated(String rule, String message, String value) {}
}
