package dev.assay.transforms.log;

import java.io.Serializable;
import java.time.LocalDate;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A file that a batch wrote.
 *
 * @param layer what kind of rows it holds
 * @param name the dataset or table the rows belong to
 * @param day the day that all its rows are of, if the table is cut by day; null otherwise
 * @param path under the output folder, with {@code /} between names
 * @param rows rows in it, as read back
 * @param bytes its size
 * @param sha256 hash of its content, in hex
 */
public record DataFile(
    Layer layer,
    String name,
    @Nullable LocalDate day,
    String path,
    long rows,
    long bytes,
    String sha256)
    implements Serializable {

  /** The same file, all of whose rows are of that day. */
  public DataFile withDay(LocalDate newDay) {
    return new DataFile(layer, name, newDay, path, rows, bytes, sha256);
  }

  /** The same file with its rows as somebody else counted them. */
  public DataFile withRows(long counted) {
    return new DataFile(layer, name, day, path, counted, bytes, sha256);
  }

  /** The kinds of rows, each a folder of the output. */
  public enum Layer {
    /** Typed, valid, one row per key; Parquet. */
    SILVER,
    /** Tables that answer a question; Parquet. */
    GOLD,
    /** Where the rows of silver stand that a key is looked for in, a day a file; Parquet. */
    INDEX,
    /** Records refused, with raw text and all violations; JSON lines. */
    QUARANTINE,
    /** Rows whose key another row has, with where both stand; JSON lines. */
    DUPLICATES,
    /** Rows of earlier batches that had to give way to rows of this one; JSON lines. */
    REPLACED,
    /** Violations of records that went on; JSON lines. */
    VIOLATIONS,
    /**
     * Records taken out of quarantine, where they came from and what became of them; JSON lines.
     */
    REPLAYED;

    /** Name of the folder. */
    public String folder() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
