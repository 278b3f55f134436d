package dev.assay.transforms.trace;

import dev.assay.transforms.lake.CommittedFile;
import dev.assay.transforms.log.DataFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files of a lake where SQL on this machine can read them: those of a folder where they lie, those
 * of a bucket as copies that go when this is closed. A file is copied when it is first asked for,
 * and held against the log; its copy has the path that it has in the lake.
 */
public final class LakeFiles implements AutoCloseable {
  private final String root;
  private final Path folder;
  private final boolean isCopied;

  private LakeFiles(String root, Path folder, boolean isCopied) {
    this.root = root;
    this.folder = folder;
    this.isCopied = isCopied;
  }

  /**
   * The files of a lake.
   *
   * @param root the output folder
   */
  public static LakeFiles of(String root) throws IOException {
    return root.contains("://")
        ? new LakeFiles(root, Files.createTempDirectory("assay-lake-"), true)
        : new LakeFiles(root, Path.of(root).toAbsolutePath().normalize(), false);
  }

  /** The folder that all of them are under. */
  Path folder() {
    return folder;
  }

  /**
   * Where files are, in their order.
   *
   * @throws IOException if one has to be copied and is not in the lake, or not as it was committed
   */
  List<Path> paths(List<DataFile> files) throws IOException {
    try {
      return files.parallelStream().map(this::path).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Path path(DataFile file) {
    Path path = folder.resolve(file.path());
    if (isCopied && !Files.exists(path)) {
      try {
        Files.createDirectories(path.getParent());
        CommittedFile.copy(root, file, path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return path;
  }

  @Override
  public void close() throws IOException {
    if (isCopied) {
      List<Path> copies;
      try (Stream<Path> all = Files.walk(folder)) {
        copies = all.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path copy : copies) {
        Files.delete(copy);
      }
    }
  }
}
