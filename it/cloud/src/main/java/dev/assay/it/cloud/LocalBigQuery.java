package dev.assay.it.cloud;

import com.google.cloud.NoCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  private final FakeGcs gcs;
  private Path folder;
  private ServerProcess process;
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
            "--data-dir=" + folder.resolve("data"));
    start.environment().put("GCS_LOCAL_ROOT", gcs.root().toString());
    process = ServerProcess.start(folder, start, URI.create(url() + "/bigquery/v2/projects"));
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (process != null) {
      process.stop();
    }
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
