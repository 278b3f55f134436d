package dev.assay.it.dataflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Takes jobs as Dataflow does, says that they are pending, and runs none. */
final class DataflowStub implements BeforeAllCallback, AfterAllCallback {
  private final List<JsonNode> jobs = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    boolean isJob =
        exchange.getRequestMethod().equals("POST")
            && exchange.getRequestURI().getPath().endsWith("/jobs");
    if (isJob) {
      jobs.add(body(exchange));
    }
    byte[] answer =
        "{\"id\": \"job-%d\", \"currentState\": \"JOB_STATE_PENDING\"}"
            .formatted(jobs.size())
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(isJob ? 200 : 404, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static JsonNode body(HttpExchange exchange) throws IOException {
    boolean isPacked = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    try (InputStream in =
        isPacked ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
      return new ObjectMapper().readTree(in);
    }
  }

  /** Where it listens, as the runner wants it. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** How many jobs were posted. */
  int jobs() {
    return jobs.size();
  }

  /** The job that was posted last. */
  JsonNode last() {
    return jobs.get(jobs.size() - 1); // tests run one after the other
  }
}
