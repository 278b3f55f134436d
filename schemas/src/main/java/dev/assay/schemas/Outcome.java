package dev.assay.schemas;

/** What happens to a record that breaks a rule. */
public enum Outcome {
  /** It goes on; the violation is listed. */
  WARN,
  /** It goes to quarantine with all its violations. */
  QUARANTINE,
  /** It goes to quarantine, and the batch is not published. */
  FAIL
}
