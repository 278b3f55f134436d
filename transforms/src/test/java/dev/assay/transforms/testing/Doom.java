package dev.assay.transforms.testing;

import java.util.Random;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Lets the attempt of this thread die after so many steps: outputs, values read, milestones. From
 * then on each further step fails too, in case the DoFn catches the exception.
 */
final class Doom {
  /** Bits of the largest number of steps that an attempt may take before it dies. */
  private static final int BITS = 8;

  private static final ThreadLocal<@Nullable Doom> CURRENT = new ThreadLocal<>();

  /** The worker is gone. */
  static final class WorkerLost extends RuntimeException {
    WorkerLost() {
      super("the worker of this attempt is lost, as the test wants it");
    }
  }

  private int stepsLeft;

  private Doom(int stepsLeft) {
    this.stepsLeft = stepsLeft;
  }

  /** Dooms what a task does in this thread, often after few steps and sometimes after many. */
  static void meet(Runnable task, Random random) {
    CURRENT.set(new Doom(random.nextInt(1 << random.nextInt(BITS))));
    try {
      task.run();
    } finally {
      CURRENT.remove();
    }
  }

  /** Fails if the attempt of this thread has come to its end. */
  static void step() {
    Doom doom = CURRENT.get();
    if (doom != null && --doom.stepsLeft < 0) {
      throw new WorkerLost();
    }
  }
}
