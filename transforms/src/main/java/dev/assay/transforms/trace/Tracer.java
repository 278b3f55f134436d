package dev.assay.transforms.trace;

import dev.assay.schemas.Names;
import dev.assay.schemas.RequestException;
import dev.assay.schemas.Table;
import dev.assay.transforms.batch.Lines;
import dev.assay.transforms.lake.CommittedLines;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Entry;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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

  /** Where records of a delivery stand that have a key. */
  private record KeyPlaces(
      String root, LakeFiles files, String dataset, List<String> key, List<Manifest> batches) {
    record Place(String file, long line) {}

    Set<Place> find() throws IOException {
      Set<Place> places = new LinkedHashSet<>();
      try (LakeSql sql = LakeSql.open(files)) {
        for (Manifest batch : batches) {
          inSilver(sql, batch, places);
          amongOthers(batch, places);
        }
      }
      return places;
    }

    private void inSilver(LakeSql sql, Manifest batch, Set<Place> places) throws IOException {
      List<DataFile> silver = batch.files(Layer.SILVER, dataset);
      List<String> columns =
          batch.silver().stream()
              .filter(table -> table.name().equals(dataset))
              .map(Table::key)
              .findFirst()
              .orElse(List.of());
      if (silver.isEmpty() || columns.size() != key.size()) {
        return;
      }
      sql.view(dataset, silver);
      String where =
          columns.stream()
              .map(column -> "CAST(\"" + column + "\" AS VARCHAR) = ?")
              .collect(Collectors.joining(" AND "));
      sql.query(
              "SELECT _source_file, _source_line FROM \""
                  + dataset
                  + "\" WHERE "
                  + where
                  + " ORDER BY ALL",
              key.toArray())
          .forEach(
              row ->
                  places.add(
                      new Place(
                          String.valueOf(row.get("_source_file")),
                          Long.parseLong(String.valueOf(row.get("_source_line"))))));
    }

    /** A record in quarantine has no key: its text, or a value that it should not have, does. */
    private void amongOthers(Manifest batch, Set<Place> places) throws IOException {
      for (DataFile file : batch.files(Layer.DUPLICATES, dataset)) {
        CommittedLines.read(
            root,
            file,
            Lines.Duplicate.class,
            lost -> {
              if (lost.key().equals(key)) {
                places.add(new Place(lost.file(), lost.line()));
              }
            });
      }
      for (DataFile file : batch.files(Layer.QUARANTINE, dataset)) {
        CommittedLines.read(
            root,
            file,
            Lines.Quarantined.class,
            record -> {
              if (key.stream().allMatch(part -> hasWord(record.raw(), part))) {
                places.add(new Place(record.file(), record.line()));
              }
            });
      }
    }

    private static boolean hasWord(String text, String word) {
      for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        int end = at + word.length();
        boolean starts = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
        boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
        if (starts && ends) {
          return true;
        }
      }
      return false;
    }
  }
}
