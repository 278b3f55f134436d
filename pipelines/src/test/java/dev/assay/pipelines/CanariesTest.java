package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import dev.assay.schemas.Contract;
import dev.assay.schemas.Contracts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.construction.PipelineTranslation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No value that a contract classifies, and no secret, is seen outside the tables and folders made
 * for it: words that stand in no other place are looked for in everything that a run leaves.
 */
class CanariesTest {
  private static final String KEY = "canary-key-that-nobody-may-see";

  /** Rows, and what was refused of them, as they were delivered. */
  private static final Set<String> MADE_FOR_IT =
      Set.of("silver", "gold", "quarantine", "duplicates", "replaced", "index");

  @TempDir private Path folder;
  private final List<String> logged = new ArrayList<>();
  private final Handler handler = new Listening();

  @BeforeEach
  void listen() {
    Logger.getLogger("").addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    Logger.getLogger("").removeHandler(handler);
  }

  @ParameterizedTest
  @CsvSource({"banking, PUBLISHED", "customer-360, REFUSED"})
  void showsNoClassifiedValueOutsideSilverGoldAndQuarantine(String pipeline, ExitCode end)
      throws Exception {
    Path input = delivery(pipeline, "--customers=200");
    Path lake = folder.resolve("lake");

    HereRun run =
        HereRun.of(pipeline, "--input=" + input, "--output=" + lake, "--userAgent=" + KEY);

    assertThat(run.err(), run.code(), is(end));
    assertThat("planted", found(lake.resolve("quarantine")), greaterThan(0));
    assertHidden(run, lake, MADE_FOR_IT);
    assertBooksHide(lake, "load_audit", "data_quality_checks");
  }

  @Test
  void showsNoClassifiedValueOfOrders() throws Exception {
    Path landing = delivery("orders", "--hours=4", "--rate=20");
    Path lake = folder.resolve("lake");
    String[] places = {"--landing=" + landing, "--output=" + lake, "--settle=0"};

    HereRun daily =
        HereRun.of("orders-daily", places[0], places[1], places[2], "--asOf=2024-01-01");
    HereRun run = HereRun.of("orders", places[0], places[1], places[2]);

    assertThat("so many broken customers", daily.code(), is(ExitCode.REFUSED));
    assertThat(run.err(), run.code(), oneOf(ExitCode.PUBLISHED, ExitCode.REFUSED));
    assertThat("planted", found(lake.resolve("quarantine")), greaterThan(0));
    assertHidden(daily, lake, MADE_FOR_IT);
    assertHidden(run, lake, MADE_FOR_IT);
    assertBooksHide(lake, "load_audit", "data_quality_checks");
  }

  @Test
  void hidesThemInQuarantineTooIfThereIsAKey() throws Exception {
    Path input = delivery("banking", "--customers=200");
    Path lake = folder.resolve("lake");
    Path key = Files.writeString(folder.resolve("key"), KEY);

    HereRun run =
        HereRun.of("banking", "--input=" + input, "--output=" + lake, "--quarantineKey=" + key);

    assertThat(run.err(), run.code(), is(ExitCode.PUBLISHED));
    assertHidden(run, lake, Set.of("silver", "gold"));
    assertBooksHide(lake, "quarantine", "load_audit", "data_quality_checks");
    try (Stream<Path> files = Files.walk(lake.resolve("quarantine/customers"))) {
      String text = text(files.filter(Files::isRegularFile).findFirst().orElseThrow());
      assertThat(text, containsString("\\\"first_name\\\":\\\"hmac-sha256:"));
      assertThat(text, containsString("\\\"record\\\":\\\"hmac-sha256:"));
    }
  }

  @Test
  void putsNoKeyAndNoValueIntoTheJob() throws Exception {
    Path input = delivery("banking", "--customers=50");
    Path key = Files.writeString(folder.resolve("key"), KEY);
    BatchOptions options =
        PipelineOptionsFactory.fromArgs(
                "--input=" + input,
                "--output=" + folder.resolve("lake"),
                "--quarantineKey=" + key,
                "--runner=DirectRunner")
            .as(BatchOptions.class);
    Pipeline graph = Pipeline.create(options);
    try (Plan plan = new BankingPipeline().plan(options).orElseThrow()) {
      plan.build(graph);
    }

    byte[] job = PipelineTranslation.toProto(graph).toByteArray();

    assertThat(new String(job, StandardCharsets.ISO_8859_1), not(containsString(Canaries.WORD)));
  }

  @Test
  void takesTheFirstRecordOfAFileWithoutHeaderForNoName() throws Exception {
    Path input = delivery("banking", "--customers=50");
    Path customers = input.resolve("customers.csv");
    List<String> lines = Files.readAllLines(customers);
    Files.write(customers, lines.subList(1, lines.size()));

    HereRun run = HereRun.of("banking", "--input=" + input, "--output=" + folder.resolve("lake"));

    assertThat(run.code(), is(ExitCode.REQUEST));
    assertThat(run.err(), containsString("customers.csv: the first line names hardly any"));
    assertThat(run.err(), not(containsString(Canaries.WORD)));
  }

  @Test
  void repeatsNoSecretThatIsNoOption() {
    HereRun run = HereRun.of("banking", "--password=" + KEY, "--quarantineKey=env:" + KEY);

    assertThat(run.code(), is(ExitCode.REQUEST));
    assertThat(run.err(), containsString("--password: no such option"));
    assertThat(run.err(), not(containsString("--password=" + KEY)));
  }

  private Path delivery(String pipeline, String... amounts) throws IOException {
    Path delivery = folder.resolve("delivery");
    List<String> words = new ArrayList<>(List.of("generate", pipeline, "--output=" + delivery));
    words.addAll(List.of(amounts));
    assertThat(HereRun.of(words.toArray(String[]::new)).code(), is(ExitCode.PUBLISHED));
    Contract contract = Contracts.bundled(pipeline);
    Canaries.plantIn(delivery, contract);
    return delivery;
  }

  private void assertHidden(HereRun run, Path lake, Set<String> except) throws IOException {
    assertThat("stdout", run.out(), not(containsString(Canaries.WORD)));
    assertThat("stderr", run.err(), not(containsString(Canaries.WORD)));
    assertThat("log", String.join("\n", logged), not(containsString(Canaries.WORD)));
    try (Stream<Path> places = Files.list(lake)) {
      for (Path place : places.toList()) {
        String name = place.getFileName().toString();
        if (!except.contains(name) && !name.startsWith("warehouse.duckdb")) {
          assertThat(name, found(place), is(0));
        }
      }
    }
  }

  /** How many files of a folder hold a canary. */
  private static int found(Path folder) throws IOException {
    int found = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        found += text(file).contains(Canaries.WORD) ? 1 : 0;
      }
    }
    return found;
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private static void assertBooksHide(Path lake, String... tables) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:duckdb:" + lake.resolve("warehouse.duckdb"));
        Statement statement = connection.createStatement()) {
      for (String table : tables) {
        try (ResultSet rows =
            statement.executeQuery(
                "SELECT count(*), count(*) FILTER (CAST(t AS VARCHAR) LIKE '%"
                    + Canaries.WORD
                    + "%') FROM assay."
                    + table
                    + " AS t")) {
          rows.next();
          assertThat(table, rows.getLong(1), greaterThan(0L));
          assertThat(table, rows.getLong(2), equalTo(0L));
        }
      }
    }
  }

  /** Keeps what is logged, by whichever logger. */
  private final class Listening extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();

    @Override
    public synchronized void publish(LogRecord record) {
      logged.add(formatter.format(record));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
