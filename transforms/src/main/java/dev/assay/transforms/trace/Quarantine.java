package dev.assay.transforms.trace;

import dev.assay.schemas.Names;
import dev.assay.schemas.RequestException;
import dev.assay.transforms.batch.Lines;
import dev.assay.transforms.lake.CommittedLines;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Entry;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The records that batches of a lake refused, by batch, dataset, file and line. */
public final class Quarantine {
  private final String root;
  private final Log log;

  /**
   * Which records are asked for; a null asks for all.
   *
   * @param batch id of the batch that refused them
   * @param dataset their dataset
   * @param rule id of a rule they broke
   * @param isClosedToo whether those are meant too that nobody has to mend any more: released by a
   *     replay, or of a delivery that gave way to a newer one
   */
  public record Selection(
      @Nullable String batch,
      @Nullable String dataset,
      @Nullable String rule,
      boolean isClosedToo) {

    /** All that is still to be mended. */
    public static final Selection OPEN = new Selection(null, null, null, false);

    private boolean covers(Lines.Quarantined record) {
      return (dataset == null || record.dataset().equals(dataset))
          && (rule == null
              || record.violations().stream().anyMatch(broken -> broken.rule().equals(rule)));
    }
  }

  private Quarantine(String root) {
    this.root = root;
    this.log = Log.of(root);
  }

  /** The quarantine of an output folder. */
  public static Quarantine of(String root) {
    return new Quarantine(root);
  }

  /**
   * Gives out records, one at a time.
   *
   * @throws RequestException if there is no such batch or dataset
   * @throws IOException if the log, or a file that it lists, cannot be read
   */
  public void read(Selection selection, CommittedLines.Each<Refused> each) throws IOException {
    Collection<List<Manifest>> feeds = feeds().values();
    check(selection, feeds.stream().flatMap(List::stream).toList());
    for (List<Manifest> feed : feeds) {
      Set<Place> released = released(feed);
      for (Manifest entry : feed) {
        if (selection.batch() == null || entry.batch().equals(selection.batch())) {
          read(entry, feed, released, selection, each);
        }
      }
    }
  }

  private void read(
      Manifest entry,
      List<Manifest> feed,
      Set<Place> released,
      Selection selection,
      CommittedLines.Each<Refused> each)
      throws IOException {
    for (DataFile file : entry.files()) {
      if (file.layer() == Layer.QUARANTINE) {
        Standing standing = Standing.of(entry, file.name(), feed);
        if (selection.isClosedToo() || new Refused(entry, standing, NONE).isOpen()) {
          CommittedLines.read(
              root,
              file,
              Lines.Quarantined.class,
              record -> {
                if (selection.covers(record)
                    && (selection.isClosedToo() || !released.contains(Place.of(record)))) {
                  each.take(new Refused(entry, standing(standing, record, released), record));
                }
              });
        }
      }
    }
  }

  private static void check(Selection selection, List<Manifest> entries) {
    check("batch", selection.batch(), entries.stream().map(Manifest::batch).toList());
    check(
        "dataset",
        selection.dataset(),
        entries.stream()
            .flatMap(entry -> entry.sources().stream())
            .map(Manifest.Source::dataset)
            .toList());
  }

  private static void check(String option, @Nullable String asked, List<String> known) {
    if (asked != null && !known.contains(asked)) {
      throw new RequestException(
          "--%s=%s: this lake has no such %s%s"
              .formatted(option, asked, option, Names.didYouMean(asked, known)));
    }
  }

  private static final Lines.Quarantined NONE =
      new Lines.Quarantined("", "", "", 0, "", "", List.of());

  private static Standing standing(
      Standing standing, Lines.Quarantined record, Set<Place> released) {
    return standing.state() == Standing.State.CURRENT && released.contains(Place.of(record))
        ? new Standing(Standing.State.REPLAYED, null)
        : standing;
  }

  /** The entries of each pipeline and domain, by number. */
  private Map<List<String>, List<Manifest>> feeds() throws IOException {
    Map<List<String>, List<Manifest>> feeds = new LinkedHashMap<>();
    for (Entry entry : log.entries()) {
      feeds
          .computeIfAbsent(List.of(entry.pipeline(), entry.domain()), feed -> new ArrayList<>())
          .add(log.read(entry.number()));
    }
    return feeds;
  }

  /** The line of a batch that a record came from. */
  private record Place(String batch, String dataset, String file, long line) {
    static Place of(Lines.Quarantined record) {
      return new Place(record.batch(), record.dataset(), record.file(), record.line());
    }
  }

  /**
   * Where the records came from that replays took out of quarantine: where deliveries accumulate,
   * the batch that refused one goes on to count.
   */
  private Set<Place> released(List<Manifest> feed) throws IOException {
    Set<Place> released = new HashSet<>();
    for (Manifest entry : feed) {
      if (entry.isPublished()) {
        for (DataFile file : entry.files()) {
          if (file.layer() == Layer.REPLAYED) {
            CommittedLines.read(
                root,
                file,
                Lines.Replayed.class,
                tie ->
                    released.add(
                        new Place(tie.fromBatch(), tie.dataset(), tie.fromFile(), tie.fromLine())));
          }
        }
      }
    }
    return released;
  }
}
