package dev.assay.gcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Google's Pub/Sub emulator, on a free port of this machine, until it is closed. */
final class PubsubEmulator implements AutoCloseable {
  private static final String PLACE = "platform/pubsub-emulator/bin/cloud-pubsub-emulator";
  private static final String PROJECT = "assay-test";
  private static final long PATIENCE_SECONDS = 60;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final int port;

  private PubsubEmulator(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Where it is installed, as part of the Google Cloud CLI; empty if it is not. */
  static Optional<Path> installed() throws IOException {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      Path gcloud = Path.of(folder, "gcloud");
      if (Files.isExecutable(gcloud)) {
        Path emulator = gcloud.toRealPath().getParent().resolveSibling(PLACE);
        return Optional.of(emulator).filter(Files::isExecutable);
      }
    }
    return Optional.empty();
  }

  /**
   * Starts it, and waits until it answers.
   *
   * @param log what it says goes there
   */
  static PubsubEmulator start(Path program, Path log) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Process process =
        new ProcessBuilder(program.toString(), "--host=127.0.0.1", "--port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    PubsubEmulator emulator = new PubsubEmulator(process, port);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!emulator.answers()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        emulator.close();
        throw new IOException("the emulator does not start: " + Files.readString(log));
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    return emulator;
  }

  private boolean answers() throws InterruptedException {
    try {
      return call("GET", "topics", "").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Makes a topic and a subscription to it; returns the subscription's full name. */
  String subscription(String topic, int ackDeadlineSeconds) throws Exception {
    require("PUT", "topics/" + topic, "{}");
    String name = topic + "-subscription";
    String body =
        "{\"topic\": \"projects/%s/topics/%s\", \"ackDeadlineSeconds\": %d}"
            .formatted(PROJECT, topic, ackDeadlineSeconds);
    require("PUT", "subscriptions/" + name, body);
    return "projects/" + PROJECT + "/subscriptions/" + name;
  }

  /** Publishes messages with these texts. */
  void publish(String topic, List<String> texts) throws Exception {
    String messages =
        texts.stream()
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .map(bytes -> "{\"data\": \"" + Base64.getEncoder().encodeToString(bytes) + "\"}")
            .collect(Collectors.joining(", "));
    require("POST", "topics/" + topic + ":publish", "{\"messages\": [" + messages + "]}");
  }

  /** Takes so many messages, at most, and never acknowledges them. */
  String take(String topic, int most) throws Exception {
    return require(
        "POST",
        "subscriptions/" + topic + "-subscription:pull",
        "{\"returnImmediately\": true, \"maxMessages\": " + most + "}");
  }

  private String require(String method, String path, String body) throws Exception {
    HttpResponse<String> response = call(method, path, body);
    if (response.statusCode() != 200) {
      throw new IOException(path + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  private HttpResponse<String> call(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/v1/projects/" + PROJECT + "/" + path))
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  /** The program may be a script that started another one. */
  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(handle -> handle.onExit().join());
  }
}
