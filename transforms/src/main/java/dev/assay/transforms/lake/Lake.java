package dev.assay.transforms.lake;

import dev.assay.transforms.log.DataFile;
import java.io.IOException;
import java.io.Serializable;
import java.time.LocalDate;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * An output folder, written by one run.
 *
 * @param root the folder, as Beam's file systems know it, without a slash at its end
 * @param run id of the run: its unfinished files lie in {@code _tmp/<run>}
 */
public record Lake(String root, String run) implements Serializable {

  /** Folder of files that are not finished. */
  public static final String UNFINISHED = "_tmp";

  /** What the name of the folder of a day begins with, within that of a batch. */
  public static final String DAY = "day=";

  /**
   * Starts a file of a batch, under a name of its own until it is finished.
   *
   * @param name dataset or table of its rows
   * @param part name of the file in the folder of the batch
   */
  public LakeFile create(DataFile.Layer layer, String name, String batch, String part)
      throws IOException {
    return LakeFile.create(this, layer, name, null, folder(layer, name, batch) + "/" + part);
  }

  /** Starts a file of the rows of one day, in a folder of that day. */
  public LakeFile create(
      DataFile.Layer layer, String name, String batch, LocalDate day, String part)
      throws IOException {
    String folder = folder(layer, name, batch) + "/" + DAY + day;
    return LakeFile.create(this, layer, name, day, folder + "/" + part);
  }

  /** The folder, under the output, of what a batch wrote of a dataset or table. */
  public static String folder(DataFile.Layer layer, String name, String batch) {
    return layer.folder() + "/" + name + "/batch=" + batch;
  }

  /** A file under the output. */
  public ResourceId resource(String path) {
    return FileSystems.matchNewResource(root + "/" + path, false);
  }
}
