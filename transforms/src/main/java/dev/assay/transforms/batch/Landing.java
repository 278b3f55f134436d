package dev.assay.transforms.batch;

import dev.assay.schemas.Contract;
import dev.assay.schemas.Dataset;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/**
 * The landing folder of a feed, listed once: which files lie there complete, and which are still
 * being written. A dataset's files may lie in a folder of their own, which need not exist yet.
 *
 * @param files the complete ones, by name
 * @param unfinished names of those that look as if somebody were still writing them
 * @param problems what is wrong with the folder, each a sentence
 */
record Landing(List<Arrived> files, List<String> unfinished, List<String> problems) {

  /** What writers call a file until it is complete. */
  private static final Pattern UNFINISHED =
      Pattern.compile("[._].*|.*\\.(tmp|part|partial|crdownload|filepart)|.*~");

  /**
   * A file that has arrived.
   *
   * @param dataset the dataset it belongs to
   * @param name its name within the landing folder, with {@code /} between folders
   * @param metadata size and place
   */
  record Arrived(Dataset dataset, String name, Metadata metadata) {}

  /**
   * Lists a landing folder.
   *
   * @param now the time, to tell how long ago a file was last written to
   */
  static Landing list(String folder, Contract contract, Intake intake, Instant now) {
    Landing landing = new Landing(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    if (InputFolder.isLocal(folder) && !Files.isDirectory(Path.of(folder))) {
      String what = Files.exists(Path.of(folder)) ? " is not a folder" : " does not exist";
      landing.problems.add("--landing=" + folder + what + "; give the folder that files land in");
      return landing;
    }
    for (Dataset dataset : contract.datasets()) {
      if (intake.takes(dataset.name())) {
        landing.list(folder, dataset, now.minus(intake.settled()));
      }
    }
    landing.files.sort(Comparator.comparing(Arrived::name));
    return landing;
  }

  private void list(String folder, Dataset dataset, Instant settledBefore) {
    String pattern = dataset.file();
    int slash = pattern.lastIndexOf('/');
    String prefix = pattern.substring(0, slash + 1);
    if (InputFolder.isLocal(folder)) {
      checkLocal(Path.of(folder, prefix), prefix, pattern.substring(slash + 1));
    }
    String place = folder + "/" + prefix + "*";
    try {
      org.apache.beam.sdk.io.FileSystems.match(place, EmptyMatchTreatment.ALLOW)
          .metadata()
          .forEach(
              file -> sort(dataset, prefix, pattern.substring(slash + 1), file, settledBefore));
    } catch (FileNotFoundException e) {
      return; // no folder of that dataset, and so no files
    } catch (IOException e) {
      problems.add(
          folder
              + "/"
              + prefix
              + " cannot be listed ("
              + e.getMessage()
              + "); check that it is there, and that you may read it");
    }
  }

  /** Says what is no file where one is due: matching files would pass it over in silence. */
  private void checkLocal(Path folder, String prefix, String pattern) {
    if (!Files.isDirectory(folder)) {
      if (Files.exists(folder)) {
        problems.add(folder + " is not a folder; move it away, and let files land in one");
      }
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      entries
          .filter(entry -> !Files.isRegularFile(entry))
          .filter(entry -> belongs(String.valueOf(entry.getFileName()), pattern))
          .forEach(entry -> problems.add(prefix + entry.getFileName() + noFile(entry)));
    } catch (IOException e) {
      problems.add(folder + " cannot be listed: " + e.getMessage());
    }
  }

  private static String noFile(Path entry) {
    return Files.isDirectory(entry)
        ? " is a folder, where a file of that name is due; move it away"
        : " is no file that can be read; move it away";
  }

  private void sort(
      Dataset dataset, String prefix, String pattern, Metadata file, Instant settledBefore) {
    String name = InputFolder.name(file);
    if (!belongs(name, pattern)) {
      return;
    }
    boolean isSettled =
        file.lastModifiedMillis() == 0 || file.lastModifiedMillis() <= settledBefore.toEpochMilli();
    if (isSettled && !UNFINISHED.matcher(name).matches()) {
      files.add(new Arrived(dataset, prefix + name, file));
    } else {
      unfinished.add(prefix + name);
    }
  }

  /** Whether a name fits, be it that of a compressed file or of one that is not finished. */
  private static boolean belongs(String name, String pattern) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    String plain = name.replaceFirst("^[._]+", "").replaceFirst("~$", "");
    plain = plain.replaceFirst("\\.(tmp|part|partial|crdownload|filepart)$", "");
    return matcher.matches(Path.of(name))
        || matcher.matches(Path.of(plain))
        || matcher.matches(Path.of(plain.replaceFirst("\\.gz$", "")));
  }
}
