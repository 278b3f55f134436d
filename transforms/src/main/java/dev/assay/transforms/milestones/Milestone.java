package dev.assay.transforms.milestones;

import java.util.List;
import java.util.ServiceLoader;

/**
 * A moment after which a run that dies leaves something different behind. Each is announced to the
 * listeners that {@link ServiceLoader} finds; there are none unless somebody adds one, and the
 * tests that kill a run at each of these moments do.
 */
public enum Milestone {
  /** It is known what will be read and what it is added to; nothing is read or written yet. */
  PLANNED,
  /** A Parquet file of silver has its final name. */
  SILVER_FILE_WRITTEN,
  /** All files are written, the audit is done; the log does not hold the batch yet. */
  READY_TO_COMMIT,
  /** The log holds the batch; the warehouse does not. */
  COMMITTED,
  /** Tables are merged in a transaction of the warehouse that is not committed yet. */
  MERGED,
  /** The warehouse holds the batch; its input has not been archived. */
  PROJECTED;

  /** Is told of milestones, in the thread that reached them. */
  public interface Listener {
    void reached(Milestone milestone);
  }

  private static final List<Listener> LISTENERS =
      ServiceLoader.load(Listener.class).stream().map(ServiceLoader.Provider::get).toList();

  /** Tells the listeners. */
  public void reached() {
    LISTENERS.forEach(listener -> listener.reached(this));
  }
}
