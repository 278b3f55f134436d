package dev.assay.transforms.replay;

import dev.assay.schemas.Dataset;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.trace.LakeFiles;
import dev.assay.transforms.trace.LakeSql;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where rows of silver stand that have one of some keys; looked for once, for all of them. */
final class RowsByKey {
  /** Keys that one statement takes. */
  private static final int AT_ONCE = 1_000;

  private final Map<String, Place> places;

  /**
   * Where a row was read from.
   *
   * @param file the file
   * @param line of that file
   */
  record Place(String file, long line) {}

  private RowsByKey(Map<String, Place> places) {
    this.places = places;
  }

  /**
   * Looks for rows.
   *
   * @param root the output folder
   * @param files the files of the dataset's rows
   * @param keys each as texts, in the order of the key's columns
   */
  static RowsByKey find(String root, Dataset dataset, List<DataFile> files, List<List<String>> keys)
      throws IOException {
    Map<String, Place> places = new HashMap<>();
    if (files.isEmpty() || keys.isEmpty() || dataset.key().isEmpty()) {
      return new RowsByKey(places);
    }
    try (LakeFiles lake = LakeFiles.of(root);
        LakeSql sql = LakeSql.open(lake)) {
      sql.view(dataset.name(), files);
      sql.execute("CREATE TEMP TABLE wanted (key VARCHAR)");
      for (int from = 0; from < keys.size(); from += AT_ONCE) {
        sql.execute(
            "INSERT INTO wanted VALUES "
                + keys.subList(from, Math.min(keys.size(), from + AT_ONCE)).stream()
                    .map(key -> "(" + LakeSql.quoted(text(key)) + ")")
                    .collect(Collectors.joining(", ")));
      }
      String key =
          dataset.key().stream()
              .map(column -> "CAST(\"" + column + "\" AS VARCHAR)")
              .collect(Collectors.joining(" || '" + BETWEEN + "' || "));
      sql.query(
              "SELECT key, _source_file, _source_line FROM (SELECT "
                  + key
                  + " AS key, _source_file, _source_line FROM \""
                  + dataset.name()
                  + "\") SEMI JOIN wanted USING (key) ORDER BY ALL")
          .forEach(
              row ->
                  places.putIfAbsent(
                      String.valueOf(row.get("key")),
                      new Place(
                          String.valueOf(row.get("_source_file")),
                          Long.parseLong(String.valueOf(row.get("_source_line"))))));
    }
    return new RowsByKey(places);
  }

  /** In no text that somebody types. */
  private static final String BETWEEN = "\u001f";

  private static String text(List<String> key) {
    return String.join(BETWEEN, key);
  }

  /** The row that has a key, if there is one. */
  Optional<Place> of(List<String> key) {
    return Optional.ofNullable(places.get(text(key)));
  }
}
