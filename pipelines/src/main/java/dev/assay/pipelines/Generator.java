package dev.assay.pipelines;

import java.io.IOException;
import java.nio.file.Path;

/** Makes a delivery for one pipeline out of nothing but its arguments. */
public interface Generator {

  /** Name of the pipeline that the files are for. */
  String name();

  /** What it makes, one line. */
  String description();

  /**
   * Writes the files. Equal arguments give equal bytes.
   *
   * @param customers how many customers; the other files grow with them
   * @param dirty share of rows made unsound, between 0 and 1
   * @param seed of the random choices
   * @param folder where the files go; made if it is not there
   */
  void write(int customers, double dirty, long seed, Path folder) throws IOException;
}
