package dev.assay.gcp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.assay.pipelines.Assay;
import dev.assay.pipelines.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Orders that are published as messages end like the same orders in files. Over the wire, with the
 * emulator of the Google Cloud CLI where that is installed.
 */
class OrdersFromPubsubTest {
  private static final String TOPIC = "orders";
  private static final int PUBLISHED_AT_ONCE = 500;

  /** All but the one that speaks of the files that orders came in. */
  private static final List<String> TABLES =
      List.of(
          "agg_category_revenue",
          "agg_hourly_metrics",
          "aov_by_tier",
          "fact_orders",
          "sales_by_region",
          "top_products");

  @TempDir private Path folder;
  private PubsubEmulator emulator;
  private String subscription;

  @BeforeEach
  void startEmulator() throws Exception {
    Optional<Path> program = PubsubEmulator.installed();
    Assumptions.assumeTrue(
        program.isPresent(), "no Pub/Sub emulator here: gcloud components install pubsub-emulator");
    emulator = PubsubEmulator.start(program.get(), folder.resolve("emulator.log"));
    subscription = emulator.subscription(TOPIC, 10);
  }

  @AfterEach
  void stopEmulator() {
    if (emulator != null) {
      emulator.close();
    }
  }

  @Test
  void messagesEndLikeFiles() throws Exception {
    List<String> lines = generate();
    List<String> messages = messages(lines);
    int half = messages.size() / 2;

    publish(messages.subList(0, half));
    // Somebody who takes messages and dies: they are handed out again after ten seconds.
    assertThat(emulator.take(TOPIC, 50), containsString("ackId"));
    assertThat(stream("12s"), is(ExitCode.PUBLISHED));
    publish(messages.subList(half, messages.size()));
    publish(messages.subList(0, half / 3));
    assertThat(stream("3s"), is(ExitCode.PUBLISHED));

    assertThat(batch(folder.resolve("made"), "batch"), is(ExitCode.PUBLISHED));
    for (String table : TABLES) {
      assertThat(table, gold("stream", table), equalTo(gold("batch", table)));
    }
    assertThat(files(folder.resolve("landing")), is(empty()));
    List<Path> landed = files(folder.resolve("archive"));
    assertThat(landed.size(), greaterThan(1));
    assertThat(
        landed.stream().map(file -> file.getFileName().toString()).toList(),
        everyItem(startsWith("pubsub-")));
    assertEndsLikeItsOwnFiles(landed);
  }

  /** The files that messages were landed in, in one batch: late orders are theirs too. */
  private void assertEndsLikeItsOwnFiles(List<Path> landed) throws Exception {
    Path again = Files.createDirectories(folder.resolve("landed-again/orders"));
    for (Path file : landed) {
      Files.copy(file, again.resolve(file.getFileName()));
    }
    assertThat(batch(folder.resolve("landed-again"), "again"), is(ExitCode.PUBLISHED));
    assertThat(gold("stream", "late_orders"), equalTo(gold("again", "late_orders")));
  }

  private List<String> generate() throws Exception {
    Path made = folder.resolve("made");
    String[] command = {
      "generate",
      "orders",
      "--hours=10",
      "--rate=60",
      "--late=0.1",
      "--duplicates=0.1",
      "--mismatch=0.1",
      "--seed=17",
      "--output=" + made
    };
    assertThat(Assay.run(command), is(ExitCode.PUBLISHED));
    List<String> lines = new ArrayList<>();
    for (Path file : files(made.resolve("orders"))) {
      lines.addAll(Files.readAllLines(file));
    }
    return lines;
  }

  /** One order each, or several; in any order; some doubled. */
  private static List<String> messages(List<String> lines) {
    Random random = new Random(5);
    List<String> shuffled = new ArrayList<>(lines);
    Collections.shuffle(shuffled, random);
    List<String> messages = new ArrayList<>();
    for (int from = 0; from < shuffled.size(); ) {
      int to = Math.min(shuffled.size(), from + (random.nextInt(5) == 0 ? 3 : 1));
      String message = String.join("\n", shuffled.subList(from, to));
      messages.add(message);
      if (random.nextInt(20) == 0) {
        messages.add(message + "\n");
      }
      from = to;
    }
    return messages;
  }

  private void publish(List<String> messages) throws Exception {
    for (int from = 0; from < messages.size(); from += PUBLISHED_AT_ONCE) {
      int to = Math.min(messages.size(), from + PUBLISHED_AT_ONCE);
      emulator.publish(TOPIC, messages.subList(from, to));
    }
  }

  private ExitCode stream(String idle) throws Exception {
    Files.createDirectories(folder.resolve("landing/orders"));
    return Assay.run(
        "orders-stream",
        "--subscription=" + subscription,
        "--landing=" + folder.resolve("landing"),
        "--output=" + folder.resolve("stream"),
        "--archive=" + folder.resolve("archive"),
        "--settle=0",
        "--every=1s",
        "--stopAfterIdle=" + idle,
        "--project=assay-test",
        "--pubsubRootUrl=" + emulator.url(),
        "--credentialFactoryClass=" + NoopCredentialFactory.class.getName());
  }

  private ExitCode batch(Path landing, String output) {
    return Assay.run(
        "orders", "--landing=" + landing, "--output=" + folder.resolve(output), "--settle=0");
  }

  private static List<Path> files(Path root) throws Exception {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private List<List<Object>> gold(String output, String table) throws Exception {
    Properties readOnly = new Properties();
    readOnly.setProperty("duckdb.read_only", "true");
    String warehouse = folder.resolve(output).resolve("warehouse.duckdb").toString();
    List<List<Object>> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + warehouse, readOnly);
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT * EXCLUDE (last_updated) FROM orders_gold." + table + " ORDER BY ALL")) {
      while (found.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.add(found.getObject(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
