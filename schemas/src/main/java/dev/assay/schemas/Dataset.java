package dev.assay.schemas;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One dataset of a contract: the rows of one kind of file.
 *
 * @param name in snake_case; names the folder and the table
 * @param description what a row is
 * @param file name of its files in the input folder; may be a glob ({@code *.csv}). A file of that
 *     name with {@code .gz} behind it is taken too
 * @param format how its files are written
 * @param fields its fields, in the contract's order
 * @param key names of the fields that make a row unique, in key order; empty if nothing does
 * @param latestBy of two rows with one key, that with the greatest values of these fields stays;
 *     among equals the one whose values, as silver holds them, are smallest when compared field by
 *     field in the contract's order, nulls first
 * @param asOf names of date and timestamp fields whose latest value is the day that a delivery
 *     speaks of, unless it is given
 * @param references fields whose values must be keys of another dataset
 * @param rules rules over several fields of one row
 * @param thresholds what the dataset as a whole must satisfy for a batch to be published
 * @param partitionBy name of the date or timestamp field by whose day in UTC the rows are cut; such
 *     a dataset is incremental: its rows accumulate over batches, one for each key over all of
 *     them. Null for a snapshot, which each batch delivers whole
 * @param onConflict what happens when the key of an incremental dataset comes again with other
 *     content
 */
public record Dataset(
    String name,
    String description,
    String file,
    Format format,
    List<Field> fields,
    List<String> key,
    List<String> latestBy,
    List<String> asOf,
    List<Reference> references,
    List<RowRule> rules,
    List<Threshold> thresholds,
    @Nullable String partitionBy,
    OnConflict onConflict)
    implements Serializable {

  /** The file a row was read from, in every silver row. */
  public static final Column SOURCE_FILE =
      new Column("_source_file", Type.STRING, false, "Name of the file the row was read from");

  /** The line a row starts at, in every silver row. */
  public static final Column SOURCE_LINE =
      new Column(
          "_source_line", Type.INTEGER, false, "Line of that file the row starts at, from 1");

  /** The batch a row came with, in every silver row. */
  public static final Column BATCH =
      new Column("_batch", Type.STRING, false, "Batch the row was read in");

  /**
   * When the file a row was read from was current, in every silver row of an incremental dataset:
   * the latest value of the partition field in that file. A row is late by as much as its own value
   * is before that, however often and in whatever runs the file is read.
   */
  public static final Column FILE_TIME =
      new Column(
          "_file_time",
          Type.TIMESTAMP,
          false,
          "Latest value of the partition field in the file the row was read from, UTC");

  /** A snapshot: each batch delivers it whole. */
  public Dataset(
      String name,
      String description,
      String file,
      Format format,
      List<Field> fields,
      List<String> key,
      List<String> latestBy,
      List<String> asOf,
      List<Reference> references,
      List<RowRule> rules,
      List<Threshold> thresholds) {
    this(
        name,
        description,
        file,
        format,
        fields,
        key,
        latestBy,
        asOf,
        references,
        rules,
        thresholds,
        null,
        OnConflict.FAIL);
  }

  /** The same, with other references. */
  Dataset withReferences(List<Reference> newReferences) {
    return new Dataset(
        name,
        description,
        file,
        format,
        fields,
        key,
        latestBy,
        asOf,
        List.copyOf(newReferences),
        rules,
        thresholds,
        partitionBy,
        onConflict);
  }

  /** Whether rows accumulate over batches instead of being delivered whole by each. */
  public boolean isIncremental() {
    return partitionBy != null;
  }

  /** A field by its name or, of the elements of a list, by both: {@code items.quantity}. */
  public Optional<Field> find(String field) {
    int point = field.indexOf('.');
    if (point >= 0) {
      String list = field.substring(0, point);
      String member = field.substring(point + 1);
      return find(list).flatMap(f -> named(f.elements(), member));
    }
    return named(fields, field);
  }

  private static Optional<Field> named(List<Field> fields, String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  /** The columns of a row of this dataset, without those that say where it came from. */
  public Columns columns() {
    return Field.columns(fields);
  }

  /**
   * The columns of the dataset's Parquet files: its own and those that say where a row came from;
   * of an incremental dataset {@link #FILE_TIME} too.
   */
  public Columns silverColumns() {
    List<Column> columns = new ArrayList<>(columns().asList());
    columns.addAll(List.of(SOURCE_FILE, SOURCE_LINE, BATCH));
    if (isIncremental()) {
      columns.add(FILE_TIME);
    }
    return Columns.of(columns);
  }
}
