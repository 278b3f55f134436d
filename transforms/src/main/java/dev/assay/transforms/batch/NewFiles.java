package dev.assay.transforms.batch;

import dev.assay.schemas.Dataset;
import dev.assay.transforms.read.SourceFile;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;

/**
 * What lies in a landing folder, held against what was taken in before. A file is known by its
 * name, its size and its checksum: the same content under another name is a new file, whose records
 * repeat those of the other; the same name with other content is a new file too; and a file that
 * lies there again, or still, is the one that was taken.
 *
 * @param files those that are new, by name
 * @param taken those that an entry of the log took in, each with the number of the entry
 * @param unfinished names of those that are still being written
 * @param problems what is wrong, each a sentence
 */
record NewFiles(
    List<SourceFile> files,
    Map<SourceFile, Long> taken,
    List<String> unfinished,
    List<String> problems) {

  /** Files looked at before: one that did not change since is not read again for its checksum. */
  private static final Map<Seen, FileInspection> SEEN =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Seen, FileInspection> eldest) {
              return size() > MOST_SEEN;
            }
          });

  private static final int MOST_SEEN = 100_000;

  /** Files inspected at the same time. */
  private static final int AT_ONCE = 64;

  private record Seen(String path, long bytes, long modified, String dataset) {}

  /** Says which entry of the log took a file in, if one did. */
  interface Taken {
    Optional<Long> by(SourceFile file) throws IOException;
  }

  /**
   * Looks at a landing folder.
   *
   * @param known which entry took a file in before
   * @param isSetAside whether a file is not to be taken, though it is new
   */
  static NewFiles in(
      String folder,
      DeliveryRequest request,
      Taken known,
      Predicate<SourceFile> isSetAside,
      Instant now)
      throws IOException {
    Landing landing = Landing.list(folder, request.contract(), request.intake(), now);
    NewFiles found =
        new NewFiles(
            new ArrayList<>(),
            new LinkedHashMap<>(),
            landing.unfinished(),
            new ArrayList<>(landing.problems()));
    List<Landing.Arrived> arrived = landing.files();
    for (int from = 0; from < arrived.size() && found.hasRoom(request); from += AT_ONCE) {
      List<FileInspection> inspections =
          arrived.subList(from, Math.min(arrived.size(), from + AT_ONCE)).parallelStream()
              .map(file -> inspect(file, request))
              .flatMap(Optional::stream)
              .toList();
      for (FileInspection inspection : inspections) {
        found.add(inspection, request, known, isSetAside);
      }
    }
    found.checkSnapshots(request);
    return found;
  }

  /** Empty if the file is gone: whoever took it in before archives it at any time. */
  private static Optional<FileInspection> inspect(Landing.Arrived file, DeliveryRequest request) {
    Seen seen =
        new Seen(
            file.metadata().resourceId().toString(),
            file.metadata().sizeBytes(),
            file.metadata().lastModifiedMillis(),
            file.dataset().name());
    FileInspection before = SEEN.get(seen);
    if (before != null) {
      return Optional.of(before);
    }
    FileInspection inspection =
        FileInspection.of(file.metadata(), file.name(), file.dataset(), request.limits());
    if (inspection.problems().isEmpty() && seen.modified != 0) {
      SEEN.put(seen, inspection);
    }
    return inspection.problems().isEmpty() || isThere(file)
        ? Optional.of(inspection)
        : Optional.empty();
  }

  private static boolean isThere(Landing.Arrived file) {
    try {
      String path = file.metadata().resourceId().toString();
      return !FileSystems.match(path, EmptyMatchTreatment.ALLOW).metadata().isEmpty();
    } catch (IOException e) {
      return true; // and what is wrong with it is told
    }
  }

  private boolean hasRoom(DeliveryRequest request) {
    return files.stream().mapToLong(SourceFile::size).sum() < request.intake().bytes();
  }

  private void add(
      FileInspection inspection,
      DeliveryRequest request,
      Taken known,
      Predicate<SourceFile> isSetAside)
      throws IOException {
    SourceFile file = inspection.file();
    problems.addAll(inspection.problems());
    if (file == null) {
      return;
    }
    Optional<Long> number = known.by(file);
    if (number.isPresent()) {
      taken.put(file, number.get());
    } else if (hasRoom(request) && !isSetAside.test(file)) {
      files.add(file);
    }
  }

  /** Two files of a snapshot would be taken for one, and the day of neither be known. */
  private void checkSnapshots(DeliveryRequest request) {
    Map<String, List<String>> names = new TreeMap<>();
    for (SourceFile file : files) {
      names.computeIfAbsent(file.dataset(), dataset -> new ArrayList<>()).add(file.name());
    }
    for (Dataset dataset : request.contract().datasets()) {
      List<String> own = names.getOrDefault(dataset.name(), List.of());
      if (!dataset.isIncremental() && own.size() > 1) {
        problems.add(
            "--landing="
                + request.input()
                + " holds "
                + own.size()
                + " new files of "
                + dataset.name()
                + " ("
                + String.join(", ", own)
                + "), each of them the whole of it; leave that of the earliest day there, run with"
                + " its --asOf, and go on with the next");
      }
    }
  }
}
