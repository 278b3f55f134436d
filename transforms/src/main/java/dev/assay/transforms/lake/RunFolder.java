package dev.assay.transforms.lake;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.assay.schemas.RequestException;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * What a run on this machine holds while it lives: a locked file that names its batch. The system
 * lets go of the lock when the process ends, however it ends; so the next run can tell what dead
 * runs left from what others are writing now, and clear it away. In a bucket, where there are no
 * locks, a run clears what is its own when it ends, and a lifecycle rule on {@code _tmp} the rest.
 */
public final class RunFolder {
  private static final String LOCK = ".lock";

  /**
   * The locks of this process and the batches they name. A channel that is collected lets go of its
   * lock; so does one more channel on the same file that is closed: these files are not opened.
   */
  private static final Map<Path, Held> HELD = new HashMap<>();

  private record Held(FileChannel channel, String batch) {}

  private RunFolder() {}

  /** An id that no other run has. */
  public static String newRun() {
    return UUID.randomUUID().toString();
  }

  /**
   * Claims the folder of a run until the process ends, and clears what dead runs left.
   *
   * @throws RequestException if nothing can be written there
   */
  public static synchronized void claim(Lake lake, String batch) {
    if (isLocal(lake.root())) {
      Path folder = Path.of(lake.root(), Lake.UNFINISHED);
      try {
        Files.createDirectories(folder);
        clear(lake.root(), folder, () -> lock(lake, folder, batch));
      } catch (IOException e) {
        throw new RequestException(
            "--output="
                + lake.root()
                + " cannot be written to ("
                + reason(e)
                + "); check its permissions and the space on its disk, or give another folder");
      }
    }
  }

  /** Clears what dead runs left in an output folder, which need not exist. */
  public static synchronized void clear(String root) throws IOException {
    Path folder = Path.of(root, Lake.UNFINISHED);
    if (isLocal(root) && Files.isDirectory(folder)) {
      clear(root, folder, () -> {});
    }
  }

  private static boolean isLocal(String root) {
    return !root.contains("://");
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  /** Lets go of the folder of a run that has reached its end. */
  public static synchronized void release(Lake lake) throws IOException {
    if (!isLocal(lake.root())) {
      deleteAll(lake.root() + "/" + Lake.UNFINISHED + "/" + lake.run() + "/*");
      return;
    }
    Path folder = Path.of(lake.root(), Lake.UNFINISHED);
    Path file = folder.resolve(lake.run() + LOCK);
    Held held = HELD.remove(file.toAbsolutePath());
    if (held != null) {
      delete(folder.resolve(lake.run()));
      Files.deleteIfExists(file);
      held.channel.close();
    }
  }

  /**
   * Gives up a run that broke off. Its threads may be writing still, so what it leaves is cleared
   * by the next run, as after a crash.
   */
  public static synchronized void abandon(Lake lake) throws IOException {
    if (!isLocal(lake.root())) {
      return;
    }
    Path file = Path.of(lake.root(), Lake.UNFINISHED, lake.run() + LOCK);
    Held held = HELD.remove(file.toAbsolutePath());
    if (held != null) {
      held.channel.close();
    }
  }

  private static void lock(Lake lake, Path folder, String batch) throws IOException {
    Path file = folder.resolve(lake.run() + LOCK);
    FileChannel channel = FileChannel.open(file, CREATE_NEW, WRITE);
    HELD.put(file.toAbsolutePath(), new Held(channel, batch));
    channel.write(ByteBuffer.wrap(batch.getBytes(StandardCharsets.UTF_8)));
    channel.lock();
  }

  /** Something to do while no other run claims or clears. */
  private interface Turn {
    void take() throws IOException;
  }

  private static void clear(String root, Path folder, Turn then) throws IOException {
    try (FileChannel gate = FileChannel.open(folder.resolve(".gate"), CREATE, WRITE);
        FileLock turn = gate.lock()) {
      if (turn.isValid()) {
        clear(root, folder);
        then.take();
      }
    }
  }

  private static void clear(String root, Path folder) throws IOException {
    List<Path> dead = new ArrayList<>();
    Set<String> alive = new HashSet<>();
    for (Path lock : list(folder)) {
      if (lock.toString().endsWith(LOCK)) {
        sort(lock, dead, alive);
      }
    }
    // Read only now: a run that is known to be dead commits nothing any more.
    List<Manifest> log = dead.isEmpty() ? List.of() : Log.of(root).read();
    for (Path lock : dead) {
      String batch = Files.readString(lock);
      if (!alive.contains(batch) && Log.published(log, batch).isEmpty()) {
        forget(Path.of(root), batch, log);
      }
      String name = lock.getFileName().toString();
      delete(folder.resolve(name.substring(0, name.length() - LOCK.length())));
      Files.deleteIfExists(lock);
    }
  }

  private static void sort(Path lock, List<Path> dead, Set<String> alive) throws IOException {
    Held held = HELD.get(lock.toAbsolutePath());
    if (held != null) {
      alive.add(held.batch());
      return;
    }
    try (FileChannel channel = FileChannel.open(lock, READ, WRITE)) {
      FileLock taken = channel.tryLock();
      if (taken == null) {
        alive.add(Files.readString(lock));
      } else {
        taken.release();
        dead.add(lock);
      }
    } catch (NoSuchFileException e) {
      return; // its run ended meanwhile, or another one cleared it away
    }
  }

  /** Deletes the files of a batch that no entry of the log lists. */
  private static void forget(Path root, String batch, List<Manifest> log) throws IOException {
    Set<Path> listed = new HashSet<>();
    log.forEach(m -> m.files().forEach(file -> listed.add(root.resolve(file.path()))));
    for (DataFile.Layer layer : DataFile.Layer.values()) {
      for (Path name : list(root.resolve(layer.folder()))) {
        Path folder = name.resolve("batch=" + batch);
        for (Path entry : list(folder)) {
          forget(entry, listed);
        }
        deleteIfEmpty(folder);
      }
    }
  }

  /** Deletes a file, or those in the folder of a day. */
  private static void forget(Path entry, Set<Path> listed) throws IOException {
    if (Files.isDirectory(entry)) {
      for (Path file : list(entry)) {
        forget(file, listed);
      }
      deleteIfEmpty(entry);
    } else if (!listed.contains(entry)) {
      Files.deleteIfExists(entry);
    }
  }

  private static void deleteIfEmpty(Path folder) throws IOException {
    if (Files.isDirectory(folder) && list(folder).isEmpty()) {
      Files.deleteIfExists(folder);
    }
  }

  private static void deleteAll(String pattern) throws IOException {
    List<ResourceId> files =
        FileSystems.match(pattern, EmptyMatchTreatment.ALLOW).metadata().stream()
            .map(Metadata::resourceId)
            .toList();
    FileSystems.delete(files, StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  private static void delete(Path folder) throws IOException {
    for (Path file : list(folder)) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(folder);
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
