package dev.assay.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * In which rows of gold a row of silver counts: for each gold table and dataset a condition in
 * DuckDB's SQL over the row {@code r} and the rows {@code g} of the table. Datasets and gold tables
 * are there by their names, and {@code told(option)} is what the batch was told.
 *
 * @param conditions by table, and then by dataset
 */
public record Lineage(Map<String, Map<String, String>> conditions) {

  /** What is known of the tables of a pipeline; nothing of one that computes none. */
  public static Lineage of(String pipeline) {
    if (!pipeline.matches("[a-z][a-z0-9-]*")) {
      return new Lineage(Map.of());
    }
    try (InputStream yaml = Lineage.class.getResourceAsStream("lineage/" + pipeline + ".yaml")) {
      return new Lineage(yaml == null ? Map.of() : read(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Map<String, String>> read(InputStream yaml) {
    Map<?, ?> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    Map<String, Map<String, String>> tables = new LinkedHashMap<>();
    document.forEach(
        (table, datasets) -> {
          Map<String, String> conditions = new LinkedHashMap<>();
          ((Map<?, ?>) datasets)
              .forEach((dataset, sql) -> conditions.put(dataset.toString(), sql.toString()));
          tables.put(table.toString(), Collections.unmodifiableMap(conditions));
        });
    return Collections.unmodifiableMap(tables);
  }

  /** The condition under which a row of a dataset counts in a row of a table, if it ever does. */
  public Optional<String> condition(String table, String dataset) {
    return Optional.ofNullable(conditions.getOrDefault(table, Map.of()).get(dataset));
  }
}
