package dev.assay.pipelines;

import dev.assay.schemas.RequestException;
import java.io.IOException;
import java.util.Optional;

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

  /** Whether it goes on until somebody stops it. */
  default boolean isStream() {
    return false;
  }

  /** The options it understands. */
  Class<? extends RunOptions> options();

  /** Whether records that it refused can be replayed by it. */
  default boolean isReplayed() {
    return true;
  }

  /**
   * Looks at the request, the contract, the delivery and the log; publishes nothing.
   *
   * @return what is to be done; empty if the delivery was published and archived before
   * @throws RequestException with all that is wrong
   * @throws IOException if the log cannot be read
   */
  Optional<Plan> plan(RunOptions options) throws IOException;
}
