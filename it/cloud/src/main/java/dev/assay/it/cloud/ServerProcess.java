package dev.assay.it.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server that runs as a process of its own, with a folder that goes when it is stopped. */
final class ServerProcess {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final Path folder;
  private final Process process;

  private ServerProcess(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /**
   * Starts a server, and waits until it answers.
   *
   * @param folder its own: what it logs goes there too
   * @param alive what it answers with 200 as soon as it can be asked
   * @throws IOException with what it logged, if it ends or does not answer within a minute
   */
  static ServerProcess start(Path folder, ProcessBuilder command, URI alive)
      throws IOException, InterruptedException {
    Path log = folder.resolve("server.log");
    Process process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!answers(alive)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException(
            command.command().get(0) + " does not start: " + Files.readString(log));
      }
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
    }
    return new ServerProcess(folder, process);
  }

  private static boolean answers(URI alive) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(alive).build();
      return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode()
          == 200;
    } catch (IOException e) {
      return false; // nobody listens yet
    }
  }

  /** Ends the process, and deletes its folder. */
  void stop() throws IOException {
    process.destroyForcibly().onExit().join();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(ServerProcess::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
