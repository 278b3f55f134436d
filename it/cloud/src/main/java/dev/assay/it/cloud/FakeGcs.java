package dev.assay.it.cloud;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A fake-gcs-server for the tests of a class, on a free port of this machine:
 * {@code @RegisterExtension static final FakeGcs GCS = FakeGcs.withBuckets("lake")}. The tests are
 * skipped if it is not installed. What it stores lies under {@link #root} as plain files: {@code
 * gs://lake/a/b} as {@code lake/a/b}.
 */
public final class FakeGcs implements ExecutionCondition, BeforeAllCallback, AfterAllCallback {
  private static final String PROGRAM = "bin/fake-gcs-server";

  /** The project that buckets are made in. */
  public static final String PROJECT = "assay-test";

  private static final String BINARY = "application/octet-stream";

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> buckets;
  private Path folder;
  private ServerProcess process;
  private int port;

  private FakeGcs(List<String> buckets) {
    this.buckets = buckets;
  }

  /** A server with these buckets, empty. */
  public static FakeGcs withBuckets(String... buckets) {
    return new FakeGcs(List.of(buckets));
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return Servers.condition(PROGRAM);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    folder = Files.createTempDirectory("fake-gcs");
    port = Servers.freePort();
    process =
        ServerProcess.start(
            folder,
            new ProcessBuilder(
                Servers.program(PROGRAM).toString(),
                "-backend=filesystem",
                "-filesystem-root=" + root(),
                "-scheme=http",
                "-host=127.0.0.1",
                "-port=" + port,
                "-public-host=127.0.0.1:" + port,
                "-external-url=" + url(),
                "-log-level=warn"),
            URI.create(url() + "/storage/v1/b"));
    for (String bucket : buckets) {
      require(
          post("/storage/v1/b?project=" + PROJECT, "application/json")
              .POST(BodyPublishers.ofString("{\"name\": \"" + bucket + "\"}"))
              .build());
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (process != null) {
      process.stop();
    }
  }

  /** The folder of what is stored; a bucket is a folder in it. */
  public Path root() {
    return folder.resolve("buckets");
  }

  /** Where the server listens, without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Options by which a pipeline talks to this server, and to nobody as anybody. */
  public List<String> options() {
    return List.of(
        "--project=" + PROJECT,
        "--gcsEndpoint=" + url() + "/storage/v1/",
        "--credentialFactoryClass=" + NoopCredentialFactory.class.getName());
  }

  /**
   * Uploads a file, or all that a folder holds.
   *
   * @param uri {@code gs://BUCKET/NAME}: the name of the object, or the start of all names
   */
  public void upload(Path from, String uri) throws IOException, InterruptedException {
    if (!Files.isDirectory(from)) {
      put(uri, Files.readAllBytes(from));
      return;
    }
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.sorted().toList()) {
        upload(entry, uri + "/" + entry.getFileName());
      }
    }
  }

  /** Stores an object, over one of that name. */
  public void put(String uri, byte[] content) throws IOException, InterruptedException {
    URI object = URI.create(uri);
    String name = URLEncoder.encode(object.getPath().substring(1), StandardCharsets.UTF_8);
    require(
        post(
                "/upload/storage/v1/b/%s/o?uploadType=media&name=%s"
                    .formatted(object.getAuthority(), name),
                BINARY)
            .POST(BodyPublishers.ofByteArray(content))
            .build());
  }

  /** Deletes an object. */
  public void delete(String uri) throws IOException, InterruptedException {
    URI object = URI.create(uri);
    String name = URLEncoder.encode(object.getPath().substring(1), StandardCharsets.UTF_8);
    String path = "/storage/v1/b/%s/o/%s".formatted(object.getAuthority(), name);
    require(HttpRequest.newBuilder(URI.create(url() + path)).DELETE().build());
  }

  /** The file that holds an object. */
  public Path file(String uri) {
    URI object = URI.create(uri);
    return root().resolve(object.getAuthority() + object.getPath());
  }

  private HttpRequest.Builder post(String path, String type) {
    return HttpRequest.newBuilder(URI.create(url() + path)).header("Content-Type", type);
  }

  private void require(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(request.uri() + ": " + response.statusCode() + " " + response.body());
    }
  }
}
