package dev.assay.transforms.batch;

import dev.assay.transforms.validate.Violation;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The lines of the lake's JSON files about records that are no rows of silver. */
final class Lines {
  private Lines() {}

  /**
   * A record in quarantine.
   *
   * @param raw as delivered
   * @param masked the same without its classified values
   */
  record Quarantined(
      String batch,
      String dataset,
      String file,
      long line,
      String raw,
      String masked,
      List<Broken> violations) {}

  /** A rule that a record breaks. */
  record Broken(String rule, @Nullable String field, String message, @Nullable String value) {
    static Broken of(Violation violation) {
      return new Broken(
          violation.getRule(), violation.getField(), violation.getMessage(), violation.getValue());
    }
  }

  /** A record that went on though it breaks a rule. */
  record Warned(
      String batch,
      String dataset,
      String file,
      long line,
      String rule,
      @Nullable String field,
      String message) {
    static Warned of(String batch, String dataset, String file, long line, Violation violation) {
      return new Warned(
          batch,
          dataset,
          file,
          line,
          violation.getRule(),
          violation.getField(),
          violation.getMessage());
    }
  }

  /**
   * A row whose key another row has; {@code keptFile} and {@code keptLine} say which one stayed.
   *
   * @param differs whether that one holds something else
   */
  record Duplicate(
      String batch,
      String dataset,
      String file,
      long line,
      List<String> key,
      String keptFile,
      long keptLine,
      boolean differs) {}
}
