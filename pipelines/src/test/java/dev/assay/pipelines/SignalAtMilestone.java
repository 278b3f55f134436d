package dev.assay.pipelines;

import dev.assay.transforms.milestones.Milestone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

/**
 * Sends this process a signal when it first reaches the milestone that the system property {@value
 * #AT} names, and goes no further, unless {@value #GOES_ON} is set. Does nothing without the
 * property.
 */
public final class SignalAtMilestone implements Milestone.Listener {
  /** Name of the milestone. */
  static final String AT = "assay.test.signalAt";

  /** The signal: KILL, unless it says TERM. */
  static final String SIGNAL = "assay.test.signal";

  /** Whether the process goes on, as one does that is not killed at once. */
  static final String GOES_ON = "assay.test.goesOn";

  @Override
  public void reached(Milestone milestone) {
    if (milestone.name().equals(System.getProperty(AT))) {
      try {
        new ProcessBuilder(
                "kill",
                "-" + System.getProperty(SIGNAL, "KILL"),
                String.valueOf(ProcessHandle.current().pid()))
            .start()
            .waitFor();
        if (!Boolean.getBoolean(GOES_ON)) {
          new CountDownLatch(1).await();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
