package dev.assay.transforms.land;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.schemas.Contracts;
import dev.assay.schemas.Dataset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandMessagesTest {
  private static final Dataset ORDERS = Contracts.bundled("orders").dataset("orders");
  private static final Instant NOON = Instant.parse("2024-01-05T12:00:00Z");

  /** What a subscription holds; a graph would send a copy of it to its workers. */
  private static final List<Messages.Message> QUEUE = new ArrayList<>();

  private static final List<String> ACKNOWLEDGED = new ArrayList<>();

  @TempDir private Path folder;

  @BeforeEach
  void emptyTheQueue() {
    QUEUE.clear();
    ACKNOWLEDGED.clear();
  }

  @Test
  void writesALineForEachRecordInTheOrderOfPublishing() throws Exception {
    publish("b", 2, "{\"b\":1}\n{\"b\":2}\n");
    publish("a", 1, "{\"a\":1}");
    publish("none", 3, "");

    land();

    assertThat(names(), contains("pubsub-20240105T120001-" + names().get(0).substring(23)));
    assertThat(lines(), contains("{\"a\":1}", "{\"b\":1}", "{\"b\":2}"));
    assertThat(ACKNOWLEDGED, containsInAnyOrder("ack-a", "ack-b", "ack-none"));
    assertThat(QUEUE, is(empty()));
  }

  @Test
  void writesNothingWhereNothingWasPublished() throws Exception {
    land();
    assertThat(Files.exists(folder.resolve("orders")), is(false));
  }

  @Test
  void acknowledgesNothingThatHasNotLanded() throws Exception {
    publish("a", 1, "{}");
    Files.createFile(folder.resolve("orders"));

    assertThrows(IOException.class, this::land);
    assertThat(ACKNOWLEDGED, is(empty()));

    Files.delete(folder.resolve("orders"));
    land();
    assertThat(lines(), contains("{}"));
    assertThat(ACKNOWLEDGED, contains("ack-a"));
  }

  @Test
  void theSameMessagesAgainMakeTheSameFile() throws Exception {
    publish("a", 1, "{}");
    publish("b", 1, "{ }");
    land();
    List<String> first = names();

    publish("b", 1, "{ }");
    publish("a", 1, "{}");
    publish("a", 1, "{}");
    land();

    assertThat(names(), is(first));
    assertThat(lines(), hasSize(2));
  }

  @Test
  void splitsWhatIsTooMuchForOneFile() throws Exception {
    String large = "x".repeat(3 << 20);
    for (int i = 0; i < 5; i++) {
      publish("m" + i, i, large);
    }
    land();
    assertThat(names(), hasSize(2));
    assertThat(lines(), hasSize(5));
  }

  private void land() throws IOException {
    LandMessages landing =
        LandMessages.of(options -> new Fake(), folder.toString(), ORDERS, Long.MAX_VALUE);
    landing.land(PipelineOptionsFactory.create());
    landing.close();
  }

  private static void publish(String id, int second, String data) {
    byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
    QUEUE.add(new Messages.Message("ack-" + id, id, NOON.plusSeconds(second), bytes));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("orders"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String name : names()) {
      lines.addAll(Files.readAllLines(folder.resolve("orders").resolve(name)));
    }
    return lines;
  }

  /** Hands out one message at a time, each once before something is acknowledged. */
  private static final class Fake implements Messages {
    private int next;

    @Override
    public List<Message> pull(int most) {
      return next < QUEUE.size() ? List.of(QUEUE.get(next++)) : List.of();
    }

    @Override
    public void acknowledge(List<String> ackIds) {
      ACKNOWLEDGED.addAll(ackIds);
      QUEUE.removeIf(message -> ackIds.contains(message.ackId()));
      next = 0;
    }

    @Override
    public void close() {}
  }
}
