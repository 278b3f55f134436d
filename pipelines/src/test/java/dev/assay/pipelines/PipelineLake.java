package dev.assay.pipelines;

import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The lake of a pipeline, for tests: runs the command, and looks at what came of it. */
class PipelineLake {
  private static final String QUARANTINE =
      "{dataset: 'VARCHAR', file: 'VARCHAR', line: 'BIGINT', raw: 'VARCHAR', violations:"
          + " 'STRUCT(rule VARCHAR, field VARCHAR, message VARCHAR, value VARCHAR)[]'}";
  private static final String DUPLICATES =
      "{dataset: 'VARCHAR', file: 'VARCHAR', line: 'BIGINT', key: 'VARCHAR[]', keptFile: 'VARCHAR',"
          + " keptLine: 'BIGINT', differs: 'BOOLEAN'}";
  private static final String VIOLATIONS =
      "{dataset: 'VARCHAR', file: 'VARCHAR', line: 'BIGINT', rule: 'VARCHAR', field: 'VARCHAR'}";

  private final String pipeline;
  private final String goldSchema;
  private final List<String> tables;
  private final Path root;

  /**
   * A lake that is yet to be filled.
   *
   * @param pipeline as it is typed: {@code banking}
   * @param goldSchema where the warehouse has the tables: {@code banking_gold}
   * @param tables of gold
   */
  PipelineLake(String pipeline, String goldSchema, List<String> tables, Path root) {
    this.pipeline = pipeline;
    this.goldSchema = goldSchema;
    this.tables = tables;
    this.root = root;
  }

  /** A lake of {@code assay ingest}, which makes no gold. */
  static PipelineLake ingesting(Path root) {
    return new PipelineLake("ingest", "", List.of(), root);
  }

  /** The option that names the folder to read. */
  String inputOption() {
    return "input";
  }

  /** How a run ended and what it printed. */
  record Run(ExitCode code, String out, String err) {}

  /** Runs the pipeline on a delivery, into this lake. */
  Run run(Path input, String... options) {
    List<String> arguments = new ArrayList<>();
    arguments.add(pipeline);
    arguments.add("--" + inputOption() + "=" + input);
    arguments.add("--output=" + root);
    arguments.addAll(List.of(options));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(stream(out), stream(err), false, false);
    ExitCode code =
        new Assay(Catalogue.pipelines(), Catalogue.generators())
            .run(console, arguments.toArray(String[]::new));
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The same, for a test that starts from a published delivery. */
  Run publish(Path input, String... options) {
    Run run = run(input, options);
    if (run.code() != ExitCode.PUBLISHED) {
      throw new AssertionError("not published: " + run.out() + run.err());
    }
    return run;
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  Path root() {
    return root;
  }

  List<Manifest> log() throws IOException {
    return Log.of(root.toString()).read();
  }

  /** The last entry of the log. */
  Manifest last() throws IOException {
    List<Manifest> log = log();
    return log.get(log.size() - 1);
  }

  /**
   * Asks the files that the last entry of the log names, and nothing else: views {@code
   * silver.DATASET}, {@code gold.TABLE}, {@code quarantine}, {@code duplicates}, {@code
   * violations}.
   */
  List<List<String>> files(String sql) throws IOException, SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      for (String view : views(last())) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(view);
        }
      }
      return SqlRows.of(connection, sql);
    }
  }

  private List<String> views(Manifest manifest) {
    List<String> sql = new ArrayList<>(List.of("CREATE SCHEMA silver", "CREATE SCHEMA gold"));
    for (Layer layer : List.of(Layer.SILVER, Layer.GOLD)) {
      manifest.files().stream()
          .filter(file -> file.layer() == layer)
          .collect(Collectors.groupingBy(DataFile::name, TreeMap::new, Collectors.toList()))
          .forEach((name, files) -> sql.add(view(layer.folder() + "." + name, parquet(files))));
    }
    sql.add(view("quarantine", json(manifest, Layer.QUARANTINE, QUARANTINE)));
    sql.add(view("duplicates", json(manifest, Layer.DUPLICATES, DUPLICATES)));
    sql.add(view("violations", json(manifest, Layer.VIOLATIONS, VIOLATIONS)));
    return sql;
  }

  private static String view(String name, String source) {
    return "CREATE VIEW " + name + " AS FROM " + source;
  }

  private String parquet(List<DataFile> files) {
    return "read_parquet([" + paths(files) + "], hive_partitioning = false)";
  }

  private String json(Manifest manifest, Layer layer, String columns) {
    List<DataFile> files = manifest.files().stream().filter(file -> file.layer() == layer).toList();
    return files.isEmpty()
        ? "(SELECT NULL AS dataset, NULL AS file, NULL AS line WHERE false)"
        : "read_json(["
            + paths(files)
            + "], format = 'newline_delimited', columns = "
            + columns
            + ")";
  }

  private String paths(List<DataFile> files) {
    return files.stream()
        .map(file -> "'" + SqlRows.quoted(root.resolve(file.path())) + "'")
        .collect(Collectors.joining(", "));
  }

  /** Asks the warehouse, as an analyst would: read only. */
  List<List<String>> warehouse(String sql) throws SQLException {
    Properties readOnly = new Properties();
    readOnly.setProperty("duckdb.read_only", "true");
    try (Connection connection =
        DriverManager.getConnection("jdbc:duckdb:" + warehouseFile(), readOnly)) {
      return SqlRows.of(connection, sql);
    }
  }

  /** The rows of a gold table, when they changed apart, that only one of two warehouses has. */
  List<List<String>> differences(PipelineLake expected, String table) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      for (String attach : List.of(attach("expected", expected), attach("found", this))) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(attach);
        }
      }
      String rows = "(SELECT * EXCLUDE (last_updated) FROM %s." + goldSchema + "." + table + ")";
      String here = rows.formatted("found");
      String there = rows.formatted("expected");
      return SqlRows.of(
          connection,
          """
          SELECT '%s lacks', * FROM (%s EXCEPT ALL %s)
          UNION ALL SELECT '%s has', * FROM (%s EXCEPT ALL %s)"""
              .formatted(table, there, here, table, here, there));
    }
  }

  private static String attach(String name, PipelineLake lake) {
    return "ATTACH '" + SqlRows.quoted(lake.warehouseFile()) + "' AS " + name + " (READ_ONLY)";
  }

  Path warehouseFile() {
    return root.resolve("warehouse.duckdb");
  }

  /** All of the gold tables, {@code last_updated} included. */
  List<List<String>> goldTables() throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    for (String table : tables) {
      rows.addAll(
          warehouse(
              "SELECT '" + table + "', * FROM " + goldSchema + "." + table + " ORDER BY ALL"));
    }
    return rows;
  }
}
