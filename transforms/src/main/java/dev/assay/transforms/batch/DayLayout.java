package dev.assay.transforms.batch;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.Type;
import dev.assay.transforms.rows.KeyRows;
import dev.assay.transforms.rows.RowCursor;
import dev.assay.transforms.rows.RowLayout;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the rows of an incremental dataset look like on their way from a file to the partition of
 * their day.
 *
 * @param dataset the dataset
 */
record DayLayout(Dataset dataset) implements Serializable {
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  /** The day that a row's partition is of. */
  static final Column DAY =
      new Column("_day", Type.DATE, false, "Day in UTC of the field that the rows are cut by");

  /** What a row holds, as a hash: rows of one key with equal hashes are repeats. */
  static final Column CONTENT =
      new Column("_content", Type.STRING, false, "Hash of all fields of the row, 128 bits in hex");

  /** As records are encoded: the key first, then the other fields. */
  Columns arrived() {
    return RowLayout.of(dataset).columns();
  }

  /** As rows stand in the files of a partition: with when their file was current, and the batch. */
  Columns stored() {
    return arrived().plus(Dataset.FILE_TIME, Dataset.BATCH);
  }

  /** Stored rows with their day in front, to be grouped by it. */
  Columns dated() {
    return KeyRows.keyed(stored().plus(DAY), List.of(DAY.name()));
  }

  /** What is looked up of a row that was kept: enough to tell whether another one is newer. */
  Columns index() {
    Set<String> names = new LinkedHashSet<>(dataset.key());
    names.add(dataset.partitionBy());
    names.addAll(dataset.latestBy());
    return arrived().select(List.copyOf(names)).plus(Dataset.FILE_TIME, CONTENT);
  }

  /** What a file of the index holds. */
  Columns indexFile() {
    List<Column> columns = new ArrayList<>(index().asList());
    columns.addAll(List.of(Dataset.SOURCE_FILE, Dataset.SOURCE_LINE));
    return Columns.of(columns);
  }

  /** The key; behind the day, in rows that are grouped by day. */
  Columns key() {
    return arrived().select(dataset.key());
  }

  /** The day and the key. */
  Columns datedKey() {
    List<String> names = new ArrayList<>(List.of(DAY.name()));
    names.addAll(dataset.key());
    return dated().select(names);
  }

  /** Position of the partition field among some columns. */
  int partition(Columns columns) {
    return columns.indexOf(dataset.partitionBy());
  }

  /** The day of a row, in days since 1970. */
  static long day(RowCursor row, int partition) {
    return row.columns().get(partition).type().kind() == Type.Kind.DATE
        ? row.longAt(partition)
        : Math.floorDiv(row.longAt(partition), MICROS_PER_DAY);
  }

  /** The moment of a row, in microseconds since 1970; of a day its beginning. */
  static long micros(RowCursor row, int partition) {
    return row.columns().get(partition).type().kind() == Type.Kind.DATE
        ? Math.multiplyExact(row.longAt(partition), MICROS_PER_DAY)
        : row.longAt(partition);
  }
}
