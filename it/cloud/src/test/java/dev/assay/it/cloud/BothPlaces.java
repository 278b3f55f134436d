package dev.assay.it.cloud;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.pipelines.Assay;
import dev.assay.pipelines.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A lake, a landing folder and an archive in folders, and the same in buckets, to which the same is
 * done. Each has a warehouse of its own, a DuckDB file.
 */
final class BothPlaces {
  /** The buckets that it needs. */
  static final String[] BUCKETS = {"landing", "lake", "archive", "config"};

  private final FakeGcs gcs;
  private final Path folder;
  private final String name;
  private final @Nullable LocalBigQuery bigQuery;

  private BothPlaces(FakeGcs gcs, Path folder, String name, @Nullable LocalBigQuery bigQuery) {
    this.gcs = gcs;
    this.folder = folder;
    this.name = name;
    this.bigQuery = bigQuery;
  }

  /**
   * Two places that are empty.
   *
   * @param folder where the folders go
   * @param name what the objects of the buckets are under
   */
  static BothPlaces of(FakeGcs gcs, Path folder, String name) {
    return new BothPlaces(gcs, folder, name, null);
  }

  /** The same, with a project of BigQuery as the warehouse of what is in buckets. */
  BothPlaces with(LocalBigQuery server) {
    return new BothPlaces(gcs, folder, name, server);
  }

  /** The project of BigQuery. */
  String project() {
    return "assay-" + name;
  }

  /** Lands files, of one folder with all that it holds; over those of the same names. */
  void land(Path files) throws Exception {
    copy(files, path("landing"));
    gcs.upload(files, uri("landing"));
  }

  /** Puts a file where {@code {config}} is. */
  void configure(Path file) throws Exception {
    Path config = Files.createDirectories(path("config"));
    Files.copy(file, config.resolve(file.getFileName()));
    gcs.upload(file, uri("config") + "/" + file.getFileName());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /**
   * Runs a pipeline in both places, which must publish.
   *
   * @param options of which <code>{landing}</code>, <code>{archive}</code> and <code>{config}
   *     </code> are replaced; output and warehouse need not be given
   */
  void run(String pipeline, String... options) {
    run(ExitCode.PUBLISHED, pipeline, options);
  }

  /** Runs a pipeline in both places, which must end that way. */
  void run(ExitCode end, String pipeline, String... options) {
    assertThat(inFolder(pipeline, options), is(end));
    assertThat(inBucket(pipeline, options), is(end));
  }

  /** What a command that looks into the lake of the folder prints, which must end well. */
  String toldOfFolder(String command, String... options) {
    List<String> words = words(command, folder.toString(), "", options);
    words.add("--output=" + path("lake"));
    return told(words);
  }

  /** The same of the bucket. */
  String toldOfBucket(String command, String... options) {
    List<String> words = words(command, "gs:/", "/" + name, options);
    words.add("--output=" + uri("lake"));
    words.addAll(gcs.options());
    return told(words);
  }

  private static String told(List<String> words) {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertThat(Assay.run(words.toArray(String[]::new)), is(ExitCode.PUBLISHED));
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private ExitCode inFolder(String pipeline, String... options) {
    List<String> words = words(pipeline, folder.toString(), "", options);
    words.add("--output=" + path("lake"));
    words.add("--warehouse=duckdb:" + warehouse("folder"));
    return Assay.run(words.toArray(String[]::new));
  }

  ExitCode inBucket(String pipeline, String... options) {
    List<String> words = words(pipeline, "gs:/", "/" + name, options);
    words.add("--output=" + uri("lake"));
    words.addAll(gcs.options());
    if (words.stream().noneMatch(word -> word.startsWith("--warehouse="))) {
      words.addAll(warehouseOfBucket());
    }
    return Assay.run(words.toArray(String[]::new));
  }

  private List<String> warehouseOfBucket() {
    if (bigQuery == null) {
      return List.of("--warehouse=duckdb:" + warehouse("bucket"));
    }
    List<String> options = new ArrayList<>(bigQuery.options());
    options.add("--warehouse=bigquery:" + project());
    return options;
  }

  private static List<String> words(String pipeline, String start, String end, String... options) {
    List<String> words = new ArrayList<>(List.of(pipeline.split(" ")));
    for (String option : options) {
      words.add(option.replaceAll("\\{(\\w+)}", start + "/$1" + end));
    }
    return words;
  }

  Path warehouse(String place) {
    return folder.resolve(place + ".duckdb");
  }

  private Path path(String bucket) {
    return folder.resolve(bucket);
  }

  String uri(String bucket) {
    return "gs://" + bucket + "/" + name;
  }

  /** Every entry of both logs says the same, but for the time that it was written at. */
  void assertSameLogs() throws IOException {
    Map<String, JsonNode> expected = log(path("lake"));

    assertThat(expected.isEmpty(), is(false));
    assertThat(log(gcs.file(uri("lake"))), equalTo(expected));
  }

  private static Map<String, JsonNode> log(Path lake) throws IOException {
    Map<String, JsonNode> entries = new TreeMap<>();
    try (Stream<Path> files = Files.list(lake.resolve("_log"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        ObjectNode entry = (ObjectNode) new ObjectMapper().readTree(file.toFile());
        entry.remove("committedAt");
        entries.put(file.getFileName().toString(), entry);
      }
    }
    return entries;
  }

  /** What copies of the silver of a batch are named by, sorted. */
  List<String> currentSilver(String batch) throws IOException {
    List<String> names = new ArrayList<>();
    for (JsonNode entry : log(path("lake")).values()) {
      for (JsonNode file : entry.get("files")) {
        if (entry.get("batch").asText().equals(batch)
            && file.get("layer").asText().equals("SILVER")) {
          names.add(file.get("sha256").asText() + ".parquet");
        }
      }
    }
    return names.stream().sorted().toList();
  }

  /** Both lakes hold the same files of the log, byte for byte, and nothing unfinished. */
  void assertSameFiles() throws IOException {
    Map<String, Long> differences = new TreeMap<>();
    Map<String, Long> none = new TreeMap<>();
    for (JsonNode entry : log(path("lake")).values()) {
      for (JsonNode file : entry.get("files")) {
        String path = file.get("path").asText();
        Path inBucket = gcs.file(uri("lake") + "/" + path);
        differences.put(path, Files.mismatch(path("lake").resolve(path), inBucket));
        none.put(path, -1L);
      }
    }
    assertThat(differences, equalTo(none));
    assertThat(objects("lake").filter(object -> object.startsWith("_tmp")).toList(), is(List.of()));
  }

  /** What is in a bucket, by the names within this place. */
  Stream<String> objects(String bucket) throws IOException {
    return files(gcs.file(uri(bucket))).stream();
  }

  /** The files of a folder are those of the bucket. */
  void assertSameNames(String place) throws IOException {
    assertThat(objects(place).toList(), equalTo(files(path(place))));
  }

  static List<String> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  /** Both warehouses hold the same rows, but for the time that they were written at. */
  void assertSameTables(String... schemas) throws Exception {
    if (bigQuery != null) {
      Files.deleteIfExists(warehouse("bucket"));
      BigQueryCopy.copy(bigQuery.client(project()), warehouse("bucket"));
    }
    new TwoWarehouses(warehouse("folder"), warehouse("bucket")).assertSame(schemas);
  }
}
