package dev.assay.pipelines;

import dev.assay.schemas.RequestException;
import java.nio.file.Path;

/** Places on this machine, for commands that write nowhere else. */
final class Local {
  private Local() {}

  /**
   * The folder that an option names.
   *
   * @throws RequestException if it is one of a bucket
   */
  static Path folder(String option, String value) {
    if (value.contains("://")) {
      throw new RequestException(
          "--" + option + "=" + value + ": give a folder on this machine, and copy it from there");
    }
    return Path.of(value);
  }

  /**
   * The file that an option names.
   *
   * @throws RequestException if it is one of a bucket
   */
  static Path file(String option, String value) {
    if (value.contains("://")) {
      throw new RequestException(
          "--" + option + "=" + value + ": give a file on this machine, and copy it from there");
    }
    return Path.of(value);
  }
}
