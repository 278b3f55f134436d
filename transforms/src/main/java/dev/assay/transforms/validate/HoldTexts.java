package dev.assay.transforms.validate;

import dev.assay.schemas.Dataset;
import dev.assay.transforms.read.Limits;
import dev.assay.transforms.read.RecordReader;
import dev.assay.transforms.read.TextReaders;
import dev.assay.transforms.rows.RowType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Holds single records against a dataset, outside of any pipeline: what would become of them. Knows
 * nothing of other records, so neither keys nor references are looked at. Not thread-safe.
 */
public final class HoldTexts {
  private final Dataset dataset;
  private final Limits limits;
  private final List<Integer> positions;
  private final int width;
  private final RowType.Decoder<Row> decoder;
  private @Nullable RecordValidator validator;

  /**
   * What is said of a record.
   *
   * @param line at which it starts
   * @param row its values, typed; null if it would be quarantined
   * @param violations every rule it breaks, warnings included
   */
  public record Verdict(long line, @Nullable Row row, List<Violation> violations) {
    public boolean isRejected() {
      return row == null;
    }

    /** The rules it breaks, each once. */
    public List<String> rules() {
      return violations.stream().map(Violation::getRule).distinct().toList();
    }
  }

  /**
   * A judge of the records of one file.
   *
   * @param positions for each field of the dataset, where it stands in a record of the file
   * @param width how many fields a record of the file has
   */
  public HoldTexts(Dataset dataset, Limits limits, List<Integer> positions, int width) {
    this.dataset = dataset;
    this.limits = limits;
    this.positions = List.copyOf(positions);
    this.width = width;
    this.decoder = RowType.of(dataset.columns()).decoder(dataset.columns());
  }

  /**
   * Judges the records of a text; there may be several, or none.
   *
   * @param line of the file at which the text starts
   */
  public List<Verdict> hold(String text, long line) throws IOException {
    List<Verdict> verdicts = new ArrayList<>();
    try (RecordReader records = TextReaders.of(text, dataset, limits, line)) {
      while (records.next()) {
        verdicts.add(hold(records));
      }
    }
    return verdicts;
  }

  /** Judges the record that a reader stands at. */
  public Verdict hold(RecordReader records) {
    RecordValidator judge = validator(records);
    boolean isRow =
        judge.validate(
            records,
            records.line(),
            records.size(),
            records.problem(),
            () -> records.raw().indexOf('\n') >= 0 || records.raw().indexOf('\r') >= 0);
    if (isRow) {
      decoder.cursor().moveTo(judge.row().bytes(), 0);
    }
    return new Verdict(
        records.line(),
        isRow ? decoder.decode() : null,
        judge.hasViolations() ? judge.violations() : List.of());
  }

  private RecordValidator validator(RecordReader records) {
    if (validator == null) {
      validator =
          new RecordValidator(dataset, dataset.columns(), positions, width, records.charset());
    }
    return validator;
  }

  /** The key of a row, as the lake's lists of duplicates write it; empty without a key. */
  public List<String> key(Row row) {
    List<String> key = new ArrayList<>();
    for (String field : dataset.key()) {
      Object value = row.getValue(field);
      key.add(String.valueOf(value));
    }
    return key;
  }
}
