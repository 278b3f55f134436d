package dev.assay.it.cloud;

import com.google.cloud.NoCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A local-bigquery for the tests of a class, on free ports of this machine, which loads what lies
 * in the buckets of a {@link FakeGcs} that is started before it:
 * {@code @Order(2) @RegisterExtension static final LocalBigQuery BIGQUERY =
 * LocalBigQuery.over(GCS)}. The tests are skipped if it is not installed. Any project is there, and
 * empty.
 */
public final class LocalBigQuery
    implements ExecutionCondition, BeforeAllCallback, AfterAllCallback {
  private static final String PROGRAM = "local-bigquery/bin/local-bigquery";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final FakeGcs gcs;
  private Path folder;
  private Process process;
  private int port;

  private LocalBigQuery(FakeGcs gcs) {
    this.gcs = gcs;
  }

  /** A server that finds what {@code gs://} names in those buckets. */
  public static LocalBigQuery over(FakeGcs gcs) {
    return new LocalBigQuery(gcs);
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return Servers.condition(PROGRAM);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    folder = Files.createTempDirectory("local-bigquery");
    port = Servers.freePort();
    ProcessBuilder start =
        new ProcessBuilder(
                Servers.program(PROGRAM).toString(),
                "serve",
                "--host=127.0.0.1",
                "--port=" + port,
                "--grpc-port=" + Servers.freePort(),
                "--data-dir=" + folder.resolve("data"))
            .redirectErrorStream(true)
            .redirectOutput(log().toFile());
    start.environment().put("GCS_LOCAL_ROOT", gcs.root().toString());
    process = start.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    await();
  }

  private void await() throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException("local-bigquery does not start: " + Files.readString(log()));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private boolean answers() throws InterruptedException {
    try {
      URI projects = URI.create(url() + "/bigquery/v2/projects");
      HttpRequest list = HttpRequest.newBuilder(projects).build();
      return client.send(list, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // nobody listens yet
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (process != null) {
      process.destroyForcibly().onExit().join();
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(LocalBigQuery::delete);
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path log() {
    return folder.resolve("server.log");
  }

  /** Where the server listens, without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Options by which a pipeline talks to this server, beside those of the {@link FakeGcs}. */
  public List<String> options() {
    return List.of("--bigQueryEndpoint=" + url());
  }

  /** A client of a project. */
  public BigQuery client(String project) {
    return BigQueryOptions.newBuilder()
        .setProjectId(project)
        .setHost(url())
        .setCredentials(NoCredentials.getInstance())
        .build()
        .getService();
  }
}
