package dev.assay.transforms.trace;

import dev.assay.schemas.Names;
import dev.assay.schemas.RequestException;
import dev.assay.transforms.log.Entry;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Follows records through a lake. Reads the log, and of the files it lists those that can speak of
 * the record; the same lake gives the same answer.
 */
public final class Tracer {
  private final String root;
  private final @Nullable String batch;

  private Tracer(String root, @Nullable String batch) {
    this.root = root;
    this.batch = batch;
  }

  /**
   * A tracer of an output folder.
   *
   * @param batch the batch whose delivery is meant; null for the last that has the record
   */
  public static Tracer of(String root, @Nullable String batch) {
    return new Tracer(root, batch);
  }

  /**
   * The stories of a line: one for each pipeline and domain that took in a file of that name.
   *
   * @param file its name, with or without the folder it lay in
   */
  public List<Story> line(String file, long line) throws IOException {
    try (LakeFiles files = LakeFiles.of(root)) {
      return line(files, file, line);
    }
  }

  private List<Story> line(LakeFiles files, String file, long line) throws IOException {
    List<Story> stories = new ArrayList<>();
    for (List<Manifest> feed : feeds()) {
      List<Manifest> takers =
          feed.stream().filter(m -> isAsked(m) && source(m, file) != null).toList();
      if (!takers.isEmpty()) {
        Manifest last = takers.get(takers.size() - 1);
        List<Manifest> same = sameDelivery(last, takers, file);
        Manifest.Source source = source(last, file);
        stories.add(
            story(
                files,
                feed,
                same,
                source.dataset(),
                source.name(),
                line,
                takers.size() - same.size()));
      }
    }
    if (stories.isEmpty()) {
      throw new RequestException(
          file
              + ": no batch of this lake read a file of that name"
              + ofBatch()
              + Names.didYouMean(file, sources(Manifest.Source::name)));
    }
    return stories;
  }

  /** What all batches read, each once. */
  private List<String> sources(Function<Manifest.Source, String> name) throws IOException {
    return feeds().stream()
        .flatMap(List::stream)
        .flatMap(entry -> entry.sources().stream())
        .map(name)
        .distinct()
        .toList();
  }

  private String ofBatch() {
    return batch == null ? "" : " in batch " + batch;
  }

  private boolean isAsked(Manifest entry) {
    return batch == null || entry.batch().equals(batch);
  }

  private static Manifest.@Nullable Source source(Manifest entry, String file) {
    return entry.sources().stream()
        .filter(s -> s.name().equals(file) || s.name().endsWith("/" + file))
        .findFirst()
        .orElse(null);
  }

  /** A delivery with its replays; of a feed, all batches that met the very file. */
  private static List<Manifest> sameDelivery(Manifest last, List<Manifest> takers, String file) {
    Manifest.Source source = source(last, file);
    return takers.stream()
        .filter(
            taker ->
                last.base() != null
                    ? taker.sources().contains(source)
                    : taker.origin() == last.origin() || taker.batch().equals(last.batch()))
        .toList();
  }

  /**
   * The stories of a key: of every line of the current delivery that has it, be it in silver, among
   * the duplicates, or in the text of a record in quarantine.
   */
  public List<Story> key(String dataset, List<String> key) throws IOException {
    try (LakeFiles files = LakeFiles.of(root)) {
      return key(files, dataset, key);
    }
  }

  private List<Story> key(LakeFiles files, String dataset, List<String> key) throws IOException {
    List<Story> stories = new ArrayList<>();
    for (List<Manifest> feed : feeds()) {
      List<Manifest> takers =
          feed.stream().filter(m -> isAsked(m) && Standing.brings(m, dataset)).toList();
      if (!takers.isEmpty()) {
        Manifest last = Standing.current(dataset, takers).orElse(takers.get(takers.size() - 1));
        List<Manifest> same =
            Standing.isIncremental(last, dataset) ? takers : sameDelivery(last, takers, "");
        KeyPlaces places = new KeyPlaces(root, files, dataset, key, same);
        for (KeyPlaces.Place place : places.find()) {
          List<Manifest> met = same.stream().filter(m -> source(m, place.file()) != null).toList();
          stories.add(story(files, feed, met, dataset, place.file(), place.line(), 0));
        }
      }
    }
    List<String> datasets = sources(Manifest.Source::dataset);
    if (!datasets.contains(dataset)) {
      throw new RequestException(
          dataset
              + ": no batch of this lake has such a dataset"
              + Names.didYouMean(dataset, datasets));
    }
    if (stories.isEmpty()) {
      throw new RequestException(
          dataset
              + ":"
              + String.join(",", key)
              + ": no record of the current delivery has this key"
              + ofBatch());
    }
    return stories;
  }

  private Story story(
      LakeFiles files,
      List<Manifest> feed,
      List<Manifest> batches,
      String dataset,
      String file,
      long line,
      long earlier)
      throws IOException {
    List<Event> events = new ArrayList<>();
    for (Manifest each : batches) {
      events.addAll(new BatchStory(root, files, each, feed, dataset, file, line).tell());
    }
    return new Story(batches.get(0).pipeline(), dataset, file, line, earlier, List.copyOf(events));
  }

  /** The entries of each pipeline and domain, by number. */
  private List<List<Manifest>> feeds() throws IOException {
    Log log = Log.of(root);
    Map<List<String>, List<Manifest>> feeds = new LinkedHashMap<>();
    for (Entry entry : log.entries()) {
      feeds
          .computeIfAbsent(List.of(entry.pipeline(), entry.domain()), feed -> new ArrayList<>())
          .add(log.read(entry.number()));
    }
    return List.copyOf(feeds.values());
  }
}
