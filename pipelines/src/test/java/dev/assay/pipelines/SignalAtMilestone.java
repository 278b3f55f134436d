package dev.assay.pipelines;

import dev.assay.transforms.milestones.Milestone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

/**
 * Sends this process a signal when it first reaches the milestone that the system property {@value
 * #AT} names, and goes no further. Does nothing without the property.
 */
public final class SignalAtMilestone implements Milestone.Listener {
  /** Name of the milestone. */
  static final String AT = "assay.test.signalAt";

  /** The signal: KILL, unless it says TERM. */
  static final String SIGNAL = "assay.test.signal";

  @Override
  public void reached(Milestone milestone) {
    if (milestone.name().equals(System.getProperty(AT))) {
      try {
        new ProcessBuilder(
                "kill",
                "-" + System.getProperty(SIGNAL, "KILL"),
                String.valueOf(ProcessHandle.current().pid()))
            .start();
        new CountDownLatch(1).await();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
