package dev.assay.transforms.log;

import java.io.Serializable;

/**
 * A file that a batch wrote.
 *
 * @param layer what kind of rows it holds
 * @param name the dataset or table the rows belong to
 * @param path under the output folder, with {@code /} between names
 * @param rows rows in it, as read back
 * @param bytes its size
 * @param sha256 hash of its content, in hex
 */
public record DataFile(Layer layer, String name, String path, long rows, long bytes, String sha256)
    implements Serializable {

  /** The same file with its rows as somebody else counted them. */
  public DataFile withRows(long counted) {
    return new DataFile(layer, name, path, counted, bytes, sha256);
  }

  /** The kinds of rows, each a folder of the output. */
  public enum Layer {
    /** Typed, valid, one row per key; Parquet. */
    SILVER,
    /** Tables that answer a question; Parquet. */
    GOLD,
    /** Records refused, with raw text and all violations; JSON lines. */
    QUARANTINE,
    /** Rows whose key another row has, with where both stand; JSON lines. */
    DUPLICATES,
    /** Violations of records that went on; JSON lines. */
    VIOLATIONS;

    /** Name of the folder. */
    public String folder() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
