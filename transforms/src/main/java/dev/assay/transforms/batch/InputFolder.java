package dev.assay.transforms.batch;

import dev.assay.schemas.Contract;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.Names;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/**
 * The folder of a delivery, listed once: which files belong to which dataset.
 *
 * @param isListed whether there is such a folder, and it could be listed
 * @param files the files of each dataset that has any, by name
 * @param ignored names that belong to no dataset
 * @param problems what is wrong with the folder, each a sentence
 */
record InputFolder(
    boolean isListed,
    Map<Dataset, List<Metadata>> files,
    List<String> ignored,
    List<String> problems) {

  /** Whether it is there, and holds no file of any dataset. */
  boolean isEmpty() {
    return isListed && files.isEmpty();
  }

  /** Lists a folder. A dataset without files is a problem, a file without dataset is not. */
  static InputFolder list(String folder, Contract contract) {
    if (isLocal(folder) && !Files.isDirectory(Path.of(folder))) {
      String what = Files.exists(Path.of(folder)) ? " is not a folder" : " does not exist";
      return failed("--input=" + folder + what + "; give the folder that holds the delivery");
    }
    try {
      return sort(folder, contract, list(folder));
    } catch (FileNotFoundException e) {
      return failed("--input=" + folder + " does not exist; give the folder of the delivery");
    } catch (IOException e) {
      return failed(
          "--input="
              + folder
              + " cannot be listed ("
              + e.getMessage()
              + "); check that it is there, and that you may read it");
    }
  }

  private static List<Metadata> list(String folder) throws IOException {
    List<Metadata> files =
        new ArrayList<>(
            org.apache.beam.sdk.io.FileSystems.match(folder + "/*", EmptyMatchTreatment.ALLOW)
                .metadata());
    files.sort(Comparator.comparing(InputFolder::name));
    return files;
  }

  private static InputFolder sort(String folder, Contract contract, List<Metadata> listed) {
    Map<Dataset, List<Metadata>> files = new LinkedHashMap<>();
    TreeSet<String> ignored = new TreeSet<>();
    listed.forEach(file -> ignored.add(name(file)));
    List<String> problems = new ArrayList<>();
    for (Dataset dataset : contract.datasets()) {
      List<Metadata> own = listed.stream().filter(file -> belongs(name(file), dataset)).toList();
      if (own.isEmpty()) {
        problems.add(missing(folder, dataset, ignored));
      } else {
        files.put(dataset, own);
        own.forEach(file -> ignored.remove(name(file)));
      }
    }
    return new InputFolder(true, files, List.copyOf(ignored), problems);
  }

  private static String missing(String folder, Dataset dataset, TreeSet<String> names) {
    if (isLocal(folder) && Files.isDirectory(Path.of(folder, dataset.file()))) {
      return folder
          + "/"
          + dataset.file()
          + " is a folder; the dataset "
          + dataset.name()
          + " wants a file of that name";
    }
    return folder
        + " has no file "
        + dataset.file()
        + " (or "
        + dataset.file()
        + ".gz) for the dataset "
        + dataset.name()
        + Names.nearest(dataset.file(), names).map(name -> "; is it " + name + "?").orElse("");
  }

  private static boolean belongs(String name, Dataset dataset) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + dataset.file());
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    return matcher.matches(Path.of(name)) || matcher.matches(Path.of(plain));
  }

  private static InputFolder failed(String problem) {
    return new InputFolder(false, Map.of(), List.of(), List.of(problem));
  }

  static String name(Metadata file) {
    return String.valueOf(file.resourceId().getFilename());
  }

  static boolean isLocal(String path) {
    return !path.contains("://");
  }
}
