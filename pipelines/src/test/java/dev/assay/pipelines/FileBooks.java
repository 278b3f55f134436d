package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.transforms.ledger.FileBalance;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The books of a lake's files, held against the answers of a generated delivery. */
final class FileBooks {
  private static final String SHORT = "record.tooFewFields";

  private FileBooks() {}

  /**
   * Compares each file of the last batch.
   *
   * @param answers by the names of the files as they were made
   * @param ending what the delivered names have behind those
   */
  static void check(PipelineLake lake, JsonNode answers, String ending) throws IOException {
    List<FileBalance> files = lake.last().ledger().files();
    for (FileBalance file : files) {
      JsonNode answer = answers.get(file.file().replace(ending, ""));
      assertThat(
          file.file(),
          Map.of(
              "read", file.read(),
              "accepted", file.accepted(),
              "quarantined", file.quarantined(),
              "duplicate", file.duplicates(),
              "tooFewFieldsKept", file.warned().getOrDefault(SHORT, 0L),
              "tooFewFieldsQuarantined", file.quarantinedBy().getOrDefault(SHORT, 0L),
              "orphans", orphans(file)),
          equalTo(counts(answer)));
      Map<String, Long> byRule = new TreeMap<>(file.quarantinedBy());
      // These only warn: a record that breaks one of them is in quarantine for another.
      byRule.keySet().removeIf(rule -> rule.equals(SHORT) || rule.endsWith(".validValues"));
      assertThat(file.file(), byRule, equalTo(counts(answer.get("quarantinedByRule"))));
    }
    assertThat(files.stream().mapToLong(FileBalance::read).sum(), greaterThan(2_000L));
  }

  private static long orphans(FileBalance file) {
    return file.warned().entrySet().stream()
        .filter(rule -> rule.getKey().endsWith(".reference"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** The numbers of an object, without the objects in it. */
  private static Map<String, Long> counts(JsonNode answer) {
    Map<String, Long> counts = new HashMap<>();
    answer
        .fields()
        .forEachRemaining(
            field -> {
              if (field.getValue().isNumber()) {
                counts.put(field.getKey(), field.getValue().longValue());
              }
            });
    return counts;
  }
}
