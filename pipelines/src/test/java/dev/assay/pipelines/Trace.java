package dev.assay.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that runs leave in an output folder, apart from times: equal for two that ended alike.
 *
 * @param log the entries of the log, as JSON
 * @param files SHA-256 of every other file, by its path in the folder; of the warehouse and the
 *     gate through which runs claim the folder, only that they are there
 * @param tables the rows of every table and view of the warehouse, sorted; empty without warehouse
 */
record Trace(List<String> log, Map<String, String> files, Map<String, List<String>> tables) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WAREHOUSE = "warehouse.duckdb";
  private static final String LISTED =
      "_log/\\d{10}\\.json|" + WAREHOUSE + "|" + WAREHOUSE + "\\.wal|_tmp/\\.gate";

  private static final String TABLES =
      "SELECT table_schema || '.' || table_name FROM information_schema.tables"
          + " WHERE table_schema <> 'main'";

  /** Every column that is no time of a run. */
  private static final String COLUMNS =
      "COLUMNS(lambda c: c NOT IN ('last_updated', 'published_at', 'checked_at'))";

  static Trace of(Path output) throws IOException, SQLException {
    return new Trace(log(output), files(output), tables(output));
  }

  /** What another trace lacks, and what it has too much: empty for two runs that ended alike. */
  List<String> differences(Trace other) {
    List<String> here = lines();
    List<String> there = other.lines();
    List<String> differences = new ArrayList<>();
    here.stream()
        .filter(line -> !there.contains(line))
        .map(l -> "- " + l)
        .forEach(differences::add);
    there.stream()
        .filter(line -> !here.contains(line))
        .map(l -> "+ " + l)
        .forEach(differences::add);
    return differences;
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>(log);
    files.forEach((file, hash) -> lines.add(file + " " + hash));
    tables.forEach((table, rows) -> lines.add(table + " has " + rows.size() + " rows"));
    tables.forEach((table, rows) -> rows.forEach(row -> lines.add(table + " " + row)));
    return lines;
  }

  static List<String> log(Path output) throws IOException {
    List<String> log = new ArrayList<>();
    if (Files.isDirectory(output.resolve("_log"))) {
      try (Stream<Path> entries = Files.list(output.resolve("_log"))) {
        for (Path entry : entries.sorted().toList()) {
          ObjectNode json = (ObjectNode) JSON.readTree(entry.toFile());
          json.remove("committedAt");
          log.add(entry.getFileName() + " " + json);
        }
      }
    }
    return log;
  }

  private static Map<String, String> files(Path output) throws IOException {
    Map<String, String> files = new TreeMap<>();
    if (!Files.isDirectory(output)) { // who is killed early has made no lake
      return files;
    }
    try (Stream<Path> all = Files.walk(output)) {
      for (Path path : all.filter(p -> !p.equals(output)).toList()) {
        String name = output.relativize(path).toString();
        if (Files.isRegularFile(path) && !name.matches(LISTED)) {
          files.put(name, sha256(path));
        } else if (name.contains("batch=") && isEmptyFolder(path)) {
          files.put(name, "empty folder");
        }
      }
    }
    return files;
  }

  private static boolean isEmptyFolder(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.findAny().isEmpty();
    }
  }

  /** The files that the log lists and that are not there with the hash it gives. */
  static List<String> broken(Path output) throws IOException {
    Map<String, String> files = files(output);
    List<String> broken = new ArrayList<>();
    for (String entry : log(output)) {
      for (JsonNode file : JSON.readTree(entry.substring(entry.indexOf(' '))).get("files")) {
        String path = file.get("path").asText();
        if (!file.get("sha256").asText().equals(files.get(path))) {
          broken.add(path);
        }
      }
    }
    return broken;
  }

  /** The rows of gold alone, as a reader sees them who opens the warehouse without writing. */
  static Map<String, List<String>> gold(Path output) throws SQLException {
    Map<String, List<String>> gold = new TreeMap<>(tables(output));
    gold.keySet().removeIf(table -> !table.contains("_gold."));
    return gold;
  }

  private static Map<String, List<String>> tables(Path output) throws SQLException {
    Map<String, List<String>> tables = new TreeMap<>();
    if (!Files.exists(output.resolve(WAREHOUSE))) {
      return tables;
    }
    try (Connection connection = reader(output)) {
      for (String table : rows(connection, TABLES)) {
        tables.put(table, rows(connection, "SELECT " + COLUMNS + " FROM " + table));
      }
    }
    return tables;
  }

  /** The rows that a reader's query of the warehouse gives, columns joined by bars. */
  static List<String> query(Path output, String sql) throws SQLException {
    try (Connection connection = reader(output)) {
      return rows(connection, sql);
    }
  }

  private static Connection reader(Path output) throws SQLException {
    Properties readOnly = new Properties();
    readOnly.setProperty("duckdb.read_only", "true");
    return DriverManager.getConnection("jdbc:duckdb:" + output.resolve(WAREHOUSE), readOnly);
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql + " ORDER BY ALL")) {
      int width = results.getMetaData().getColumnCount();
      while (results.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          row.add(String.valueOf(results.getObject(i)));
        }
        rows.add(String.join("|", row));
      }
    }
    return rows;
  }

  private static String sha256(Path file) throws IOException {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
