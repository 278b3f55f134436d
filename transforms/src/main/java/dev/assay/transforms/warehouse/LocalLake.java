package dev.assay.transforms.warehouse;

import dev.assay.transforms.lake.CommittedFile;
import dev.assay.transforms.log.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of a lake where an engine on this machine can read them: those of a folder where they
 * lie, those of a bucket as copies in a folder beside the warehouse. A copy is named by its
 * content, and so is never another file's.
 */
final class LocalLake {
  private static final String COPIES = ".lake";

  private final String root;
  private final Path folder;
  private final boolean isCopied;

  private LocalLake(String root, Path folder, boolean isCopied) {
    this.root = root;
    this.folder = folder;
    this.isCopied = isCopied;
  }

  /**
   * A lake as a warehouse sees it.
   *
   * @param root as Beam's file systems know it
   * @param warehouse the file beside which copies go
   */
  static LocalLake of(String root, Path warehouse) {
    return root.contains("://")
        ? new LocalLake(root, warehouse.resolveSibling(warehouse.getFileName() + COPIES), true)
        : new LocalLake(root, Path.of(root).toAbsolutePath().normalize(), false);
  }

  /** The folder that all of them are under. */
  Path folder() {
    return folder;
  }

  /** The folder that a layer's are under. */
  Path folder(DataFile.Layer layer) {
    return isCopied ? folder : folder.resolve(layer.folder());
  }

  /**
   * Where files are; those of a bucket are brought here first, unless they are here.
   *
   * @throws WarehouseException if one is not in the lake, or not as it was committed
   */
  List<Path> paths(List<DataFile> files) {
    return files.parallelStream().map(file -> isCopied ? copy(file) : within(file)).toList();
  }

  private Path within(DataFile file) {
    Path path = folder.resolve(file.path()).normalize();
    if (!path.startsWith(folder)) {
      throw new WarehouseException("File " + file.path() + " is not under " + folder + ".");
    }
    return path;
  }

  private Path copy(DataFile file) {
    Path copy = folder.resolve(name(file));
    if (Files.exists(copy)) {
      return copy;
    }
    try {
      Files.createDirectories(folder);
      CommittedFile.copy(root, file, copy);
      return copy;
    } catch (IOException e) {
      throw new WarehouseException(String.valueOf(e.getMessage()), e);
    }
  }

  private static String name(DataFile file) {
    return file.sha256() + file.path().substring(file.path().lastIndexOf('.'));
  }

  /** Deletes the copies of all other files. */
  void keepOnly(Collection<DataFile> files) {
    if (!isCopied || !Files.isDirectory(folder)) {
      return;
    }
    Set<String> kept = files.stream().map(LocalLake::name).collect(Collectors.toSet());
    try (Stream<Path> copies = Files.list(folder)) {
      for (Path copy : copies.toList()) {
        if (!kept.contains(String.valueOf(copy.getFileName()))) {
          Files.delete(copy);
        }
      }
    } catch (IOException e) {
      throw new WarehouseException("Folder " + folder + " cannot be cleared: " + e.getMessage(), e);
    }
  }
}
