package dev.assay.transforms.validate;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.Outcome;
import dev.assay.transforms.read.Fields;
import dev.assay.transforms.read.Problem;
import dev.assay.transforms.rows.RowEncoder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Holds record after record of one file against its dataset: a sound one is encoded as a row, and
 * what is wrong with any is listed, all of it. Not thread-safe; its answers hold until the next
 * record.
 */
public final class RecordValidator {
  /** A record with fewer fields than its header: the missing ones are null. */
  public static final String TOO_FEW_FIELDS = "record.tooFewFields";

  /** A record with more fields than its header. */
  public static final String TOO_MANY_FIELDS = "record.tooManyFields";

  /** The names of the columns again, as where files were put one behind the other. */
  public static final String REPEATED_HEADER = "record.repeatedHeader";

  private final FieldValidator[] fields;
  private final int[] positions;
  private final int width;

  /** The names of the file's columns, in the order of {@link #positions}; null without a header. */
  private final byte @Nullable [][] headers;

  private final RowChecks rowChecks;
  private final RowEncoder row = new RowEncoder();
  private final Findings findings = new Findings();

  /**
   * @param dataset what the records must be
   * @param columns the fields of a row in the order they are encoded in
   * @param positions where each field of the dataset stands in a record, in the dataset's order
   * @param width how many fields a record has
   * @param charset of the records' bytes
   */
  public RecordValidator(
      Dataset dataset, Columns columns, List<Integer> positions, int width, Charset charset) {
    this.fields = new FieldValidator[columns.size()];
    this.positions = new int[columns.size()];
    this.width = width;
    this.rowChecks = RowChecks.of(dataset, columns);
    this.headers = dataset.format().header() ? new byte[columns.size()][] : null;
    List<String> names = dataset.columns().names();
    for (int i = 0; i < fields.length; i++) {
      int field = names.indexOf(columns.get(i).name());
      fields[i] = FieldValidator.of(dataset.fields().get(field), dataset.format(), charset);
      this.positions[i] = positions.get(field);
      if (headers != null) {
        headers[i] = dataset.fields().get(field).header().getBytes(charset);
      }
    }
  }

  /**
   * Looks at a record.
   *
   * @param found how many fields it has in its file
   * @param problem what is wrong with its shape, or null
   * @param isMultiLine whether it holds line breaks; asked only of records with too few fields
   * @return whether it is a row, to be found in {@link #row}
   */
  public boolean validate(
      Fields record,
      long line,
      int found,
      @Nullable Problem problem,
      java.util.function.BooleanSupplier isMultiLine) {
    findings.clear();
    if (problem != null) {
      findings.addShape(problem.rule(), problem.message(), Outcome.QUARANTINE);
      return false;
    }
    if (isHeader(record)) {
      findings.addShape(
          REPEATED_HEADER, "names the columns, as the first line does", Outcome.QUARANTINE);
      return false;
    }
    checkWidth(found, isMultiLine);
    row.begin(line);
    for (int i = 0; i < fields.length; i++) {
      int position = positions[i];
      if (position >= record.size() || record.isNull(position)) {
        fields[i].missing(row, findings);
      } else {
        fields[i].validate(
            record.bytes(),
            record.start(position),
            record.end(position),
            record.isQuoted(position),
            row,
            findings);
      }
    }
    row.end();
    if (findings.isWhole()) {
      rowChecks.check(row, findings);
    }
    return !findings.reject();
  }

  private boolean isHeader(Fields record) {
    if (headers == null || record.size() != width) {
      return false;
    }
    for (int i = 0; i < headers.length; i++) {
      int at = positions[i];
      if (record.isNull(at)
          || !Arrays.equals(
              headers[i], 0, headers[i].length, record.bytes(), record.start(at), record.end(at))) {
        return false;
      }
    }
    return true;
  }

  /**
   * A record with too few fields goes on with nulls, unless it spans lines: then a quote that was
   * never closed has most likely swallowed other records.
   */
  private void checkWidth(int size, java.util.function.BooleanSupplier isMultiLine) {
    if (size > width) {
      findings.addShape(
          TOO_MANY_FIELDS, "has " + size + " fields, the header has " + width, Outcome.QUARANTINE);
    } else if (size < width) {
      boolean swallowed = isMultiLine.getAsBoolean();
      findings.addShape(
          TOO_FEW_FIELDS,
          "has "
              + size
              + " fields, the header has "
              + width
              + (swallowed ? "; it spans lines: is a quote missing?" : ""),
          swallowed ? Outcome.QUARANTINE : Outcome.WARN);
    }
  }

  /** The row encoded last. */
  public RowEncoder row() {
    return row;
  }

  /** Every rule the record breaks, warnings included. */
  public List<Violation> violations() {
    return new ArrayList<>(findings.violations());
  }

  public boolean hasViolations() {
    return !findings.isEmpty();
  }

  /** Whether the record is no row. */
  public boolean rejects() {
    return findings.reject();
  }
}
