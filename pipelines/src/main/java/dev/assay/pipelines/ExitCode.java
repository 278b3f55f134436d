package dev.assay.pipelines;

/** What the process says to whatever started it. */
public enum ExitCode {
  /** The batch is published, or was before. Also: help, lists, generated data. */
  PUBLISHED(0),
  /** The run broke off: a fault of the machine, of a service, or a bug. A rerun is safe. */
  FAILED(1),
  /** The request, the contract or the delivery is wrong. */
  REQUEST(2),
  /** The audit refused to publish the batch. */
  REFUSED(3);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
