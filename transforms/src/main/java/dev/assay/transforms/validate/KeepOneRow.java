package dev.assay.transforms.validate;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.transforms.rows.Bucket;
import dev.assay.transforms.rows.RowCursor;
import dev.assay.transforms.rows.RowOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Chooses which of several rows with one key stays: that with the greatest {@code latestBy} values;
 * among equals the one that is smallest when compared field by field in the contract's order; among
 * those the one with the smallest file name and line. Nothing of this depends on who came first.
 */
public final class KeepOneRow {
  private final RowOrder latest;
  private final RowOrder content;
  private final RowCursor best;
  private final RowCursor other;

  /** For rows of a dataset with these columns, in whatever order they are encoded. */
  public KeepOneRow(Dataset dataset, Columns columns) {
    this.latest = RowOrder.by(columns, positions(columns, dataset.latestBy()));
    this.content = RowOrder.by(columns, positions(columns, content(dataset, columns)));
    this.best = new RowCursor(columns);
    this.other = new RowCursor(columns);
  }

  /** The fields in the contract's order; then where a row comes from, if its columns say so. */
  private static List<String> content(Dataset dataset, Columns columns) {
    List<String> names = new ArrayList<>(dataset.columns().names());
    Stream.of(Dataset.SOURCE_FILE, Dataset.SOURCE_LINE)
        .map(Column::name)
        .filter(columns::contains)
        .forEach(names::add);
    return names;
  }

  private static int[] positions(Columns columns, List<String> names) {
    return names.stream().mapToInt(columns::indexOf).toArray();
  }

  /** Index of the row that stays, of those from {@code from} to before {@code to}. */
  public int choose(Bucket bucket, int from, int to) {
    int chosen = from;
    for (int i = from + 1; i < to; i++) {
      if (beats(bucket, i, chosen)) {
        chosen = i;
      }
    }
    return chosen;
  }

  private boolean beats(Bucket bucket, int challenger, int holder) {
    bucket.show(challenger, other);
    bucket.show(holder, best);
    int byLatest = latest.compare(other, best);
    if (byLatest != 0) {
      return byLatest > 0;
    }
    int byContent = content.compare(other, best);
    if (byContent != 0) {
      return byContent < 0;
    }
    int byFile = bucket.file(challenger).compareTo(bucket.file(holder));
    return byFile != 0 ? byFile < 0 : other.line() < best.line();
  }
}
