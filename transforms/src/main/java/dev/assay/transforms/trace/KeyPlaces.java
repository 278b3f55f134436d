package dev.assay.transforms.trace;

import dev.assay.schemas.Table;
import dev.assay.transforms.batch.Lines;
import dev.assay.transforms.lake.CommittedLines;
import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Manifest;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where records stand that have a key.
 *
 * @param root the output folder, whose files {@code files} are
 * @param key its values as text, in the order of its columns
 * @param batches those that are looked into
 */
record KeyPlaces(
    String root, LakeFiles files, String dataset, List<String> key, List<Manifest> batches) {

  /** The line of a file at which a record starts. */
  record Place(String file, long line) {}

  Set<Place> find() throws IOException {
    Set<Place> places = new LinkedHashSet<>();
    try (LakeSql sql = LakeSql.open(files)) {
      for (Manifest batch : batches) {
        inSilver(sql, batch, places);
        amongOthers(batch, places);
      }
    }
    return places;
  }

  private void inSilver(LakeSql sql, Manifest batch, Set<Place> places) throws IOException {
    List<DataFile> silver = batch.files(Layer.SILVER, dataset);
    List<String> columns =
        batch.silver().stream()
            .filter(table -> table.name().equals(dataset))
            .map(Table::key)
            .findFirst()
            .orElse(List.of());
    if (silver.isEmpty() || columns.size() != key.size()) {
      return;
    }
    sql.view(dataset, silver);
    String where =
        columns.stream()
            .map(column -> "CAST(\"" + column + "\" AS VARCHAR) = ?")
            .collect(Collectors.joining(" AND "));
    sql.query(
            "SELECT _source_file, _source_line FROM \""
                + dataset
                + "\" WHERE "
                + where
                + " ORDER BY ALL",
            key.toArray())
        .forEach(
            row ->
                places.add(
                    new Place(
                        String.valueOf(row.get("_source_file")),
                        Long.parseLong(String.valueOf(row.get("_source_line"))))));
  }

  /** A record in quarantine has no key: its text, or a value that it should not have, does. */
  private void amongOthers(Manifest batch, Set<Place> places) throws IOException {
    for (DataFile file : batch.files(Layer.DUPLICATES, dataset)) {
      CommittedLines.read(
          root,
          file,
          Lines.Duplicate.class,
          lost -> {
            if (lost.key().equals(key)) {
              places.add(new Place(lost.file(), lost.line()));
            }
          });
    }
    for (DataFile file : batch.files(Layer.QUARANTINE, dataset)) {
      CommittedLines.read(
          root,
          file,
          Lines.Quarantined.class,
          record -> {
            if (key.stream().allMatch(part -> hasWord(record.raw(), part))) {
              places.add(new Place(record.file(), record.line()));
            }
          });
    }
  }

  private static boolean hasWord(String text, String word) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      int end = at + word.length();
      boolean starts = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
      if (starts && ends) {
        return true;
      }
    }
    return false;
  }
}
