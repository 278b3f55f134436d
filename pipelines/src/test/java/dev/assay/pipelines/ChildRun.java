package dev.assay.pipelines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The command line in a process of its own, with the JVM options that the launcher gives.
 *
 * @param process the process
 * @param folder where it writes down what it says, and keeps its temporary files
 */
record ChildRun(Process process, Path folder) {

  private static final long PATIENCE_SECONDS = 120;

  private static final int SIGINT = 2;

  /** Exit code of a process that was killed. */
  static final int KILLED = 137;

  /** Exit code of a process that was told to terminate. */
  static final int TERMINATED = 143;

  static ChildRun start(Path folder, List<String> jvmOptions, String... arguments)
      throws IOException {
    return start(folder, List.of(), jvmOptions, Assay.class, arguments);
  }

  /**
   * Starts a main class of the class path.
   *
   * @param folder made if it is not there; DuckDB unpacks 70 MB there, which a killed process
   *     leaves
   * @param prefix words before the JVM's own, such as a shell that sets limits
   */
  static ChildRun start(
      Path folder, List<String> prefix, List<String> jvmOptions, Class<?> main, String... arguments)
      throws IOException {
    Files.createDirectories(folder);
    List<String> command = new ArrayList<>(heedingInterrupts());
    command.addAll(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseParallelGC", "-Xmx512m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-XX:GCTimeLimit=80", "-XX:GCHeapFreeLimit=5"));
    command.addAll(List.of("-XX:-UsePerfData", "-Djava.io.tmpdir=" + folder));
    command.add("-Djava.util.logging.config.file=src/main/resources/logging.properties");
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ChildRun(
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile())
            .start(),
        folder);
  }

  /**
   * What a script starts in the background ignores SIGINT, and so does whatever that starts: a
   * child is to heed it all the same. Words before the others.
   */
  private static List<String> heedingInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return List.of();
    }
    boolean isIgnored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).trim(), 16))
            .anyMatch(ignored -> (ignored >> (SIGINT - 1) & 1) == 1);
    return isIgnored ? List.of("env", "--default-signal=INT") : List.of();
  }

  /** Waits for its end, and removes what it unpacked. */
  int exitCode() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running after " + PATIENCE_SECONDS + " s: " + err());
    }
    int code = process.exitValue();
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(path -> !said(path)).filter(Files::isRegularFile).toList()) {
        Files.deleteIfExists(file);
      }
    }
    return code;
  }

  private static boolean said(Path file) {
    return List.of("out", "err").contains(file.getFileName().toString());
  }

  /** What it said on stderr so far. */
  String err() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  String out() throws IOException {
    return Files.readString(folder.resolve("out"));
  }
}
