package dev.assay.transforms.warehouse;

import dev.assay.schemas.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A DuckDB file and the right to write to it, which one process at a time has, and within a process
 * one holder.
 */
final class DuckDbFile {
  private static final Logger LOG = LoggerFactory.getLogger(DuckDbFile.class);

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
  private static final Pattern HOLDER = Pattern.compile("\\(PID (\\d+)\\)");
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path path;

  private DuckDbFile(Path path) {
    this.path = path;
  }

  /**
   * The file that a URI names.
   *
   * @throws RequestException if that can be no file
   */
  static DuckDbFile of(String name) {
    if (name.isBlank() || name.contains(";")) {
      throw new RequestException(
          "--warehouse=duckdb:"
              + name
              + ": write duckdb:FILE; the name must not hold a semicolon.");
    }
    if (name.contains("://")) {
      throw new RequestException(
          "--warehouse=duckdb:"
              + name
              + ": a DuckDB file lies on this machine; give --warehouse=duckdb:FILE with a local"
              + " file, or bigquery:PROJECT.");
    }
    try {
      return new DuckDbFile(Path.of(name).toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      throw new RequestException("--warehouse=duckdb:" + name + ": " + e.getReason() + ".");
    }
  }

  static void warmUp() {
    Thread thread = new Thread(DuckDbFile::loadDriver, "load-duckdb");
    thread.setDaemon(true);
    thread.start();
  }

  /** The class's initializer loads the native library. */
  private static void loadDriver() {
    try {
      Class.forName("org.duckdb.DuckDBNative");
    } catch (ClassNotFoundException | LinkageError e) {
      return; // Whoever opens a warehouse meets the same, where it can be told.
    }
  }

  Path path() {
    return path;
  }

  /** Opens it; waits while it is held elsewhere, {@code patience} at most. */
  Connection connect(Duration patience) {
    prepareFolder();
    return connect(patience, false);
  }

  /** Opens it to read alone, which many may do at a time; waits while somebody writes to it. */
  Connection connectToRead(Duration patience) {
    refuseFolder();
    if (!Files.exists(path)) {
      throw new RequestException(
          "--warehouse=duckdb:" + path + ": there is no such file; a pipeline's run makes one.");
    }
    return connect(patience, true);
  }

  private Connection connect(Duration patience, boolean isToRead) {
    long deadline = System.nanoTime() + patience.toNanos();
    boolean isTold = false;
    while (true) {
      String holder;
      if (HELD_HERE.add(path)) {
        try {
          return connectNow(isToRead);
        } catch (SQLException e) {
          HELD_HERE.remove(path);
          if (!isLocked(e)) {
            throw cannotOpen(e);
          }
          holder = holder(e);
        }
      } else {
        holder = "this process";
      }
      if (System.nanoTime() >= deadline) {
        throw held(holder, patience);
      }
      if (!isTold) {
        LOG.warn("{} is held by {}: waiting {} s at most", path, holder, patience.toSeconds());
        isTold = true;
      }
      pause();
    }
  }

  /** Opens it and lets go of it, if it is there; if not, looks whether it could be made. */
  void check(Duration patience) {
    refuseFolder();
    if (!Files.exists(path)) {
      checkAncestor();
      return;
    }
    Connection connection = connect(patience);
    try {
      connection.close();
    } catch (SQLException e) {
      throw cannotOpen(e);
    } finally {
      release();
    }
  }

  private void checkAncestor() {
    Path ancestor = path.getParent();
    while (!Files.exists(ancestor)) {
      ancestor = ancestor.getParent();
    }
    if (!Files.isDirectory(ancestor)) {
      throw new WarehouseException(
          "Warehouse " + path + ": its folder cannot be made; choose another place.");
    }
  }

  /** To be called once its connection is closed. */
  void release() {
    HELD_HERE.remove(path);
  }

  private void refuseFolder() {
    if (Files.isDirectory(path)) {
      throw new WarehouseException(
          "Warehouse "
              + path
              + " is a folder; name a file, such as "
              + path
              + "/warehouse.duckdb.");
    }
  }

  private void prepareFolder() {
    refuseFolder();
    try {
      Files.createDirectories(path.getParent());
    } catch (IOException e) {
      throw new WarehouseException(
          "Warehouse " + path + ": its folder cannot be made; choose another place.", e);
    }
    if (!Files.exists(path) && !Files.isWritable(path.getParent())) {
      throw new WarehouseException(
          "Warehouse "
              + path
              + ": its folder is not writable; change its rights or choose another place.");
    }
  }

  private Connection connectNow(boolean isToRead) throws SQLException {
    Properties settings = new Properties();
    // A file of another engine must be refused, not bring an extension in over the network.
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    if (isToRead) {
      settings.setProperty("access_mode", "READ_ONLY");
    }
    return DriverManager.getConnection("jdbc:duckdb:" + path, settings);
  }

  private static boolean isLocked(SQLException e) {
    return String.valueOf(e.getMessage()).contains("Could not set lock");
  }

  private static String holder(SQLException e) {
    Matcher matcher = HOLDER.matcher(e.getMessage());
    return matcher.find() ? "process " + matcher.group(1) : "another process";
  }

  private WarehouseException held(String holder, Duration patience) {
    return new WarehouseException(
        "Warehouse %s is in use by %s (waited %d s): close it there, or wait for it, and run again."
            .formatted(path, holder, patience.toSeconds()));
  }

  private WarehouseException cannotOpen(SQLException e) {
    String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    if (reason.contains("not a valid DuckDB database")) {
      return new WarehouseException(
          "Warehouse " + path + " is not a DuckDB file: name another file, or move this one away.",
          e);
    }
    return new WarehouseException("Warehouse " + path + " cannot be opened: " + reason, e);
  }

  private void pause() {
    try {
      Thread.sleep(BETWEEN_TRIES.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WarehouseException("Warehouse " + path + ": interrupted while waiting for it.", e);
    }
  }
}
