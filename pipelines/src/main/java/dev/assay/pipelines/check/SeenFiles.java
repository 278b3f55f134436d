package dev.assay.pipelines.check;

import dev.assay.schemas.Contract;
import dev.assay.schemas.ContractChange.Shape;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.RequestException;
import dev.assay.schemas.Table;
import dev.assay.transforms.batch.Lines;
import dev.assay.transforms.check.ContractEffect;
import dev.assay.transforms.check.Relations;
import dev.assay.transforms.lake.CommittedLines;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Entry;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.read.Limits;
import dev.assay.transforms.read.WholeFile;
import dev.assay.transforms.replay.SourceFiles;
import dev.assay.transforms.trace.Standing;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Files whose records were seen under one contract and are to be looked at under another.
 *
 * @param files each with its dataset as the other contract has it
 * @param shapes what the tables look like now
 */
record SeenFiles(Map<WholeFile, ContractEffect.Before> files, List<Shape> shapes) {

  /**
   * The files of a folder, as another contract sees them.
   *
   * @param now today's contract; null if there is none, and every record counts as a row
   * @param relations gets the rows of today's contract
   */
  static SeenFiles inFolder(
      String folder, Contract then, @Nullable Contract now, Relations relations)
      throws IOException {
    Map<WholeFile, ContractEffect.Before> files = new LinkedHashMap<>();
    for (Dataset dataset : then.datasets()) {
      for (Metadata file : list(folder, dataset.file())) {
        String name = name(folder, file);
        files.put(
            new WholeFile(file, name, dataset, Limits.DEFAULT),
            before(file, name, dataset.name(), now, relations));
      }
    }
    if (files.isEmpty()) {
      throw new RequestException(
          "--input=" + folder + " holds no file of any dataset of " + then.source());
    }
    return new SeenFiles(
        files, now == null ? List.of() : now.datasets().stream().map(Shape::of).toList());
  }

  private static ContractEffect.Before before(
      Metadata file, String name, String dataset, @Nullable Contract now, Relations relations)
      throws IOException {
    Optional<Dataset> today = Optional.ofNullable(now).flatMap(known -> known.find(dataset));
    return now == null || today.isEmpty()
        ? line -> Set.of()
        : ContractEffect.under(
            new WholeFile(file, name, today.get(), Limits.DEFAULT), now, relations);
  }

  private static String name(String folder, Metadata file) {
    String path = file.resourceId().toString();
    String base = FileSystems.matchNewResource(folder, true).toString();
    return path.startsWith(base) ? path.substring(base.length()) : path;
  }

  private static List<Metadata> list(String folder, String pattern) throws IOException {
    List<Metadata> found = new ArrayList<>();
    for (String ending : List.of("", ".gz")) {
      try {
        found.addAll(
            FileSystems.match(folder + "/" + pattern + ending, EmptyMatchTreatment.ALLOW)
                .metadata());
      } catch (FileNotFoundException e) {
        continue; // no folder of that dataset, and so no files
      }
    }
    return found;
  }

