package dev.assay.transforms.batch;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.transforms.rows.Bucket;
import dev.assay.transforms.rows.RowCursor;
import dev.assay.transforms.rows.RowOrder;
import java.util.Map;

/**
 * Chooses among the rows of one key, over all batches: that with the greatest {@code latestBy}
 * values; among equals the one with the smallest content hash; among equal contents the one whose
 * file was current first, so that a record is not late because it is repeated; and then the one
 * that was kept before, or else that with the smallest file name and line. So what stays is the
 * same in whatever batches and order its versions came. Not thread-safe.
 */
final class Versions {
  private final RowCursor arrived;
  private final Candidate one;
  private final Candidate other;
  private final RowOrder latest;
  private final int content;
  private final int fileTime;

  /**
   * @param fileTimes when the files of the rows that arrived were current, by name
   */
  Versions(DayLayout layout, Map<String, Long> fileTimes) {
    Columns index = layout.index();
    this.arrived = new RowCursor(layout.arrived());
    this.one = new Candidate(layout, fileTimes);
    this.other = new Candidate(layout, fileTimes);
    this.latest =
        RowOrder.by(index, layout.dataset().latestBy().stream().mapToInt(index::indexOf).toArray());
    this.content = index.indexOf(DayLayout.CONTENT.name());
    this.fileTime = index.indexOf(Dataset.FILE_TIME.name());
  }

  /** A row as the index has it, or would have it. */
  private final class Candidate {
    private final IndexRow index;
    private final RowCursor cursor;
    private final Map<String, Long> fileTimes;
    private String file = "";

    Candidate(DayLayout layout, Map<String, Long> fileTimes) {
      this.index = new IndexRow(layout, layout.arrived());
      this.cursor = new RowCursor(layout.index());
      this.fileTimes = fileTimes;
    }

    void show(Bucket rows, int row) {
      file = rows.file(row);
      if (rows.input(row) == SettleKeys.KNOWN) {
        rows.show(row, cursor);
      } else {
        rows.show(row, arrived);
        cursor.moveTo(index.of(arrived, fileTimes.get(file)).bytes(), 0);
      }
    }
  }

  /** Index of the row that stays, of those from {@code from} to before {@code to}. */
  int choose(Bucket rows, int from, int to) {
    int chosen = from;
    for (int i = from + 1; i < to; i++) {
      if (beats(rows, i, chosen)) {
        chosen = i;
      }
    }
    return chosen;
  }

  private boolean beats(Bucket rows, int challenger, int holder) {
    one.show(rows, challenger);
    other.show(rows, holder);
    int byLatest = latest.compare(one.cursor, other.cursor);
    if (byLatest != 0) {
      return byLatest > 0;
    }
    int byContent = one.cursor.stringAt(content).compareTo(other.cursor.stringAt(content));
    if (byContent != 0) {
      return byContent < 0;
    }
    int byTime = Long.compare(one.cursor.longAt(fileTime), other.cursor.longAt(fileTime));
    if (byTime != 0) {
      return byTime < 0;
    }
    if (rows.input(holder) == SettleKeys.KNOWN) {
      return false;
    }
    int byFile = one.file.compareTo(other.file);
    return byFile != 0 ? byFile < 0 : one.cursor.line() < other.cursor.line();
  }

  /** Whether two rows of one key hold different things. */
  boolean differ(Bucket rows, int a, int b) {
    one.show(rows, a);
    other.show(rows, b);
    return !one.cursor.stringAt(content).equals(other.cursor.stringAt(content));
  }
}
