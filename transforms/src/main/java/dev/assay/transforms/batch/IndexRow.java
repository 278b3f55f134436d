package dev.assay.transforms.batch;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.transforms.rows.ContentHash;
import dev.assay.transforms.rows.RowCursor;
import dev.assay.transforms.rows.RowEncoder;

/** Makes of a row what the index says of it. Not thread-safe. */
final class IndexRow {
  private final int[] sources;
  private final ContentHash hash;
  private final RowEncoder encoder = new RowEncoder();

  /**
   * @param columns of the rows it is made of
   */
  IndexRow(DayLayout layout, Columns columns) {
    Columns index = layout.index();
    this.sources = new int[index.indexOf(Dataset.FILE_TIME.name())];
    for (int i = 0; i < sources.length; i++) {
      sources[i] = columns.indexOf(index.get(i).name());
    }
    this.hash = ContentHash.of(columns, layout.dataset().columns().names());
  }

  /**
   * The row that a cursor stands at; what is returned is made anew by the next call.
   *
   * @param fileTime when its file was current, in microseconds since 1970
   */
  RowEncoder of(RowCursor row, long fileTime) {
    encoder.begin(row.line());
    for (int source : sources) {
      encoder.putField(row, source);
    }
    encoder.putLong(fileTime);
    encoder.putString(hash.of(row));
    encoder.end();
    return encoder;
  }
}