  /**
   * The files that the tables of a lake are made of.
   *
   * @param folders where the files are looked for
   * @param relations gets what the lake lists as duplicates, and as referring to nothing
   */
  static SeenFiles ofLake(String root, Contract then, List<String> folders, Relations relations)
      throws IOException {
    List<Manifest> feed = feed(root, then);
    SourceFiles places = SourceFiles.in(root, folders);
    List<String> problems = new ArrayList<>();
    Map<WholeFile, ContractEffect.Before> files = new LinkedHashMap<>();
    Map<String, Shape> shapes = new LinkedHashMap<>();
    Paths paths = new Paths();
    for (Manifest entry : feed) {
      for (Table table : entry.silver()) {
        if (counts(entry, table.name(), feed)) {
          shapes.put(table.name(), Shape.of(table));
          addFiles(root, entry, table.name(), then, places, paths, files, problems);
          addKnown(root, entry, table.name(), paths, relations);
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new RequestException(problems);
    }
    return new SeenFiles(files, List.copyOf(shapes.values()));
  }

  private static boolean counts(Manifest entry, String dataset, List<Manifest> feed) {
    return entry.isPublished()
        && Standing.of(entry, dataset, feed).state() == Standing.State.CURRENT;
  }

  private static void addFiles(
      String root,
      Manifest entry,
      String dataset,
      Contract then,
      SourceFiles places,
      Paths paths,
      Map<WholeFile, ContractEffect.Before> files,
      List<String> problems)
      throws IOException {
    Optional<Dataset> next = then.find(dataset);
    if (next.isEmpty()) {
      return; // told as a dataset that is gone
    }
    Map<String, Map<Long, Set<String>>> refused = refused(root, entry, dataset);
    for (Manifest.Source source : entry.sources()) {
      if (source.dataset().equals(dataset)) {
        Map<Long, Set<String>> own = refused.getOrDefault(source.name(), Map.of());
        places
            .find(entry, source)
            .ifPresentOrElse(
                file -> {
                  paths.add(entry, source.name(), file.resourceId().toString());
                  files.put(
                      new WholeFile(file, source.name(), next.get(), Limits.DEFAULT),
                      line -> own.getOrDefault(line, Set.of()));
                },
                () -> problems.add(places.missing(entry, source)));
      }
    }
  }

  private static void addKnown(
      String root, Manifest entry, String dataset, Paths paths, Relations relations)
      throws IOException {
    addDuplicates(root, entry.files(Layer.DUPLICATES, dataset), n -> paths.of(entry, n), relations);
    addDuplicates(
        root, entry.files(Layer.REPLACED, dataset), n -> paths.before(entry, n), relations);
    for (DataFile file : entry.files(Layer.VIOLATIONS, dataset)) {
      CommittedLines.read(
          root,
          file,
          Lines.Warned.class,
          warned -> relations.addWarned(warned, paths.of(entry, warned.file())));
    }
  }

  /**
   * Adds rows that gave way.
   *
   * @param path where a file lies, by its name
   */
  private static void addDuplicates(
      String root, List<DataFile> files, UnaryOperator<String> path, Relations relations)
      throws IOException {
    for (DataFile file : files) {
      CommittedLines.read(
          root,
          file,
          Lines.Duplicate.class,
          lost -> relations.addDuplicate(lost, path.apply(lost.file())));
    }
  }

  /** Where the files of each entry lie. Those of a feed may have the same name day after day. */
  private static final class Paths {
    /** No file lies there. */
    private static final String NOWHERE = "";

    private final Map<String, NavigableMap<Long, String>> byName = new HashMap<>();

    void add(Manifest entry, String name, String path) {
      byName.computeIfAbsent(name, n -> new TreeMap<>()).put(entry.number(), path);
    }

    String of(Manifest entry, String name) {
      return byName
          .getOrDefault(name, Collections.emptyNavigableMap())
          .getOrDefault(entry.number(), NOWHERE);
    }

    /**
     * Of a row that an entry replaced it is known how its file is called, and not which entry
     * brought it. Where several may have, none did: a row too many is told, and none is hidden.
     */
    String before(Manifest entry, String name) {
      Map<Long, String> earlier =
          byName.getOrDefault(name, Collections.emptyNavigableMap()).headMap(entry.number());
      return earlier.size() == 1 ? earlier.values().iterator().next() : NOWHERE;
    }
  }

  /** The rules that kept records out, by file and line. */
  private static Map<String, Map<Long, Set<String>>> refused(
      String root, Manifest entry, String dataset) throws IOException {
    Map<String, Map<Long, Set<String>>> refused = new HashMap<>();
    for (DataFile file : entry.files(Layer.QUARANTINE, dataset)) {
      CommittedLines.read(
          root,
          file,
          Lines.Quarantined.class,
          record ->
              refused
                  .computeIfAbsent(record.file(), name -> new HashMap<>())
                  .put(
                      record.line(),
                      record.violations().stream()
                          .map(Lines.Broken::rule)
                          .collect(Collectors.toUnmodifiableSet())));
    }
    return refused;
  }

  private static List<Manifest> feed(String root, Contract then) throws IOException {
    Log log = Log.of(root);
    List<Manifest> feed = new ArrayList<>();
    for (Entry entry : log.entries()) {
      if (entry.domain().equals(then.domain())) {
        feed.add(log.read(entry.number()));
      }
    }
    if (feed.isEmpty()) {
      throw new RequestException(
          "--output="
              + root
              + " has no batch of domain "
              + then.domain()
              + ", which "
              + then.source()
              + " is of");
    }
    return feed;
  }
}
