package dev.assay.schemas;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    List<Threshold> thresholds)
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

  public Optional<Field> find(String field) {
    return fields.stream().filter(f -> f.name().equals(field)).findFirst();
  }

  /** The columns of a row of this dataset, without those that say where it came from. */
  public Columns columns() {
    return Columns.of(fields.stream().map(Field::column).toList());
  }

  /**
   * The columns of the dataset's Parquet files: its own and those that say where a row came from.
   */
  public Columns silverColumns() {
    List<Column> columns = new ArrayList<>(columns().asList());
    columns.addAll(List.of(SOURCE_FILE, SOURCE_LINE, BATCH));
    return Columns.of(columns);
  }
}
