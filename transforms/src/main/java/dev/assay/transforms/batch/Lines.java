package dev.assay.transforms.batch;

import dev.assay.transforms.validate.Violation;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The lines of the lake's JSON files about records that are no rows of silver. */
public final class Lines {
  private Lines() {}

  /**
   * A record in quarantine.
   *
   * @param raw as delivered
   * @param masked the same without its classified values
   */
  public record Quarantined(
      String batch,
      String dataset,
      String file,
      long line,
      String raw,
      String masked,
      List<Broken> violations) {}

  /** A rule that a record breaks. */
  public record Broken(
      String rule, @Nullable String field, String message, @Nullable String value) {
    static Broken of(Violation violation) {
      return new Broken(
          violation.getRule(), violation.getField(), violation.getMessage(), violation.getValue());
    }
  }

  /** A record that went on though it breaks a rule. */
  public record Warned(
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
  public record Duplicate(
      String batch,
      String dataset,
      String file,
      long line,
      List<String> key,
      String keptFile,
      long keptLine,
      boolean differs) {}

  /** What became of a record that a replay took out of quarantine. */
  public enum Outcome {
    /** It is a row of silver now. */
    RELEASED,
    /** It is a row, and one with its key is kept in its place. */
    DUPLICATE,
    /** It is in quarantine again, in the batch of the replay. */
    QUARANTINED,
    /** A delivery that came since has its key; it was left out of the replay. */
    SUPERSEDED
  }

  /**
   * A record of a replay, and the line of quarantine it came from.
   *
   * @param batch of the replay
   * @param file file of the replay that it stands in; of what is superseded, that of the row which
   *     has its key
   * @param line line of that file
   * @param fromBatch batch that had refused it
   * @param fromFile file of that batch
   * @param fromLine line of that file
   * @param mended whether its text was changed
   * @param outcome what became of it
   */
  public record Replayed(
      String batch,
      String dataset,
      String file,
      long line,
      String fromBatch,
      String fromFile,
      long fromLine,
      boolean mended,
      Outcome outcome) {}
}
