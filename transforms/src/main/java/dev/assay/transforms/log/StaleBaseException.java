package dev.assay.transforms.log;

/**
 * An entry was not appended: it was computed from what the log said up to its base, and another one
 * of its pipeline and domain was published since. Nothing is lost by running the batch again.
 */
public final class StaleBaseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StaleBaseException(Manifest refused, Entry between) {
    super(
        "batch "
            + refused.batch()
            + " was computed from the log up to entry "
            + refused.base()
            + ", and entry "
            + between.number()
            + " (batch "
            + between.batch()
            + ") of pipeline "
            + between.pipeline()
            + " was published meanwhile; nothing was changed, run it again");
  }
}
