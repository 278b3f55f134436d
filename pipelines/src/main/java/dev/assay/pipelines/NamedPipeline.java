package dev.assay.pipelines;

import dev.assay.schemas.RequestException;

/** A pipeline as the command line knows it. */
public interface NamedPipeline {

  /** The word that runs it, also its job's name: {@code banking}. */
  String name();

  /** What it does, one line. */
  String description();

  /** What it takes in, a sentence. */
  String reads();

  /** What it leaves behind, a sentence. */
  String writes();

  /** The options it understands. */
  Class<? extends BatchOptions> options();

  /**
   * Looks at the request, the contract, the delivery and the log; writes nothing.
   *
   * @throws RequestException with all that is wrong
   */
  Plan plan(BatchOptions options);
}
