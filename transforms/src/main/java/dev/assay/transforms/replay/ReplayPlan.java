package dev.assay.transforms.replay;

import dev.assay.schemas.RequestException;
import dev.assay.transforms.batch.Lines;
import dev.assay.transforms.log.Entry;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a replay takes out of quarantine and what is to be expected of it. Nothing is written before
 * {@link #write}; a plan that has nothing to do says why.
 *
 * @param of entry of the delivery that is read again whole; null if the records come as a file of
 *     their own
 * @param options what the batch was told beside its files, which holds for its replay too
 * @param fates what becomes of each record, as far as can be told from the record alone
 * @param settledBefore records of the request that were replayed before, to the same effect
 * @param folder where the files of the replay are made; null if there is nothing to replay
 * @param reason why there is nothing to replay; null if there is
 */
public record ReplayPlan(
    @Nullable Manifest of,
    Map<String, String> options,
    List<Fate> fates,
    long settledBefore,
    @Nullable Delivery folder,
    @Nullable String reason) {

  /**
   * A record of a replay.
   *
   * @param file file of the replay that it will stand in, and {@code line} the line; of what is
   *     superseded, where the row stands that has its key, or the batch that counts
   * @param mended whether its text was changed
   * @param outcome what is to be expected
   * @param rules that it breaks; none if it is released
   */
  public record Fate(
      String dataset,
      String file,
      long line,
      String fromBatch,
      String fromFile,
      long fromLine,
      boolean mended,
      Lines.Outcome outcome,
      List<String> rules) {

    Lines.Replayed tie() {
      return new Lines.Replayed(
          "",
          dataset,
          file,
          line,
          fromBatch,
          fromFile,
          fromLine,
          mended,
          outcome == Lines.Outcome.SUPERSEDED ? outcome : null);
    }
  }

  /** The files of a replay, as a delivery. */
  public interface Delivery {
    /** The folder they lie in once they are written. */
    String path();

    /** The file that says where each record came from. */
    String ties();

    /** Writes them. Safe to repeat: equal plans write equal files. */
    void write(List<Lines.Replayed> ties) throws IOException;
  }

  /**
   * Plans a replay.
   *
   * @throws RequestException with everything that is wrong with the request
   */
  public static ReplayPlan of(ReplayRequest request) throws IOException {
    List<Manifest> feed = feed(request);
    if (feed.isEmpty()) {
      throw new RequestException(
          "--output="
              + request.root()
              + " has no batch of pipeline "
              + request.pipeline()
              + " and domain "
              + request.contract().domain()
              + "; for a batch of another contract give that one: --contract=FILE");
    }
    boolean isFeed = feed.stream().anyMatch(entry -> entry.base() != null);
    return isFeed ? new FeedReplay(request, feed).plan() : new DeliveryReplay(request, feed).plan();
  }

  private static List<Manifest> feed(ReplayRequest request) throws IOException {
    Log log = Log.of(request.root());
    List<Manifest> feed = new ArrayList<>();
    for (Entry entry : log.entries()) {
      if (entry.isOf(request.pipeline(), request.contract().domain())) {
        feed.add(log.read(entry.number()));
      }
    }
    return feed;
  }

  static ReplayPlan nothing(@Nullable Manifest of, List<Fate> fates, long before, String reason) {
    return new ReplayPlan(of, Map.of(), fates, before, null, reason);
  }

  /** Whether there is something to do. */
  public boolean isNeeded() {
    return folder != null;
  }

  /** Makes the files of the replay, for its pipeline to take in. */
  public Delivery write() throws IOException {
    Delivery delivery =
        Optional.ofNullable(folder)
            .orElseThrow(() -> new IllegalStateException("there is nothing to replay"));
    delivery.write(fates.stream().map(Fate::tie).toList());
    return delivery;
  }
}
