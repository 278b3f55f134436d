package dev.assay.pipelines;

import dev.assay.transforms.milestones.Milestone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Makes this process wait when it reaches the milestone that the system property {@value #AT}
 * names, until somebody deletes the file that it makes then, {@value #FILE}. Does nothing without
 * the properties.
 */
public final class PauseAtMilestone implements Milestone.Listener {
  /** Name of the milestone. */
  static final String AT = "assay.test.pauseAt";

  /** The file that is there while the process waits. */
  static final String FILE = "assay.test.pauseFile";

  private static final long LOOK_EVERY_MILLIS = 20;

  @Override
  public void reached(Milestone milestone) {
    if (milestone.name().equals(System.getProperty(AT))) {
      Path file = Path.of(System.getProperty(FILE));
      try {
        Files.createFile(file);
        while (Files.exists(file)) {
          TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
