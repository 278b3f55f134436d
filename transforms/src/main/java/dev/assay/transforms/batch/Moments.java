package dev.assay.transforms.batch;

import dev.assay.schemas.Dataset;
import dev.assay.transforms.rows.RowCursor;
import java.util.Set;
import java.util.TreeSet;

/** Looks at when the rows of a part of a file happened, if their dataset is incremental. */
final class Moments {
  private static final int NONE = -1;
  private static final long NEVER = Long.MIN_VALUE;

  private final RowCursor row;
  private final Dataset dataset;
  private final int partition;
  private final Set<Long> days = new TreeSet<>();
  private long latest = NEVER;
  private long day = NEVER;

  /**
   * @param row stands at the row to look at
   */
  Moments(RowCursor row, Dataset dataset) {
    this.row = row;
    this.dataset = dataset;
    this.partition = dataset.isIncremental() ? row.columns().indexOf(dataset.partitionBy()) : NONE;
  }

  void look() {
    if (partition == NONE) {
      return;
    }
    latest = Math.max(latest, DayLayout.micros(row, partition));
    long next = DayLayout.day(row, partition);
    if (next != day) {
      day = next;
      days.add(day);
    }
  }

  /** Adds what was seen in a part of that file to all else. */
  void tell(String file, Arrivals all) {
    if (latest != NEVER) {
      all.add(dataset.name(), file, latest, days);
    }
  }
}
